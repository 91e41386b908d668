"""Which districts missed a level again (W16): years in a row below the line, of every core indicator, statewide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openperkins.accountability.names import INDICATORS
from openperkins.exports.page import Column, Page, Table
from openperkins.portal.accounts.reach import Reach, visible
from openperkins.portal.directory.models import Organization
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published, in_force, years_below
from openperkins.schoolyear import SchoolYear

_COLUMNS = (
    Column("Organization code"),
    Column("Organization"),
    Column("Core indicator", "words"),
    Column("Years in a row", "count"),
    Column("Since", "words"),
    Column("Rate", "percent"),
    Column("Line", "level"),
)


@dataclass(frozen=True)
class Run:
    """An organization below the line of a core indicator, `years` in a row up to the year asked for."""

    organization: Organization
    indicator: str
    population: str
    years: int
    since: SchoolYear
    cell: Cell


def runs(reach: Reach, year: SchoolYear, population: str) -> list[Run]:
    """Every run that reaches a year, the longest first, of the organizations whose figures the reader sees.

    Members of a consortium are left out: they are measured with it. One query for each year back to the first of the
    longest run.
    """
    rows = Organization.objects.filter(kind__in=("district", "consortium")).exclude(parent__kind="consortium")
    organizations = {one.code: one for one in visible(rows, reach, "see_results", "code")}
    found: list[Run] = []
    for code, years in _years(organizations, year, population).items():
        for indicator in INDICATORS:
            if run := years_below(years, indicator, population):
                cell = years[-1].cells.of(indicator, population)
                found.append(Run(organizations[code], indicator, population, run, year - (run - 1), cell))
    return sorted(found, key=lambda one: (-one.years, one.organization.name, list(INDICATORS).index(one.indicator)))


def _years(codes: Iterable[str], year: SchoolYear, population: str) -> dict[str, list[Published]]:
    """Organization → its years in order of time, as far back as it is below one line or another in all of them."""
    found: dict[str, list[Published]] = defaultdict(list)
    looked, still = year, list(codes)
    while still:
        sheets = in_force().filter(org_code__in=still, publication__school_year=looked.ends)
        still = []
        for sheet in sheets:
            own = found[sheet.org_code]
            own.insert(0, Published(sheet))
            if any(years_below(own, indicator, population) == len(own) for indicator in INDICATORS):
                still.append(sheet.org_code)
        looked = looked - 1
    return found


def page(found: Iterable[Run], year: SchoolYear, population: str) -> Page:
    """The runs as a page of a file."""
    rows = [
        (
            one.organization.code,
            one.organization.name,
            one.indicator,
            one.years,
            str(one.since),
            Decimal(one.cell.percent or "0"),
            Decimal(one.cell.threshold or "0"),
        )
        for one in found
    ]
    title = f"Years below the line up to {year}, {population}"
    return Page(title, tables=[Table(title, _COLUMNS, rows)])
