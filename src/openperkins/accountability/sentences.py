"""Each result below the line in one plain sentence with the numbers used (W9).

Lines are never rounded; rates are printed by R52. What the sentence ends with follows from the plan: owed,
not owed because the group is small (R51), or on file already (R54).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.accountability.printing import count_of, ordinal, print_points, print_rate, print_share
from openperkins.accountability.standing import line_of
from openperkins.schoolyear import SchoolYear

#: After this many years in a row below, the Act allows further action (Perkins IV 123(b)(4)(A)).
YEARS_BEFORE_ACTION = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One result below the line, as a sentence needs it.

    `denominator` and `numerator` are students; `level` and `threshold` percent as decimal text;
    `level_source` is `local` or `state`; `plan` one of `required`, `exempt_small`, `on_file`,
    `not_required`; `more_to_line` further students; `years_below` and `below_since` the run of years (W16);
    `gap` exact percentage points to all students (None for all students themselves); `accepted_year` the
    school year (the one it ends in) of the plan on file.
    """

    org_kind: str
    indicator: str
    population: str
    denominator: int
    numerator: int
    level: str
    level_source: str
    threshold: str
    plan: str
    more_to_line: int | None
    years_below: int
    below_since: str
    gap: Fraction | None
    accepted_year: int | None


def sentence(finding: Finding, law: Any) -> str:
    """The finding as one sentence that ends in a full stop. `law` is a ruleset's values."""
    parts = [_below(finding, law)]
    more = finding.more_to_line
    if more is not None and finding.numerator + more <= finding.denominator:
        parts.append(f"{count_of(more, 'more student', 'more students')} would have reached it")
    if finding.years_below > 1:
        parts.append(_in_a_row(finding))
    if finding.gap is not None:
        parts.append(gap_words(finding.gap, law))
    parts.append(_conclusion(finding, law))
    return "; ".join(part for part in parts if part) + "."


def _below(finding: Finding, law: Any) -> str:
    line = line_of(law)
    rate = print_rate(finding.numerator, finding.denominator, finding.level, line, law)
    # a rate just under its line may print like the line, or over it: say that it is rounded
    rounded = ", rounded," if fraction(rate) >= fraction(finding.threshold) else ""
    return (
        f"{finding.indicator} {INDICATORS[finding.indicator]}, {POPULATIONS[finding.population]}: "
        f"{finding.numerator:,} of {finding.denominator:,} = {rate}%{rounded} is below the line "
        f"{finding.threshold}% ({print_share(line)} of the {_level(finding)})"
    )


def _level(finding: Finding) -> str:
    if finding.level_source == "local":
        return f"local level {finding.level}%"
    if finding.org_kind == "state":
        return f"State level {finding.level}%"
    return f"State level {finding.level}%, which stands in because no local level is agreed"


def _in_a_row(finding: Finding) -> str:
    told = f"below for the {ordinal(finding.years_below)} year in a row, since {finding.below_since}"
    if finding.years_below >= YEARS_BEFORE_ACTION and finding.plan != "exempt_small":
        told += f" (after {YEARS_BEFORE_ACTION} the Act allows further action)"
    return told


def gap_words(points: Fraction, law: Any) -> str:
    """How far a result is from that of all students, in exact percentage points (negative: behind), as words."""
    if points == 0:
        return "level with all students"
    side = "under" if points < 0 else "over"
    printed = print_points(points, law)
    if fraction(printed) == 0:
        return f"less than {printed[:-1]}1 points {side} all students"
    return f"{printed} points {side} all students"


def _conclusion(finding: Finding, law: Any) -> str:
    if finding.plan == "required":
        return f"{'a State' if finding.org_kind == 'state' else 'an'} improvement plan is owed"
    if finding.plan == "exempt_small":
        fewest = law.accountability.smallest_denominator
        students = count_of(finding.denominator, "student", "students")
        return f"fewer than {fewest}: {students}, no plan is owed"
    if finding.plan == "on_file":
        when = "an earlier year" if finding.accepted_year is None else str(SchoolYear(finding.accepted_year))
        return f"a plan accepted in {when} is on file: no new plan is owed, a revision is encouraged"
    return ""
