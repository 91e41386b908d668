"""The readings of a school year: proposing, adopting, dropping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.audit.words import told
from openperkins.portal.law import RULESET, ruleset_of
from openperkins.portal.pages.proposing import Proposals, Way
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets import actions
from openperkins.portal.rulesets.forms import DropForm, ProposeForm, changes_text
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.rulesets.queries import adopted_for, differences
from openperkins.portal.rulesets.telling import people_told
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.adoption import ADOPTION

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
    offers = PROPOSALS.offers(request, one, WAYS)
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


PROPOSALS = Proposals(
    model=Adoption,
    workflow=ADOPTION,
    sees="see_rulesets",
    acts={"adopt": actions.adopt, "drop": actions.drop, "withdraw": actions.withdraw},
    people_told=people_told,
    reason_form=DropForm,
    title=lambda one: f"Readings of {one.year}",
    called="adoption",
    home="adoption",
    above=("Rulesets", "rulesets"),
    template="rulesets/step.html",
)


adopt = PROPOSALS.view(WAYS["adopt"])
drop = PROPOSALS.view(WAYS["drop"])
withdraw = PROPOSALS.view(WAYS["withdraw"])


def _begin(asked: Any) -> dict[str, str]:
    """What a link to the form fills in."""
    return {name: asked[name] for name in ("year", "ruleset", "changes") if name in asked}
