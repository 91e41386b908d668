"""The reading pages as tables for a file: the same figures, the same words, with the publication they come from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import day_of
from openperkins.exports.page.model import Cell as FileCell
from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.charts.drawing import as_head
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.heat_map import HeatMap
from openperkins.portal.results.showing import Shown, gap_of, rate_of, title_of
from openperkins.portal.results.unit import Unit
from openperkins.portal.results.words import line_of_all, words_of

CAUTION = "Contains small numbers. Do not share."


def heat_map_file(unit: Unit, table: HeatMap) -> Page:
    """The heat map: a line per population, a column per indicator, then the same cells one by one."""
    levels = ("Level", *(_number(head.level) for head in table.heads))
    lines = (unit.words.line, *(_number(head.threshold) for head in table.heads))
    rows = [(row.title, *(_square(shown) for shown in row.cells)) for row in table.rows]
    columns = (Column("Population"), *(Column(indicator, "percent") for indicator in INDICATORS))
    grid = Table(f"Core indicators by student population, {unit.publication.year}", columns, [levels, lines, *rows])
    cells = [shown.cell for row in table.rows for shown in row.cells]
    return _page(unit, "Core indicators by student population", [grid, _list(unit, cells, "Each result")])


def indicator_file(unit: Unit, indicator: str) -> Page:
    """One indicator, a line per population."""
    title = f"{indicator} {indicator_titles()[indicator]}"
    return _page(unit, title, [_list(unit, unit.cells.column(indicator), title)])


def population_file(unit: Unit, population: str) -> Page:
    """One population, a line per indicator."""
    return _page(unit, title_of(population), [_list(unit, unit.cells.row(population), title_of(population))])


def cell_file(unit: Unit, indicator: str, population: str, years: Iterable[Any], explanation: str) -> Page:
    """One cell: its figures of `years` (without any, a program's: of this one), and the working."""
    title = f"{indicator} {indicator_titles()[indicator]} – {title_of(population)}"
    shown, rows = list(years) or [unit], []
    for one in shown:
        cell, law = one.cells.of(indicator, population), one.ruleset.law
        rows.append(
            (str(one.publication.year), *_figures(cell, law, gap_of(one.cells, cell, law)), one.publication.version)
        )
    figures = _columns(line_of_all(one.ruleset.law for one in shown))
    table = Table(title, (Column("School year"), *figures, Column("Version published", "count")), rows)
    return _page(unit, title, [table], notes=[explanation])


def _list(unit: Unit, cells: Iterable[Cell], caption: str) -> Table:
    titles = indicator_titles()
    rows = [
        (
            f"{cell.indicator} {titles[cell.indicator]}",
            title_of(cell.population),
            *_figures(cell, unit.law, unit.gap(cell)),
        )
        for cell in cells
    ]
    return Table(caption, (Column("Core indicator"), Column("Population"), *_columns(unit.words.line)), rows)


def _columns(line_name: str) -> tuple[Column, ...]:
    return (
        Column("Percent", "percent"),
        Column("Made it", "count"),
        Column("Counted", "count"),
        Column("Level", "level"),
        Column(as_head(line_name), "level"),
        Column("Standing", "words"),
        Column("Points to all students"),
        Column("More students to reach the line", "count"),
    )


def _figures(cell: Cell, law: Any, gap: str) -> tuple[Any, ...]:
    mark = "plan" if cell.needs_plan else ""
    return (
        FileCell(_number(rate_of(cell, law) or None), mark),
        cell.numerator,
        cell.denominator,
        _number(cell.level),
        _number(cell.threshold),
        cell.state_title(words_of(law)),
        gap,
        cell.more_to_line,
    )


def _square(shown: Shown) -> FileCell:
    """The rate with its word, as the page has it; a plan that is required is a mark."""
    value = _number(shown.rate or None)
    if shown.cell.needs_plan:
        return FileCell(value, "plan")
    if value is None:
        return FileCell(None, aside=shown.words.states["none"])
    return FileCell(value, aside=shown.word if shown.state != "none" else "")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _page(unit: Unit, title: str, tables: list[Table], notes: Iterable[str] = ()) -> Page:
    publication = unit.publication
    about = [
        ("Organization", f"{unit.title} ({unit.sheet.org_code})"),
        ("School year", str(publication.year)),
        ("Published", f"{day_of(publication.published_at)}, version {publication.version}"),
        ("Ruleset", publication.ruleset),
        ("Readings changed", "; ".join(f"{k} = {v}" for k, v in sorted(publication.changes.items())) or "none"),
        ("Run fingerprint", publication.run),
        ("Results sha256", publication.results),
        ("Software", f"OpenPerkins {publication.software}"),
    ]
    return Page(title, about=about, notes=list(notes), tables=tables, caution=CAUTION)
