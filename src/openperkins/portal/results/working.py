"""The working of a cell: the students counted, the level, the line, and what follows, each in a sentence of its own.

Here a rate has the two decimals it is published with; in tables it is printed by R52. Lines are never rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.accountability.exact import fraction
from openperkins.accountability.printing import count_of, ordinal, print_share
from openperkins.accountability.sentences import YEARS_BEFORE_ACTION, gap_words
from openperkins.accountability.standing import line_of
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published, years_below
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Working:
    """`said` is what was found, against what, and what follows; `more` how many students would reach the line, empty
    when it is reached; `beside` is what else is worth knowing: years in a row (W16), the gap to all students."""

    said: tuple[str, ...]
    more: str = ""
    beside: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it in one paragraph, for files."""
        more = f"{self.more} would reach the line." if self.more else ""
        return " ".join(part for part in (*self.said, more, *self.beside) if part)


def working(found: Published, cell: Cell, years: list[Published]) -> Working:
    """Why a plan is required, why not, or that the level is met. `years` are all published up to this one, or none.

    A program's cells have no level.
    """
    if cell.numerator is None:
        return Working(("There is no result: the records it is computed from were not sent for this year.",))
    if not cell.denominator:
        return Working(("No student is counted here this year.",))
    share = f"{cell.numerator:,} of {count_of(cell.denominator, 'student', 'students')} = {cell.percent}%."
    if cell.level is None:
        return Working((share, "No level is set to compare it with."))
    law = found.ruleset.law
    lines = f"The {_level(cell, found.sheet.org_kind)} is {cell.level}%. {print_share(line_of(law))} of it is"
    measured = f"{share} {lines} {cell.threshold}%."
    if cell.standing == "met":
        return Working((measured, f"{_rate(cell, cell.level)} is {cell.level} or more: the level is met."))
    if cell.standing != "below":
        told = (
            f"{_rate(cell, cell.threshold)} is below {cell.level}, but {cell.threshold} or more: no plan is required."
        )
        return Working((measured, told))
    followed = _of_the_state(cell) if found.sheet.org_kind == "state" else _conclusion(cell, law)
    return Working((measured, followed), _more(cell), _beside(found, cell, years, law))


def _level(cell: Cell, kind: str) -> str:
    if cell.level_source == "local":
        return "local level"
    return "State level" if kind == "state" else "State level, which stands in because no local level is agreed,"


def _rate(cell: Cell, limit: str | None, *, below: bool = False) -> str:
    """The rate, with a word when its two decimals do not show on which side of `limit` it lies."""
    rate = fraction(cell.percent)
    hidden = rate >= fraction(limit) if below else rate < fraction(limit)
    return f"{cell.percent} (rounded)" if hidden else str(cell.percent)


def _below(cell: Cell) -> str:
    return f"{_rate(cell, cell.threshold, below=True)} is below {cell.threshold}"


def _of_the_state(cell: Cell) -> str:
    """The State's plan is owed for all students, whatever their number; it weighs the gaps of the others."""
    if cell.plan == "required":
        return f"{_below(cell)}: a State Improvement Plan is required."
    return f"{_below(cell)}. The State owes its plan for all students only."


def _conclusion(cell: Cell, law: Any) -> str:
    fewest = law.accountability.smallest_denominator
    below = _below(cell)
    if cell.plan == "exempt_small":
        return f"{below}, but {cell.denominator:,} is fewer than {fewest}: no plan is required."
    if cell.plan == "not_required":
        return f"{below}. A school, a program or a member of a consortium owes no plan of its own."
    both = f"{below}, and {cell.denominator:,} is {fewest} or more"
    if cell.plan == "on_file":
        return (
            f"{both}. A plan accepted in an earlier year is on file: no new plan is required, a revision is encouraged."
        )
    return f"{both}: an improvement plan is required."


def _more(cell: Cell) -> str:
    more = cell.more_to_line
    if more is None or cell.numerator + more > cell.denominator:
        return ""
    return count_of(more, "more student", "more students")


def _beside(found: Published, cell: Cell, years: list[Published], law: Any) -> tuple[str, ...]:
    said = []
    run = years_below(years, cell.indicator, cell.population) if years else 1
    if run > 1:
        since = SchoolYear(found.year.ends - run + 1)
        said.append(f"Below the line for the {ordinal(run)} year in a row, since {since}.")
        if run >= YEARS_BEFORE_ACTION and cell.plan != "exempt_small":
            said.append(f"After {YEARS_BEFORE_ACTION} years the Act allows further action.")
    points = None if cell.population == "all" else cell.gap_to(found.cells.of(cell.indicator, "all"))
    if points is not None:
        said.append(_sentence(gap_words(points, law)))
    return tuple(said)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
