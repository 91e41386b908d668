"""How far the districts are with each collection of a school year, as far as the reader reaches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.conf import settings

from openperkins.portal.accounts.reach import Reach, visible
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.expected import Collection, collections
from openperkins.portal.submissions.models import Submission
from openperkins.schoolyear import SchoolYear

#: where a district can be with a collection → how a list says it
STATES = {
    "certified": "Certified",
    "state": "On file: sent by the State",
    "ready": "Ready to certify",
    "errors": "Has errors",
    "checking": "Checking",
    "missing": "Not yet started",
}
_STATE_OF = {
    "certified": "certified",
    "ready": "ready",
    "has_errors": "errors",
    "failed": "errors",
    "received": "checking",
    "checking": "checking",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """One collection: in how many districts it is where. `counts` has (state, word, number) in a fixed order."""

    collection: Collection
    districts: int
    counts: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """One district and one collection. `pk` is the file that says so, None without one."""

    code: str
    name: str
    state: str
    word: str
    pk: int | None


def progress(reach: Reach, year: SchoolYear) -> list[Progress]:
    """Every collection districts send. Three queries, whatever the number of districts."""
    districts, found = _districts(reach), _found(reach, year)
    by_state = _by_state(year)
    told = []
    for one in collections(of_state=False):
        counted = Counter(_state_of(code, one, found, by_state)[0] for code, _ in districts)
        told.append(Progress(one, len(districts), [(state, word, counted[state]) for state, word in STATES.items()]))
    return told


def standings(reach: Reach, year: SchoolYear, collection: Collection) -> list[Standing]:
    """Every district with one collection, by name."""
    found, by_state = _found(reach, year), _by_state(year)
    rows = []
    for code, name in _districts(reach):
        state, pk = _state_of(code, collection, found, by_state)
        rows.append(Standing(code, name, state, STATES[state], pk))
    return rows


def _districts(reach: Reach) -> list[tuple[str, str]]:
    rows = Organization.objects.filter(kind="district", is_current=True).order_by("name", "code")
    return list(visible(rows, reach, "see_progress", "code").values_list("code", "name"))


def _found(reach: Reach, year: SchoolYear) -> dict[tuple[str, Collection], tuple[str, int]]:
    """(district, collection) → the state and id of the file that counts: the certified one, else the last sent."""
    rows = Submission.objects.filter(school_year=year.ends, status__in=tuple(_STATE_OF))
    columns = ("organization_id", "kind", "season", "status", "pk")
    found: dict[tuple[str, Collection], tuple[str, int]] = {}
    for code, kind, season, status, pk in (
        visible(rows, reach, "see_progress").order_by("sent_at", "pk").values_list(*columns)
    ):
        place = code, Collection(kind, season)
        if status == "certified" or found.get(place, ("",))[0] != "certified":
            found[place] = _STATE_OF[status], pk
    return found


def _by_state(year: SchoolYear) -> set[Collection]:
    rows = Submission.objects.filter(organization=settings.STATE_CODE, school_year=year.ends, status="certified")
    return {Collection(kind, season) for kind, season in rows.values_list("kind", "season")}


def _state_of(
    code: str, one: Collection, found: dict[tuple[str, Collection], tuple[str, int]], by_state: set[Collection]
) -> tuple[str, int | None]:
    if (code, one) in found:
        return found[code, one]
    return ("state" if one in by_state else "missing"), None
