"""What a page shows of a cell: the printed rate, its word, its change, and the sentence with the working."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.names import POPULATIONS
from openperkins.accountability.printing import print_points, print_rate
from openperkins.accountability.sentences import Finding, sentence
from openperkins.accountability.standing import line_of
from openperkins.portal.law import population_titles
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published, years_below
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Shown:
    """A cell as a table shows it. `change` is points against the year compared with, signed, or why there is none."""

    cell: Cell
    rate: str
    change: str = ""

    @property
    def state(self) -> str:
        return self.cell.state

    @property
    def word(self) -> str:
        return self.cell.state_title

    @property
    def count(self) -> str:
        return "" if self.cell.denominator is None else f"{self.cell.denominator:,}"


def show(cell: Cell, law: Any, before: Cell | None = None, compares: bool = False) -> Shown:
    """The cell with its rate printed by R52."""
    return Shown(cell, rate_of(cell, law), _change(cell, before, law) if compares else "")


def rate_of(cell: Cell, law: Any) -> str:
    """The rate as printed, without the sign; empty when there are no students or no result."""
    return print_rate(cell.numerator, cell.denominator, cell.level, line_of(law), law)


def _change(cell: Cell, before: Cell | None, law: Any) -> str:
    if before is None or not before.has_result or not cell.has_result:
        return "no figure to compare"
    points = Fraction(100 * cell.numerator, cell.denominator) - Fraction(100 * before.numerator, before.denominator)
    return signed(points, law)


def signed(points: Fraction, law: Any) -> str:
    """Percentage points with a sign in words a screen reader says: `+1.2`, `−0.4`, `0.0`."""
    printed = print_points(points, law)
    if fraction(printed) == 0:
        return printed
    return f"{'+' if points > 0 else '−'}{printed}"


def explanation(found: Published, cell: Cell, years: list[Published]) -> str:
    """The cell in one sentence with the numbers used: why a plan is required, why not, or that the level is met."""
    law, kind = found.ruleset.law, found.sheet.org_kind
    if cell.numerator is None:
        return "There is no result: the records it is computed from were not sent for this year."
    if not cell.denominator:
        return "No student is counted here this year."
    if cell.level is None:
        return f"{_share(cell, law)}. No level is set for this year, so there is nothing to compare it with."
    if cell.standing == "below":
        return sentence(_finding(found, cell, years, kind), law)
    if cell.standing == "met":
        return f"{_share(cell, law)}. The {_level(cell)} is {cell.level}%: it is met."
    told = f"The {_level(cell)} is {cell.level}% and 90% of it is {cell.threshold}%: no plan is required."
    return f"{_share(cell, law)}. {told}"


def _share(cell: Cell, law: Any) -> str:
    return f"{cell.numerator:,} of {cell.denominator:,} students = {rate_of(cell, law)}%"


def _level(cell: Cell) -> str:
    return "local level" if cell.level_source == "local" else "State level"


def _finding(found: Published, cell: Cell, years: list[Published], kind: str) -> Finding:
    below = years_below(years, cell.indicator, cell.population) if years else 1
    everyone = found.cells.of(cell.indicator, "all")
    return Finding(
        org_kind=kind,
        indicator=cell.indicator,
        population=cell.population,
        denominator=cell.denominator,
        numerator=cell.numerator,
        level=cell.level,
        level_source=cell.level_source,
        threshold=cell.threshold,
        plan=cell.plan,
        more_to_line=cell.more_to_line,
        years_below=max(below, 1),
        below_since=str(SchoolYear(found.year.ends - max(below, 1) + 1)),
        gap=None if cell.population == "all" else cell.gap_to(everyone),
        accepted_year=None,
    )


def title_of(population: str) -> str:
    """A population's title with its own capitals."""
    return population_titles()[population]


POPULATION_CODES = tuple(POPULATIONS)
