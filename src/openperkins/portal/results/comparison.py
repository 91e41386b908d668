"""What would be different: cells before and after, grouped by district, on a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.showing import title_of
from openperkins.portal.results.words import Words

#: what becomes of a plan
NOW_REQUIRED, NOT_ANY_MORE = "Now required", "No longer required"
_COLUMNS = (
    Column("Organization code"),
    Column("Organization"),
    Column("Core indicator"),
    Column("Population"),
    Column("Made it before", "count"),
    Column("Counted before", "count"),
    Column("State before", "words"),
    Column("Made it after", "count"),
    Column("Counted after", "count"),
    Column("State after", "words"),
    Column("Plan", "words"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference. Counts are students, None without a result; `state` is one of `figures.STATES`."""

    numerator: int | None
    denominator: int | None
    state: str
    words: Words

    @property
    def word(self) -> str:
        return self.words.states[self.state]

    @property
    def counts(self) -> str:
        """`49 of 66`; empty without a result."""
        if self.numerator is None or self.denominator is None:
            return ""
        return f"{self.numerator:,} of {self.denominator:,}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs; a side is None when there are no figures of the organization on it."""

    org_code: str
    name: str
    indicator: str
    population: str
    before: Side | None
    after: Side | None

    @property
    def title(self) -> str:
        return f"{self.indicator} {indicator_titles()[self.indicator]}"

    @property
    def who(self) -> str:
        return title_of(self.population)

    @property
    def owes(self) -> bool:
        """Whether it owes a plan that it did not owe before."""
        return self.plan == NOW_REQUIRED

    @property
    def plan(self) -> str:
        """Whether it owes a plan only after, or only before; empty when nothing changes."""
        owed, owes = _owes(self.before), _owes(self.after)
        if owed == owes:
            return ""
        return NOW_REQUIRED if owes else NOT_ANY_MORE


@dataclass(frozen=True)
class District:
    """All differences of one organization."""

    code: str
    name: str
    cells: list[Difference]

    @property
    def gained(self) -> int:
        return sum(cell.plan == NOW_REQUIRED for cell in self.cells)

    @property
    def lost(self) -> int:
        return sum(cell.plan == NOT_ANY_MORE for cell in self.cells)


@dataclass(frozen=True)
class Comparison:
    """All cells that differ, in order of organizations."""

    cells: list[Difference]

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]], *, before: Words, after: Words) -> Comparison:
        """From rows as results/compose.py keeps them: `before` and `after` are [numerator, denominator, state].

        `before` and `after` are the words under the readings of each side.
        """
        return cls(
            [
                Difference(**{**row, "before": _side(row["before"], before), "after": _side(row["after"], after)})
                for row in rows
            ]
        )

    @cached_property
    def districts(self) -> list[District]:
        """The differences by organization: the State first, then by name."""
        found: dict[str, list[Difference]] = {}
        for cell in self.cells:
            found.setdefault(cell.org_code, []).append(cell)
        groups = [District(code, cells[0].name, cells) for code, cells in found.items()]
        return sorted(groups, key=lambda group: (group.code != settings.STATE_CODE, group.name, group.code))

    @property
    def gained(self) -> int:
        """Cells of districts that owe a plan only after."""
        return sum(cell.plan == NOW_REQUIRED for cell in self.cells)

    @property
    def lost(self) -> int:
        """Cells that owe a plan only before."""
        return sum(cell.plan == NOT_ANY_MORE for cell in self.cells)


def comparison_file(title: str, comparison: Comparison, about: list[tuple[str, str]]) -> Page:
    """The differences as a table for a file."""
    rows = [_row(cell) for district in comparison.districts for cell in district.cells]
    return Page(
        title, about=about, tables=[Table(title, _COLUMNS, rows)], caution="Contains small numbers. Do not share."
    )


def _row(cell: Difference) -> tuple[Any, ...]:
    before, after = _three(cell.before), _three(cell.after)
    return (cell.org_code, cell.name, cell.title, cell.who, *before, *after, cell.plan)


def _three(side: Side | None) -> tuple[Any, ...]:
    return (None, None, "no figures") if side is None else (side.numerator, side.denominator, side.word)


def _side(stated: list[Any] | None, words: Words) -> Side | None:
    return None if stated is None else Side(*stated, words)


def _owes(side: Side | None) -> bool:
    return side is not None and side.state == "plan"
