"""Which plans a district owes in a school year, and which it has on file (W9, R50-R54).

What is owed in a year follows from the figures in force of the year before. A plan the portal knows as accepted in an
earlier year is on file even where the figures do not know it yet; a revision is then encouraged, not owed. A member of
a consortium is measured, and plans, with its consortium.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.law import population_titles
from openperkins.portal.plans.answers import Written, populations_in, written_of
from openperkins.portal.results.figures import Cell, Cells
from openperkins.portal.results.models import Sheet
from openperkins.portal.results.queries import Published, in_force, published, trend, years_below
from openperkins.portal.results.working import Working, working
from openperkins.schoolyear import SchoolYear

#: (core indicator, population)
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was found to meet minimum requirements for one population in an earlier year, and still holds."""

    document: int
    year: SchoolYear
    version: int
    on: datetime.date
    written: Written


@dataclass(frozen=True)
class Due:
    """One population of one core indicator. `owed` is False where a plan is on file: it may be revised.

    `years` counts years in a row below the line up to the year of the figures (W16).
    """

    cell: Cell
    title: str
    owed: bool
    accepted: Accepted | None
    working: Working
    years: int

    @property
    def population(self) -> str:
        return self.cell.population


@dataclass(frozen=True)
class Owed:
    """Everything an organization owes or has on file for a year; `figures` is None before they are published."""

    organization: Organization
    year: SchoolYear
    figures: Published | None
    dues: tuple[Due, ...]

    @cached_property
    def by_indicator(self) -> dict[str, list[Due]]:
        """Only indicators with something owed or on file, in order."""
        found: dict[str, list[Due]] = {}
        for due in self.dues:
            found.setdefault(due.cell.indicator, []).append(due)
        return found


def owed(organization: Organization, year: SchoolYear, indicator: str | None = None) -> Owed:
    """What is owed in a year, of one core indicator or of all, each with its working. Two queries."""
    if organization.is_member:
        return Owed(organization, year, None, ())
    years = trend(organization.code, year - 1)
    figures = years[-1] if years and years[-1].year == year - 1 else None
    if figures is None:
        return Owed(organization, year, None, ())
    accepted = accepted_before([organization.code], year).get(organization.code, {})
    dues = tuple(
        _due(figures, cell, years, accepted.get((cell.indicator, cell.population)))
        for cell in _cells(figures.cells, accepted)
        if indicator in (None, cell.indicator)
    )
    return Owed(organization, year, figures, dues)


def asked_of(organization: Organization, year: SchoolYear, indicator: str) -> dict[str, bool]:
    """Population → whether a plan is owed (else one is on file), for one core indicator. Two queries."""
    if organization.is_member:
        return {}
    figures = published(organization.code, year - 1)
    if figures is None:
        return {}
    accepted = accepted_before([organization.code], year).get(organization.code, {})
    cells = _cells(figures.cells, accepted)
    return {cell.population: cell.needs_plan for cell in cells if cell.indicator == indicator}


def owed_indicators(codes: Collection[str], year: SchoolYear) -> dict[str, tuple[list[str], datetime.date]]:
    """Organization → (core indicators with something owed, the day its figures were published).

    Those whose figures are not published are left out. Two queries, whatever the number of organizations.
    """
    return {code: (list(wanted), day) for code, (wanted, day) in owed_places(codes, year).items()}


def owed_places(codes: Collection[str], year: SchoolYear) -> dict[str, tuple[dict[str, set[str]], datetime.date]]:
    """The same, with the populations of each core indicator, in order. Two queries."""
    accepted = accepted_before(codes, year)
    found = {}
    for sheet in in_force().filter(org_code__in=list(codes), publication__school_year=(year - 1).ends):
        wanted: dict[str, set[str]] = defaultdict(set)
        for indicator, population in owed_by(sheet.cells, accepted.get(sheet.org_code, {})):
            wanted[indicator].add(population)
        day = timezone.localdate(sheet.publication.published_at)
        found[sheet.org_code] = {one: wanted[one] for one in INDICATORS if one in wanted}, day
    return found


def owed_when_taken_back(codes: Collection[str], year: SchoolYear) -> dict[str, list[str]]:
    """Organization → core indicators with something owed by figures taken back since, of those without figures now.

    Two queries, whatever the number of organizations.
    """
    accepted = accepted_before(codes, year)
    of_year = Sheet.objects.filter(org_code__in=list(codes), publication__school_year=(year - 1).ends)
    published_ = of_year.filter(publication__published_at__isnull=False).select_related("publication")
    last = {sheet.org_code: sheet for sheet in published_.order_by("publication__published_at")}
    found = {}
    for code, sheet in last.items():
        if sheet.publication.status == "retracted":
            wanted = {indicator for indicator, _ in owed_by(sheet.cells, accepted.get(code, {}))}
            found[code] = [one for one in INDICATORS if one in wanted]
    return found


def accepted_before(codes: Collection[str], year: SchoolYear) -> dict[str, dict[Place, Accepted]]:
    """Organization → (indicator, population) → the plan accepted last of those of earlier school years. One query."""
    documents = Document.objects.filter(
        kind="improvement_plan", organization__in=list(codes), school_year__lt=year.ends, in_force__isnull=False
    )
    found: dict[str, dict[Place, Accepted]] = defaultdict(dict)
    for document in documents.select_related("in_force").order_by("school_year"):
        held = document.in_force
        for population in populations_in(held.answers, "plan"):
            found[document.organization_id][document.part, population] = Accepted(
                document.pk,
                document.year,
                held.number,
                timezone.localdate(held.made_at),
                written_of(held.answers, population),
            )
    return found


def owed_by(cells: str, accepted: Iterable[Place]) -> list[Place]:
    """(core indicator, population) of each plan owed by the cells of a sheet, given what was `accepted` before."""
    return [(cell.indicator, cell.population) for cell in _cells(Cells(cells), accepted) if cell.needs_plan]


def _cells(cells: Cells, accepted: Iterable[Place]) -> Iterator[Cell]:
    """Cells with a plan owed or on file; what the portal has accepted is on file."""
    known = set(accepted)
    for cell in cells:
        if cell.plan == "required" and (cell.indicator, cell.population) in known:
            yield replace(cell, plan="on_file")
        elif cell.plan in ("required", "on_file"):
            yield cell


def _due(figures: Published, cell: Cell, years: list[Published], accepted: Accepted | None) -> Due:
    return Due(
        cell=cell,
        title=population_titles()[cell.population],
        owed=cell.needs_plan,
        accepted=accepted,
        working=working(figures, cell, years),
        years=years_below(years, cell.indicator, cell.population),
    )
