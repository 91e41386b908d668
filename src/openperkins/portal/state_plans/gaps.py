"""The State's gaps a plan weighs: each group of each ground against all students and against the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.gaps import gap
from openperkins.accountability.printing import print_points
from openperkins.portal.law import population_titles
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published
from openperkins.portal.results.showing import counts_of, rate_of, signed
from openperkins.portal.state_plans.answers import GROUNDS, populations_of


@dataclass(frozen=True)
class Gap:
    """One group of one core indicator. Gaps are exact percentage points (negative: behind), None without students."""

    title: str
    cell: Cell
    everyone: Cell
    law: Any

    @property
    def to_all(self) -> Fraction | None:
        return self.cell.gap_to(self.everyone)

    @property
    def to_others(self) -> Fraction | None:
        """The gap to the students who are not in the group."""
        cell, everyone = self.cell, self.everyone
        if not cell.has_result or not everyone.has_result:
            return None
        rest = everyone.numerator - cell.numerator, everyone.denominator - cell.denominator
        return gap(cell.numerator, cell.denominator, *rest)

    @property
    def is_behind(self) -> bool:
        return self.to_all is not None and self.to_all < 0

    @property
    def is_small(self) -> bool:
        """Whether a district would owe no plan for so few students (R51)."""
        return self.cell.has_result and self.cell.denominator < self.law.accountability.smallest_denominator

    @property
    def rate(self) -> str:
        return rate_of(self.cell, self.law)

    @property
    def counts(self) -> str:
        return counts_of(self.cell)

    @property
    def points(self) -> str:
        return points_in_words(self.to_all, self.law)

    @property
    def points_to_others(self) -> str:
        return points_in_words(self.to_others, self.law)


def gaps_of(found: Published | None, indicator: str) -> dict[str, list[Gap]]:
    """Ground → its groups, in order; a ground is empty before the figures are published."""
    if found is None:
        return {ground: [] for ground in GROUNDS}
    law, titles = found.ruleset.law, population_titles()
    everyone = found.cells.of(indicator, "all")
    return {
        ground: [
            Gap(titles[population], found.cells.of(indicator, population), everyone, law)
            for population in populations_of(ground)
        ]
        for ground in GROUNDS
    }


def required_grounds(gaps: dict[str, list[Gap]]) -> dict[str, bool]:
    """Ground → whether one of its groups is behind all students."""
    return {ground: any(one.is_behind for one in groups) for ground, groups in gaps.items()}


def points_in_words(points: Fraction | None, law: Any) -> str:
    """`−4.9`, `+1.2`, `0.0`; a gap too small to print says on which side it lies. Empty where there is none."""
    if points is None:
        return ""
    printed = print_points(points, law)
    if points == 0 or fraction(printed) != 0:
        return signed(points, law)
    return f"less than {printed[:-1]}1 {'behind' if points < 0 else 'ahead'}"
