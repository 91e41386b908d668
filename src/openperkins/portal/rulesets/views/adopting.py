"""The readings of a school year: proposing, adopting, dropping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import View, state_page
from openperkins.portal.audit.words import told
from openperkins.portal.law import RULESET, ruleset_of
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets import actions
from openperkins.portal.rulesets.forms import DropForm, ProposeForm, changes_text
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.rulesets.queries import adopted_for, differences
from openperkins.portal.rulesets.telling import people_told
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.adoption import ADOPTION


@dataclass(frozen=True, slots=True)
class Way:
    """How a page speaks of a step; `tells` names who is told, `asks` whether it takes a reason."""

    step: str
    page: str
    label: str
    does: str
    done: str
    tells: str = ""
    asks: bool = False


WAYS = {
    "adopt": Way(
        "adopt",
        "adopt_readings",
        "Adopt these readings",
        "Figures of the year are computed by these readings from the next publication on. What is published stays as "
        "it is until then.",
        "The readings are adopted.",
        tells="adopted",
    ),
    "drop": Way(
        "drop",
        "drop_readings",
        "Do not adopt them",
        "The proposal is closed. The readings of the year stay as they are.",
        "The proposal is dropped.",
        tells="dropped",
        asks=True,
    ),
    "withdraw": Way(
        "withdraw",
        "withdraw_readings",
        "Withdraw the proposal",
        "The proposal is closed. The readings of the year stay as they are.",
        "The proposal is withdrawn.",
        asks=True,
    ),
}


@state_page("propose_ruleset", post="propose_ruleset")
def propose_readings(request: HttpRequest) -> HttpResponse:
    """Proposes the readings of a school year; a second person adopts them."""
    form = ProposeForm(request.POST or None, initial=_begin(request.GET))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        adoption = actions.propose(
            year=SchoolYear(said["year"]),
            ruleset=said["ruleset"],
            changes=said["changes"],
            reason=said["reason"],
            by=request.reach,
        )
        messages.success(request, "The readings are proposed. A second person adopts them.")
        return redirect("adoption", adoption.pk)
    wrong = request.method == "POST"
    context = {
        "form": form,
        "told": len(people_told("proposed")),
        "standard": RULESET,
        "crumbs": [("Rulesets", reverse("rulesets")), ("Propose readings", "")],
        "page_has_errors": wrong,
    }
    return render(request, "rulesets/propose.html", context, status=422 if wrong else 200)


@state_page("see_rulesets")
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what it changes, what it would do to a published year, the steps that are open."""
    one = get_object_or_404(Adoption.objects.select_related("proposed_by", "adopted_by", "dropped_by"), pk=pk)
    proposed = None if one.fault else ruleset_of(one.ruleset, one.changes)
    name, changes = adopted_for(one.year)
    steps = [
        step.name
        for step in ADOPTION.steps
        if one.status in step.from_ and request.reach.may(step.action, one.org_code)
    ]
    offers = [(WAYS[step], ADOPTION.refusals(step, one, request.reach)) for step in steps]
    own = differences(ruleset_of(one.ruleset), proposed) if proposed else []
    in_force = differences(ruleset_of(name, changes), proposed) if proposed else []
    context = {
        "adoption": one,
        "crumbs": [("Rulesets", reverse("rulesets")), (f"Readings of {one.year}", "")],
        "own": own,
        # said again only where it says something else
        "in_force": in_force if in_force != own else [],
        "fault": one.fault,
        "offers": offers,
        "closed": [(way, against) for way, against in offers if against],
        "published": Publication.objects.filter(in_force=True),
        "text": changes_text(one.changes),
        "history": told(f"proposal of readings {one.pk}"),
    }
    return render(request, "rulesets/adoption.html", context)


def _asking(way: Way) -> View:
    def step(request: HttpRequest, pk: int) -> HttpResponse:
        one = get_object_or_404(Adoption.objects.select_related("proposed_by"), pk=pk)
        form = DropForm(request.POST or None) if way.asks else forms.Form(request.POST or None)
        if request.method != "POST":
            return _page(request, one, way, form)
        if way.asks and not form.is_valid():
            return _page(request, one, way, form, status=422)
        reason = {"reason": form.cleaned_data["reason"]} if way.asks else {}
        try:
            getattr(actions, way.step)(one, by=request.reach, **reason)
        except Refused as refused:
            return _page(request, one, way, form, refused.reasons, status=409)
        messages.success(request, way.done)
        return redirect("adoption", one.pk)

    return step


def _page(
    request: HttpRequest,
    one: Adoption,
    way: Way,
    form: forms.Form,
    refused: list[str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "adoption": one,
        "way": way,
        "form": form,
        "against": refused or ADOPTION.refusals(way.step, one, request.reach),
        "told": len(people_told(way.tells)) if way.tells else None,
        "crumbs": [
            ("Rulesets", reverse("rulesets")),
            (f"Readings of {one.year}", reverse("adoption", args=[one.pk])),
            (way.label, ""),
        ],
        "page_has_errors": status != 200,
        "errors": [("", reason) for reason in refused or ()],
    }
    return render(request, "rulesets/step.html", context, status=status)


def _view(step: str) -> View:
    return state_page("see_rulesets", post=ADOPTION.step(step).action)(_asking(WAYS[step]))


adopt = _view("adopt")
drop = _view("drop")
withdraw = _view("withdraw")


def _begin(asked: Any) -> dict[str, str]:
    """What a link to the form fills in."""
    return {name: asked[name] for name in ("year", "ruleset", "changes") if name in asked}
