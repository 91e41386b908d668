"""The admissions funnel: what share of each group gets from one step to the next, and how groups compare.

Counts are students as typed or imported. A selection rate is one step's students over those of the step before, exact.
The ratio of a group is its rate over the highest rate at that step, of any group or of all students: 1 for the group
that does best. All students take part because where few groups are typed another one does at least as well as they do:
without them the only group typed would be its own best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from openperkins.law import load_review


@cache
def fewest_of_a_ratio() -> int:
    """N14: students a group must have at the step before for a ratio to be taken from its rate."""
    return int(load_review().law.review.ratio_fewest)


@dataclass(frozen=True, slots=True)
class Passed:
    """A group at one step: `rate` of those at the step before, `ratio` to the group that does best; None if unknown."""

    before: int | None
    count: int | None
    rate: Fraction | None
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Group → one Passed for each step after the first; `counts` group → students at each step, None where unknown."""

    counts: Mapping[str, tuple[int | None, ...]]
    passed: Mapping[str, tuple[Passed, ...]]

    @property
    def is_empty(self) -> bool:
        return all(count is None for counts in self.counts.values() for count in counts)

    @property
    def impossible(self) -> list[tuple[str, int]]:
        """(group, step) where more students are at a step than were at the one before."""
        return [
            (group, step)
            for group, steps in self.passed.items()
            for step, one in enumerate(steps, start=1)
            if one.before is not None and one.count is not None and one.count > one.before
        ]


def funnel(counts: Mapping[str, Sequence[int | None]]) -> Funnel:
    """What follows from the students of each group, and of all, at each step."""
    steps = max((len(one) for one in counts.values()), default=0)
    rates = {group: [_rate(one[step - 1], one[step]) for step in range(1, steps)] for group, one in counts.items()}
    best = [
        max((rates[g][i] for g in counts if _counts(counts[g][i], rates[g][i])), default=None)
        for i in range(max(steps - 1, 0))
    ]
    passed = {
        group: tuple(
            Passed(one[i], one[i + 1], rates[group][i], _ratio(one[i], rates[group][i], best[i]))
            for i in range(steps - 1)
        )
        for group, one in counts.items()
    }
    return Funnel({group: tuple(one) for group, one in counts.items()}, passed)


def _rate(before: int | None, count: int | None) -> Fraction | None:
    if not before or count is None or count > before:
        return None
    return Fraction(count, before)


def _counts(before: int | None, rate: Fraction | None) -> bool:
    return rate is not None and before is not None and before >= fewest_of_a_ratio()


def _ratio(before: int | None, rate: Fraction | None, best: Fraction | None) -> Fraction | None:
    return rate / best if _counts(before, rate) and best else None
