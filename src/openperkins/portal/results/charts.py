"""The charts of the reading pages, from published cells."""

from __future__ import annotations

from collections import Counter
from typing import Any

from openperkins.portal.charts.gap_plot import GapPlot, Group, gap_plot
from openperkins.portal.charts.status_bar import StatusBar, status_bar
from openperkins.portal.charts.trend import Trend, Year, trend
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.figures import Cell, Cells
from openperkins.portal.results.queries import Published
from openperkins.portal.results.showing import rate_of, title_of
from openperkins.portal.results.words import Words, line_of_all, words_of
from openperkins.schoolyear import SchoolYear


def standing_bar(cells: Cells, words: Words) -> StatusBar:
    """How many of all results are in which state."""
    counts = Counter(cell.state for cell in cells)
    return status_bar("states", "Results by standing", counts, words.states, of="results")


def trend_chart(years: list[Published], indicator: str, population: str) -> Trend:
    """A cell year by year; a year that is not published stays a hole, and says so."""
    found = {published.year.ends: published for published in years}
    first, last = min(found), max(found)
    told = [_year(SchoolYear(ends), found.get(ends), indicator, population) for ends in range(first, last + 1)]
    title = f"{indicator} {indicator_titles()[indicator]}, {title_of(population)}, year by year"
    return trend("trend", title, told, line_name=line_of_all(one.ruleset.law for one in years))


def _year(year: SchoolYear, found: Published | None, indicator: str, population: str) -> Year:
    if found is None:
        return Year(str(year), None, word="Not published")
    cell = found.cells.of(indicator, population)
    return Year(
        label=str(year),
        percent=_percent(cell, found.ruleset.law),
        level=cell.level,
        line=cell.threshold,
        students=cell.denominator,
        word=_word(cell, words_of(found.ruleset.law)),
        below=cell.standing == "below",
    )


def _word(cell: Cell, words: Words) -> str:
    if cell.numerator is None:
        return "No records sent"
    return cell.state_title(words) if cell.denominator else "No students"


def _percent(cell: Cell, law: Any) -> str | None:
    return rate_of(cell, law) or None


def gap_chart(unit: Any, indicator: str) -> GapPlot:
    """The populations of an indicator against all students."""
    everyone, *others = unit.cells.column(indicator)
    return gap_plot(
        "gaps",
        f"{indicator} {indicator_titles()[indicator]}: each population beside all students",
        _group(unit, everyone),
        [_group(unit, cell) for cell in others],
        fewest=unit.law.accountability.smallest_denominator,
        level=everyone.level,
        line=everyone.threshold,
        line_name=unit.words.line,
    )


def _group(unit: Any, cell: Cell) -> Group:
    return Group(
        name=title_of(cell.population),
        percent=_percent(cell, unit.law),
        students=cell.denominator,
        gap=unit.gap(cell),
        word=_word(cell, unit.words),
        below=cell.standing == "below",
    )
