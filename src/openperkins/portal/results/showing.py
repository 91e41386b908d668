"""What a page shows of a cell: the printed rate, its word, its change."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.names import POPULATIONS
from openperkins.accountability.printing import print_points, print_rate
from openperkins.accountability.standing import line_of
from openperkins.portal.law import population_titles
from openperkins.portal.results.figures import Cell, Cells
from openperkins.portal.results.words import Words, words_of


@dataclass(frozen=True)
class Shown:
    """A cell as a table shows it. `change` is points against the year compared with, signed, or why there is none."""

    cell: Cell
    rate: str
    words: Words
    change: str = ""

    @property
    def state(self) -> str:
        return self.cell.state

    @property
    def word(self) -> str:
        return self.cell.state_title(self.words)

    @property
    def count(self) -> str:
        return "" if self.cell.denominator is None else f"{self.cell.denominator:,}"


def counts_of(cell: Cell) -> str:
    """`934 of 1,054`: those who made it and those counted; empty without students."""
    return f"{cell.numerator:,} of {cell.denominator:,}" if cell.has_result else ""


def show(cell: Cell, law: Any, before: Cell | None = None, compares: bool = False, words: Words | None = None) -> Shown:
    """The cell with its rate printed by R52; who shows many cells of one law gives its words."""
    return Shown(cell, rate_of(cell, law), words or words_of(law), _change(cell, before, law) if compares else "")


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


def gap_of(cells: Cells, cell: Cell, law: Any) -> str:
    """Points of a cell to all students of the same `cells`, signed; empty for all students, or without students."""
    if cell.population == "all":
        return ""
    points = cell.gap_to(cells.of(cell.indicator, "all"))
    return "" if points is None else signed(points, law)


def title_of(population: str) -> str:
    """A population's title with its own capitals."""
    return population_titles()[population]


POPULATION_CODES = tuple(POPULATIONS)
