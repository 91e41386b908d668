"""The students behind a figure: who may see them, that it is noted, and the list itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from openperkins.engine.published import reasons_of, students_of_cell
from openperkins.engine.trace import deciding_criteria
from openperkins.kernel import words
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Program
from openperkins.portal.results.compose import folder_of
from openperkins.portal.results.models import Sheet, StudentAccess
from openperkins.portal.results.unit import Unit
from openperkins.schoolyear import SchoolYear

#: how long a reason given once holds for the same figure
_OPEN_FOR = datetime.timedelta(minutes=30)
#: how many figures a person may open in an hour: enough for work, too few to copy a district's students
MOST_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """One student of a list. `place` names the student in a URL: the list's order never changes."""

    place: int
    sasid: str
    made_it: bool
    school: str
    program: str
    why_out: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record of a student stands: what it is, the school year, the file and the row."""

    title: str
    year: str
    file: str
    row: int


def places_of(records: list[dict[str, Any]]) -> list[Place]:
    """The records of a trace (`source`, `school_year`, `file`, `row` each), told in words."""
    return [
        Place(
            "MCAS" if one["source"] == "mcas" else one["source"].replace("_", " ").capitalize(),
            str(SchoolYear(one["school_year"])),
            one["file"],
            one["row"],
        )
        for one in records
    ]


def key_of(unit: Unit, indicator: str, population: str) -> str:
    """Names a figure in a session."""
    return f"{unit.publication.pk}/{unit.sheet.org_code}/{indicator}/{population}"


def is_open(request: HttpRequest, key: str) -> bool:
    """Whether the reader gave a reason for this figure a short while ago."""
    until = request.session.get("students_open", {}).get(key)
    return until is not None and timezone.now().timestamp() < until


def too_many(reach: Reach) -> bool:
    """Whether the reader opened as many figures as an hour allows."""
    since = timezone.now() - datetime.timedelta(hours=1)
    return StudentAccess.objects.filter(person=reach.person, at__gte=since).count() >= MOST_AN_HOUR


@transaction.atomic
def open_students(request: HttpRequest, unit: Unit, indicator: str, population: str, *, reason: str, by: Reach) -> None:
    """Note who opens the students behind a figure and why, and let them for a while.

    The reason is kept outside the event log: more people read that than may see students, and a reason can name one.
    """
    StudentAccess.objects.create(
        person=by.person,
        organization=unit.organization,
        publication=unit.publication,
        indicator=indicator,
        population=population,
        reason=reason,
    )
    record(
        "students.opened",
        by=by.person,
        organization=unit.organization,
        about=unit.publication,
        unit=unit.sheet.org_code,
        indicator=indicator,
        population=population,
    )
    opened = {k: v for k, v in request.session.get("students_open", {}).items() if v > timezone.now().timestamp()}
    opened[key_of(unit, indicator, population)] = (timezone.now() + _OPEN_FOR).timestamp()
    request.session["students_open"] = opened


def listed(unit: Unit, indicator: str, population: str) -> list[Listed]:
    """The students of a figure's denominator, those who did not make it first."""
    folder = folder_of(unit.publication)
    places = _places(unit.sheet)
    rows = students_of_cell(folder / "out", indicator, population, places)
    kept_out = folder / "kept_out" / f"{indicator}.parquet"
    reasons = reasons_of(kept_out) if kept_out.exists() else {}
    told = [words(leaf, unit.law) for leaf in deciding_criteria(indicator)]
    titles = dict(
        Program.objects.filter(code__in=rows["program"].drop_nulls().unique().to_list()).values_list("code", "title")
    )
    return [
        Listed(
            place=place,
            sasid=sasid,
            made_it=made_it,
            school=places.get(org_code, org_code),
            program=titles.get(program, program or ""),
            why_out="" if made_it else _why(reasons.get(sasid), told),
        )
        for place, (sasid, made_it, org_code, program) in enumerate(rows.iter_rows(), 1)
    ]


def _why(places: list[int] | None, told: list[str]) -> str:
    if places is None:
        return ""
    if not places:
        return "More than one criterion is not met"
    return "Only this is not met: " + "; ".join(told[place] for place in places)


def _places(sheet: Sheet) -> dict[str, str]:
    """Code → name of the unit and everything below it in the same publication."""
    found, level = {sheet.org_code: sheet.name}, [sheet.org_code]
    while level:
        below: Any = Sheet.objects.filter(publication=sheet.publication_id, parent_code__in=level)
        parts = dict(below.values_list("org_code", "name"))
        level = [code for code in parts if code not in found]
        found |= parts
    return found
