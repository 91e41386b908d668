"""Which annual reports are due in a school year: one for every plan ever accepted (W11).

A plan is known as accepted by its revision in force of an earlier school year, or by published figures that say one is
on file (accepted before this portal was used: its text is not here).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import population_titles
from openperkins.portal.plans.owed import Accepted, Place, accepted_before
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.models import Sheet
from openperkins.portal.results.queries import Published, in_force, trend
from openperkins.portal.results.showing import Shown, show
from openperkins.schoolyear import SchoolYear

#: how the text of a sheet says that a plan is on file: sheets without it need not be read
_ON_FILE = '"on_file"'


@dataclass(frozen=True)
class Reported:
    """One plan that is reported on. `since` are the published years from the figures the plan answers, in order."""

    indicator: str
    population: str
    title: str
    accepted: Accepted | None
    since: list[tuple[SchoolYear, Shown]]


def reported(organization: Organization, year: SchoolYear, indicator: str | None = None) -> dict[str, list[Reported]]:
    """Core indicator → the plans reported on in a year, each with the figures since. Three queries."""
    if organization.is_member:
        return {}
    years = trend(organization.code, year - 1)
    found: dict[str, list[Reported]] = {}
    for (code, population), accepted in known_plans([organization.code], year).get(organization.code, {}).items():
        if indicator in (None, code):
            since = _since(years, code, population, accepted)
            title = population_titles()[population]
            found.setdefault(code, []).append(Reported(code, population, title, accepted, since))
    return found


def known_plans(codes: Collection[str], year: SchoolYear) -> dict[str, dict[Place, Accepted | None]]:
    """Organization → the plans accepted before a year, in order of results; None where the text is not here.

    Two queries, whatever the number of organizations.
    """
    found: dict[str, dict[Place, Accepted | None]] = {
        code: dict(plans) for code, plans in accepted_before(codes, year).items()
    }
    sheets = in_force().filter(
        org_code__in=list(codes), publication__school_year__lt=year.ends, cells__contains=_ON_FILE
    )
    for sheet in sheets:
        own = found.setdefault(sheet.org_code, {})
        for cell in Cells(sheet.cells):
            if cell.plan == "on_file":
                own.setdefault((cell.indicator, cell.population), None)
    return {code: dict(sorted(own.items(), key=_in_order)) for code, own in found.items()}


def says_on_file(sheet: Sheet) -> bool:
    """Whether a sheet says of any plan that it is on file."""
    return _ON_FILE in sheet.cells


def _in_order(plan: tuple[Place, Accepted | None]) -> tuple[int, int]:
    indicator, population = plan[0]
    return _INDICATORS[indicator], _POPULATIONS[population]


_INDICATORS = {indicator: number for number, indicator in enumerate(INDICATORS)}
_POPULATIONS = {population: number for number, population in enumerate(POPULATIONS)}


def _since(
    years: list[Published], indicator: str, population: str, accepted: Accepted | None
) -> list[tuple[SchoolYear, Shown]]:
    first = accepted.year.ends - 1 if accepted else 0
    return [
        (one.year, show(one.cells.of(indicator, population), one.ruleset.law))
        for one in years
        if one.year.ends >= first
    ]
