"""Levels in force, the State's and those districts agreed on, and what is weighed when a district proposes its own."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from django.conf import settings

from openperkins.accountability.names import INDICATORS
from openperkins.accountability.negotiation import Actual, Floor, floor_of
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.models import Publication, Sheet
from openperkins.portal.results.queries import Published, trend
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear

#: organizations that have levels of their own
_OWN_LEVELS = ("district", "consortium")


def state_levels(year: SchoolYear) -> StateLevels | None:
    """The State's levels of a year; None before they are set."""
    return StateLevels.objects.filter(school_year=year.ends, status="set").order_by("-set_at").first()


def agreed_levels(year: SchoolYear, org_code: str | None = None) -> dict[str, dict[str, AgreedLevel]]:
    """Organization → indicator → the level in force."""
    rows = AgreedLevel.objects.filter(school_year=year.ends).order_by("version")
    if org_code is not None:
        rows = rows.filter(organization=org_code)
    found: dict[str, dict[str, AgreedLevel]] = defaultdict(dict)
    for row in rows:
        found[row.organization_id][row.indicator] = row  # the last version stays
    return found


def agreed_before(org_code: str, year: SchoolYear) -> dict[str, AgreedLevel]:
    """Indicator → the level of an organization agreed last for a year before this one."""
    rows = AgreedLevel.objects.filter(organization=org_code, school_year__lt=year.ends)
    return {row.indicator: row for row in rows.order_by("school_year", "version")}


def revised_levels() -> list[AgreedLevel]:
    """Every version that came from a revision, latest first; versions that were replaced since are among them."""
    found = AgreedLevel.objects.filter(source="revision").select_related("organization", "document")
    return list(found.order_by("-agreed_at"))


def years_before(org_code: str, year: SchoolYear) -> list[tuple[Published, Published | None]]:
    """Published years before one, each with the State's of the same year, in order of time: two queries."""
    state = {found.year: found for found in trend(settings.STATE_CODE, year - 1)}
    return [(found, state.get(found.year)) for found in trend(org_code, year - 1)]


def actual_of(own: Published, state: Published | None, indicator: str) -> Actual | None:
    """What all students of a year reached, against the State's level of that year; None without a result."""
    cell = own.cells.of(indicator, "all")
    if cell.numerator is None or cell.denominator is None:
        return None
    level = state.cells.of(indicator, "all").level if state else None
    return Actual(str(own.year), cell.numerator, cell.denominator, level)


def floors(org_code: str, year: SchoolYear) -> dict[str, Floor]:
    """Indicator → the lowest level an organization may propose for a year (R55)."""
    return floors_after(years_before(org_code, year), state_levels(year), year)


def floors_after(
    before: list[tuple[Published, Published | None]], found: StateLevels | None, year: SchoolYear
) -> dict[str, Floor]:
    """The same from published years that are at hand and the State's levels of the year."""
    own, state = before[-1] if before else (None, None)
    law = law_of(year)
    return {
        indicator: floor_of(actual_of(own, state, indicator) if own else None, found.levels[indicator], law)
        if found
        else Floor(None, "The State has not set its level yet.")
        for indicator in INDICATORS
    }


def students_of_districts(year: SchoolYear) -> dict[str, dict[str, int]]:
    """Indicator → organization → students in the denominator of the latest year published before `year`."""
    latest = Publication.objects.filter(in_force=True, school_year__lt=year.ends).order_by("-school_year")
    key = latest.values_list("pk", flat=True).first()
    return _students(key) if key else {indicator: {} for indicator in INDICATORS}


@lru_cache(maxsize=4)
def _students(publication: int) -> dict[str, dict[str, int]]:
    """What is published never changes: read once in the life of a process."""
    rows = Sheet.objects.filter(publication=publication, org_kind__in=_OWN_LEVELS)
    found: dict[str, dict[str, int]] = {indicator: {} for indicator in INDICATORS}
    consortia = set(rows.filter(org_kind="consortium").values_list("org_code", flat=True))
    for code, parent, cells in rows.values_list("org_code", "parent_code", "cells").iterator():
        if parent not in consortia:  # a member counts within its consortium
            read = Cells(cells)
            for indicator in INDICATORS:
                found[indicator][code] = read.of(indicator, "all").denominator or 0
    return found
