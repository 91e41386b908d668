"""The cells of a sheet: written as one text when published, read back as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from openperkins.accountability.gaps import gap
from openperkins.accountability.how_many_more import how_many_more
from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.results.words import Words

#: the states of a cell; what a reader is told of them is in words.py
STATES = ("met", "within", "plan", "small", "on_file", "below", "none")
_BY_PLAN = {"required": "plan", "exempt_small": "small", "on_file": "on_file", "not_required": "below"}


@dataclass(frozen=True)
class Cell:
    """One published figure. Counts are students; percent, level and threshold are decimal text or None."""

    indicator: str
    population: str
    denominator: int | None
    numerator: int | None
    percent: str | None
    level: str | None
    level_source: str
    threshold: str | None
    standing: str
    plan: str

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.standing == "below":
            return _BY_PLAN[self.plan]
        if self.standing == "none":
            return "none"
        return self.standing

    def state_title(self, words: Words) -> str:
        """The word of the state; a result without a level, as every program's, says so."""
        if self.state == "none" and self.has_result:
            return "No level"
        return words.states[self.state]

    @property
    def needs_plan(self) -> bool:
        return self.plan == "required"

    @property
    def has_result(self) -> bool:
        return bool(self.denominator) and self.numerator is not None

    @property
    def more_to_line(self) -> int | None:
        """Further students who would have reached the line; None when it is reached or there is none."""
        if not self.has_result or self.level is None or self.threshold is None:
            return None
        return how_many_more(self.numerator, self.denominator, self.threshold)

    def gap_to(self, everyone: Cell) -> Fraction | None:
        """Exact percentage points to all students (negative: behind)."""
        if not self.has_result or not everyone.has_result:
            return None
        return gap(self.numerator, self.denominator, everyone.numerator, everyone.denominator)


class Cells:
    """The cells of one organization in one year, by indicator and population."""

    def __init__(self, text: str) -> None:
        self._raw: dict[str, Any] = json.loads(text)

    def of(self, indicator: str, population: str) -> Cell:
        """The cell. Raises KeyError for an indicator or population that is none."""
        return self._rows[indicator][population]

    def row(self, population: str) -> list[Cell]:
        """A population's cells, an indicator each, in order."""
        return [self._rows[indicator][population] for indicator in INDICATORS]

    def column(self, indicator: str) -> list[Cell]:
        """An indicator's cells, a population each, in order."""
        return list(self._rows[indicator].values())

    def __iter__(self) -> Iterator[Cell]:
        return (cell for column in self._rows.values() for cell in column.values())

    @cached_property
    def _rows(self) -> dict[str, dict[str, Cell]]:
        rows = {}
        for indicator in INDICATORS:
            level, source, threshold, cells = self._raw[indicator]
            rows[indicator] = {
                population: Cell(indicator, population, den, num, percent, level, source, threshold, standing, plan)
                for population, (den, num, percent, standing, plan) in zip(POPULATIONS, cells, strict=True)
            }
        return rows


def dump(rows: Iterable[dict[str, Any]]) -> str:
    """One organization's rows of results (of one year, in results order) as the text of a sheet.

    Level, its source and the line are the same for all populations of an indicator and are written once.
    """
    columns: dict[str, list[Any]] = {}
    for row in rows:
        column = columns.setdefault(row["indicator"], [row["level"], row["level_source"], row["threshold"], []])
        column[3].append([row["denominator"], row["numerator"], row["percent"], row["standing"], row["plan"]])
    return json.dumps(columns, separators=(",", ":"))
