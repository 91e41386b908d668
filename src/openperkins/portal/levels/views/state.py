"""The State's levels of school years: proposed by one person, set by another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import View, state_page
from openperkins.portal.audit.words import told
from openperkins.portal.law import indicator_titles
from openperkins.portal.levels import actions
from openperkins.portal.levels.forms import DropForm, StateLevelsForm
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.overtaken import of_the_state
from openperkins.portal.levels.queries import revised_levels, state_levels
from openperkins.portal.levels.telling import people_told
from openperkins.portal.pages.proposing import Proposals, Way
from openperkins.portal.pages.years import latest_year
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.state_levels import STATE_LEVELS

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
    """The State's levels by year; to people of the State also what is proposed, and levels of districts revised."""
    proposals = list(_readable(request))
    context = {
        "proposals": [one for one in proposals if one.status == "proposed"],
        "years": _in_force(proposals),
        "titles": indicator_titles(),
        "revised": revised_levels() if request.reach.is_state else [],
        "dropped": [one for one in proposals if one.status == "dropped"],
    }
    return render(request, "levels/state_levels.html", context)


def _readable(request: HttpRequest) -> QuerySet[StateLevels]:
    """Proposals the reader may see: districts see what was set, not what the State considers."""
    found = StateLevels.objects.select_related("proposed_by", "set_by", "dropped_by")
    return found if request.reach.is_state else found.filter(status="set")


def _in_force(proposals: Iterable[StateLevels]) -> list[tuple[StateLevels, list[str]]]:
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
    one = get_object_or_404(_readable(request), pk=pk)
    offers = PROPOSALS.offers(request, one, WAYS)
    before = state_levels(one.year - 1)
    rows = [
        (f"{indicator} {title}", one.levels[indicator], before.levels[indicator] if before else "")
        for indicator, title in indicator_titles().items()
    ]
    context = {
        "proposal": one,
        "rows": rows,
        "before": before,
        "judged": of_the_state(one.year) if one.status == "set" else "",
        "offers": offers,
        "closed": [(way, against) for way, against in offers if against],
        "history": told(f"proposal of State levels {one.pk}"),
        "crumbs": [("State levels", reverse("state_levels")), (str(one), "")],
    }
    return render(request, "levels/state_levels_of.html", context)


class _Readable(Proposals):
    """Pages of steps, of what the reader may see alone."""

    def _asking(self, way: Way) -> View:
        step = super()._asking(way)

        def of_readable(request: HttpRequest, pk: int) -> HttpResponse:
            get_object_or_404(_readable(request), pk=pk)
            return step(request, pk)

        return of_readable


PROPOSALS = _Readable(
    model=StateLevels,
    workflow=STATE_LEVELS,
    sees="see_state_levels",
    acts={"set": actions.set_levels, "drop": actions.drop, "withdraw": actions.withdraw},
    people_told=people_told,
    reason_form=DropForm,
    title=str,
    called="proposal",
    home="state_levels_of",
    above=("State levels", "state_levels"),
    template="levels/state_step.html",
)


set_levels = PROPOSALS.view(WAYS["set"])
drop = PROPOSALS.view(WAYS["drop"])
withdraw = PROPOSALS.view(WAYS["withdraw"])
