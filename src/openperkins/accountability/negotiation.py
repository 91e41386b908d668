"""What is weighed when a district proposes a level (W7): its floor, the State's level, other districts, plans owed.

Workbook Section 4, Step 4, Important Notes 3 and 4. Levels are percent as decimal text, compared as exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from openperkins.accountability.exact import fixed_text, fraction, half_up
from openperkins.accountability.standing import line_of

_WHOLE = Fraction(100)
_PLAIN = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Actual:
    """What all students of an organization reached in one year, and the State's level of that year (None: not set)."""

    year: str
    numerator: int
    denominator: int
    state_level: str | None

    @property
    def rate(self) -> Fraction:
        return Fraction(100 * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Floor:
    """The lowest level a district may propose; `level` None when any may be. `sentence` says why."""

    level: str | None
    sentence: str


def floor_of(actual: Actual | None, state_level: str, law: Any) -> Floor:
    """Applies R55: who met the State's level in the latest published year proposes no less than the State's now.

    `actual` is that year's, None when nothing is published of all students; `state_level` and `law` are those of the
    year under negotiation.
    """
    if law.levels.floor_after_meeting == "none":
        return Floor(None, "By the rules of the year any level can be proposed.")
    if actual is None or actual.denominator == 0:
        return Floor(None, "No result of all students is published yet, so any level can be proposed.")
    told = f"{actual.numerator:,} of {actual.denominator:,} = {_percent(actual)}"
    if actual.state_level is None:
        return Floor(None, f"No State level was set for {actual.year} ({told}), so any level can be proposed.")
    if actual.rate < fraction(actual.state_level):
        return Floor(
            None,
            f"The State level of {actual.year}, {actual.state_level}%, was not met ({told}), "
            "so a lower level can be proposed.",
        )
    return Floor(
        state_level,
        f"The State level of {actual.year}, {actual.state_level}%, was met ({told}), "
        f"so the level cannot be below {state_level}%.",
    )


def faults_of(proposed: str, floor: Floor) -> list[str]:
    """Every reason why a level cannot be proposed, as sentences; empty when it can.

    A level is a percentage in plain digits, with any decimals. Somebody types it, and `1e999999999` is a number, too:
    one no machine can hold.
    """
    if not _PLAIN.fullmatch(proposed):
        return [f"“{proposed[:40]}” is not a level: write a percentage such as 86.5."]
    level, against = fraction(proposed), []
    if not 0 <= level <= _WHOLE:
        against.append(f"{proposed} is not between 0 and 100 percent: write a percentage such as 86.5.")
    if floor.level is not None and level < fraction(floor.level):
        against.append(floor.sentence)
    return against


@dataclass(frozen=True, slots=True)
class StateEffect:
    """What the districts' levels make of the State's: exact percent, weighted by students; None without any.

    `of_others` is that of the other districts alone; `districts` and `students` are counted with the proposal.
    """

    weighted: Fraction | None
    of_others: Fraction | None
    districts: int
    students: int


def effect_on_state(
    org_code: str, proposed: str, levels: Mapping[str, str], students: Mapping[str, int]
) -> StateEffect:
    """What a district's level would make of the State's, were it agreed (Important Note 4, first point).

    `levels` maps organizations to the levels they are held to now, `students` to the students in the denominator of the
    latest published year; who is in only one of the two does not count.
    """
    held = {code: fraction(level) for code, level in levels.items() if students.get(code)}
    others = {code: level for code, level in held.items() if code != org_code}
    everyone = {**others, org_code: fraction(proposed)} if students.get(org_code) else others
    counted = sum(students[code] for code in everyone)
    return StateEffect(_weighted(everyone, students), _weighted(others, students), len(everyone), counted)


def _weighted(levels: Mapping[str, Fraction], students: Mapping[str, int]) -> Fraction | None:
    total = sum(students[code] for code in levels)
    return sum((level * students[code] for code, level in levels.items()), Fraction(0)) / total if total else None


@dataclass(frozen=True, slots=True)
class Others:
    """Other districts' agreed levels: how many, and exact median, lowest and highest percent."""

    districts: int
    median: Fraction
    lowest: Fraction
    highest: Fraction


def others_of(levels: Iterable[str]) -> Others | None:
    """How a proposal compares with the levels of other districts (Important Note 4, second point); None without any."""
    found = sorted(fraction(level) for level in levels)
    return Others(len(found), Fraction(median(found)), found[0], found[-1]) if found else None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One population's result of the latest year against a level nobody agreed yet."""

    population: str
    numerator: int
    denominator: int
    below: bool
    owes: bool


def what_if(counts: Mapping[str, tuple[int, int]], level: str, on_file: frozenset[str], law: Any) -> tuple[WhatIf, ...]:
    """Which populations would be below the line of a level, and which of them would owe a plan (R50, R51, R54).

    `counts` maps populations to (numerator, denominator); those without students are left out of the answer. `on_file`
    are the populations with an accepted plan of an earlier year for the indicator.
    """
    threshold, fewest = fraction(level) * line_of(law), law.accountability.smallest_denominator
    found = []
    for population, (numerator, denominator) in counts.items():
        if denominator:
            below = 100 * numerator < threshold * denominator
            owes = below and denominator >= fewest and population not in on_file
            found.append(WhatIf(population, numerator, denominator, below, owes))
    return tuple(found)


def _percent(actual: Actual) -> str:
    """The rate to two decimals; one just under the level may print like it, and then says that it is rounded."""
    printed = fixed_text(half_up(actual.rate, 2), 2)
    level = fraction(actual.state_level) if actual.state_level else None
    rounded = level is not None and actual.rate < level <= fraction(printed)
    return f"{printed}%, rounded" if rounded else f"{printed}%"
