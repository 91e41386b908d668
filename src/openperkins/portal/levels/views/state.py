"""The State's levels of school years: proposed by one person, set by another."""

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
from openperkins.portal.law import indicator_titles
from openperkins.portal.levels import actions
from openperkins.portal.levels.forms import DropForm, StateLevelsForm
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.queries import state_levels
from openperkins.portal.levels.telling import people_told
from openperkins.portal.pages.years import latest_year
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.state_levels import STATE_LEVELS


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
    "set": Way(
        "set",
        "set_state_levels",
        "Set these levels",
        "Districts are told. From then on each adopts them or proposes others.",
        "The State's levels are set.",
        tells="set",
    ),
    "drop": Way(
        "drop",
        "drop_state_levels",
        "Do not set them",
        "The proposal is closed. The State's levels of the year stay as they are.",
        "The proposal is dropped.",
        tells="dropped",
        asks=True,
    ),
    "withdraw": Way(
        "withdraw",
        "withdraw_state_levels",
        "Withdraw the proposal",
        "The proposal is closed. The State's levels of the year stay as they are.",
        "The proposal is withdrawn.",
        asks=True,
    ),
}


@state_page("see_state_levels")
def all_state_levels(request: HttpRequest) -> HttpResponse:
    """The State's levels by year, and what is proposed."""
    proposals = StateLevels.objects.select_related("proposed_by", "set_by")
    context = {
        "proposals": [one for one in proposals if one.status == "proposed"],
        "years": _in_force(proposals),
        "titles": indicator_titles(),
        "dropped": [one for one in proposals if one.status == "dropped"],
    }
    return render(request, "levels/state_levels.html", context)


def _in_force(proposals: Any) -> list[tuple[StateLevels, list[str]]]:
    """Of each year the levels set last, latest year first."""
    last: dict[int, StateLevels] = {}
    for one in sorted((one for one in proposals if one.status == "set"), key=lambda one: one.set_at):
        last[one.school_year] = one
    return [(last[ends], list(last[ends].levels.values())) for ends in sorted(last, reverse=True)]


@state_page("propose_state_levels", post="propose_state_levels")
def propose_state_levels(request: HttpRequest) -> HttpResponse:
    """Proposes the State's levels of a school year; a second person sets them."""
    form = StateLevelsForm(request.POST or None, initial=_begin())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        one = actions.propose(
            year=SchoolYear(said["year"]), levels=form.levels, reason=said["reason"], by=request.reach
        )
        messages.success(request, "The State's levels are proposed. A second person sets them.")
        return redirect("state_levels_of", one.pk)
    wrong = request.method == "POST"
    context = {
        "form": form,
        "told": len(people_told("proposed")),
        "crumbs": [("State levels", reverse("state_levels")), ("Propose levels", "")],
        "page_has_errors": wrong,
    }
    return render(request, "levels/propose_state.html", context, status=422 if wrong else 200)


def _begin() -> dict[str, Any]:
    """The form begins with the year that needs levels and with those of the year before."""
    year = latest_year() + 1
    before = state_levels(year) or state_levels(year - 1)
    levels = {f"level_{indicator}": level for indicator, level in before.levels.items()} if before else {}
    return {"year": year.ends, **levels}


@state_page("see_state_levels")
def state_levels_of(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: the levels, beside those of the year before; the steps that are open."""
    one = get_object_or_404(StateLevels.objects.select_related("proposed_by", "set_by", "dropped_by"), pk=pk)
    steps = [
        step.name
        for step in STATE_LEVELS.steps
        if one.status in step.from_ and request.reach.may(step.action, one.org_code)
    ]
    offers = [(WAYS[step], STATE_LEVELS.refusals(step, one, request.reach)) for step in steps]
    before = state_levels(one.year - 1)
    rows = [
        (f"{indicator} {title}", one.levels[indicator], before.levels[indicator] if before else "")
        for indicator, title in indicator_titles().items()
    ]
    context = {
        "proposal": one,
        "rows": rows,
        "before": before,
        "offers": offers,
        "closed": [(way, against) for way, against in offers if against],
        "history": told(f"proposal of State levels {one.pk}"),
        "crumbs": [("State levels", reverse("state_levels")), (str(one), "")],
    }
    return render(request, "levels/state_levels_of.html", context)


def _asking(way: Way) -> View:
    act = {"set": actions.set_levels, "drop": actions.drop, "withdraw": actions.withdraw}[way.step]

    def step(request: HttpRequest, pk: int) -> HttpResponse:
        one = get_object_or_404(StateLevels.objects.select_related("proposed_by"), pk=pk)
        form = DropForm(request.POST or None) if way.asks else forms.Form(request.POST or None)
        if request.method != "POST":
            return _page(request, one, way, form)
        if not form.is_valid() and way.asks:
            return _page(request, one, way, form, status=422)
        try:
            act(one, by=request.reach, **({"reason": form.cleaned_data["reason"]} if way.asks else {}))
        except Refused as refused:
            return _page(request, one, way, form, refused.reasons, status=409)
        messages.success(request, way.done)
        return redirect("state_levels_of", one.pk)

    return step


def _page(
    request: HttpRequest,
    one: StateLevels,
    way: Way,
    form: forms.Form,
    refused: list[str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "proposal": one,
        "way": way,
        "form": form,
        "against": refused or STATE_LEVELS.refusals(way.step, one, request.reach),
        "told": len(people_told(way.tells)) if way.tells else None,
        "crumbs": [
            ("State levels", reverse("state_levels")),
            (str(one), reverse("state_levels_of", args=[one.pk])),
            (way.label, ""),
        ],
        "page_has_errors": status != 200,
        "errors": [("", reason) for reason in refused or ()],
    }
    return render(request, "levels/state_step.html", context, status=status)


def _view(step: str) -> View:
    return state_page("see_state_levels", post=STATE_LEVELS.step(step).action)(_asking(WAYS[step]))


set_levels = _view("set")
drop = _view("drop")
withdraw = _view("withdraw")
