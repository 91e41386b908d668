"""The heat map as data: populations in rows, indicators in columns, states by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.showing import Shown, show, title_of
from openperkins.portal.results.words import words_of


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: level and line are percent as decimal text, or None."""

    indicator: str
    title: str
    level: str | None
    threshold: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A population's line."""

    population: str
    title: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class HeatMap:
    """`owed` of `results` cells need a plan; `rows` are those shown, of `populations` in all."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    owed: int
    results: int
    populations: int


def heat_map(
    cells: Cells, law: Any, *, only_plans: bool = False, before: Cells | None = None, compares: bool = False
) -> HeatMap:
    """The heat map of one organization (or one of its programs or schools)."""
    titles, words = indicator_titles(), words_of(law)
    heads, rows, owed, results = [], [], 0, 0
    for indicator in INDICATORS:
        first = cells.of(indicator, "all")
        heads.append(Head(indicator, titles[indicator], first.level, first.threshold))
    for population in POPULATIONS:
        line = cells.row(population)
        needing = sum(cell.needs_plan for cell in line)
        owed, results = owed + needing, results + sum(cell.has_result for cell in line)
        if only_plans and not needing:
            continue
        earlier = before.row(population) if before else [None] * len(line)
        shown = tuple(show(cell, law, old, compares, words) for cell, old in zip(line, earlier, strict=True))
        rows.append(Row(population, title_of(population), shown))
    return HeatMap(tuple(heads), tuple(rows), owed, results, len(POPULATIONS))
