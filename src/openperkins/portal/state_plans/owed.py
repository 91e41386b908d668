"""Which improvement plans the State owes in a school year (W12).

Owed where all students of the State are below the line of the State's own level in the figures in force of the year
before. The law asks for one each time it happens, whatever is in force from earlier years and however few the students.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from openperkins.accountability.names import INDICATORS
from openperkins.portal.documents.models import Document
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published, published, published_at, trend, years_below
from openperkins.portal.results.showing import counts_of, rate_of
from openperkins.portal.results.working import Working, working
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Due:
    """All students of the State on one core indicator. `years` counts years in a row below the line (W16)."""

    title: str
    cell: Cell
    rate: str
    working: Working
    years: int

    @property
    def indicator(self) -> str:
        return self.cell.indicator

    @property
    def counts(self) -> str:
        return counts_of(self.cell)

    @property
    def owed(self) -> bool:
        return self.cell.needs_plan


@dataclass(frozen=True)
class Owed:
    """Every core indicator, in order; `figures` is None and there are no dues before the year before is published."""

    year: SchoolYear
    figures: Published | None
    dues: tuple[Due, ...] = ()

    def of(self, indicator: str) -> Due | None:
        return next((due for due in self.dues if due.indicator == indicator), None)


def state_owed(year: SchoolYear) -> Owed:
    """What the State owes in a year, each core indicator with its working. One query."""
    years = trend(settings.STATE_CODE, year - 1)
    figures = years[-1] if years and years[-1].year == year - 1 else None
    if figures is None:
        return Owed(year, None)
    return Owed(year, figures, tuple(_due(figures, cell, years) for cell in figures.cells.row("all")))


def state_when_approved(document: Document) -> Owed:
    """The figures a plan in force was approved with, whatever was published since; without dues.

    Raises Move.DoesNotExist for a plan that was never approved.
    """
    approved = document.moves.filter(step="approve").latest("number")
    return Owed(document.year, published_at(settings.STATE_CODE, document.year - 1, approved.taken_at))


def owed_indicators(year: SchoolYear) -> list[str]:
    """The core indicators for which the State owes a plan in a year, in order. One query."""
    found = published(settings.STATE_CODE, year - 1)
    return [one for one in INDICATORS if found and found.cells.of(one, "all").needs_plan]


def _due(figures: Published, cell: Cell, years: list[Published]) -> Due:
    return Due(
        title=indicator_titles()[cell.indicator],
        cell=cell,
        rate=rate_of(cell, figures.ruleset.law),
        working=working(figures, cell, years),
        years=years_below(years, cell.indicator, "all"),
    )
