"""A district's performance levels as published figures hold them: the State's, the one used, the line, the rates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import day_of
from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.charts.drawing import as_head
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.queries import Published, trend
from openperkins.portal.results.showing import rate_of
from openperkins.portal.results.words import Words, line_of_all, words_of
from openperkins.schoolyear import SchoolYear

#: how many years before the page's own are shown
_EARLIER = 5
SOURCES = {"local": "local level", "state": "State level"}


@dataclass(frozen=True, slots=True)
class Level:
    """An indicator in a year. Levels, line and rate are percentages as text; None or empty where there is none.

    `rate` is of all students; it is empty for a reader who may see levels but no figures, as are `word` and
    `standing` (a state of figures.py). `publication` says which one the figures are of.
    """

    year: SchoolYear
    state: str | None
    used: str | None
    source: str
    line: str | None
    rate: str
    word: str
    standing: str
    publication: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: this year (None when it is not published) and the years before, latest first."""

    indicator: str
    title: str
    now: Level | None
    before: list[Level | None]


@dataclass(frozen=True, slots=True)
class Levels:
    """Everything the page shows. `years` heads the columns of `Row.before`, each with its publication's version.

    `laws` are those of all publications shown.
    """

    found: Published | None
    years: list[tuple[SchoolYear, int]]
    rows: list[Row]
    laws: list[Any]

    @property
    def words(self) -> Words | None:
        """The words under the ruleset of the page's own year; None when that is not published."""
        return words_of(self.found.ruleset.law) if self.found else None


def levels_of(org_code: str, year: SchoolYear, *, with_rates: bool) -> Levels:
    """The levels of a district up to a year: two queries, whatever the number of years."""
    own = {found.year: found for found in trend(org_code, year)}
    state = {found.year: found for found in trend(settings.STATE_CODE, year)}
    before = [earlier for earlier in sorted(own, reverse=True) if earlier != year][:_EARLIER]
    titles = indicator_titles()
    rows = [
        Row(
            indicator,
            titles[indicator],
            _level(own.get(year), state.get(year), indicator, with_rates),
            [_level(own[earlier], state.get(earlier), indicator, with_rates) for earlier in before],
        )
        for indicator in INDICATORS
    ]
    years = [(earlier, own[earlier].publication.version) for earlier in before]
    laws = [own[one].ruleset.law for one in (year, *before) if one in own]
    return Levels(own.get(year), years, rows, laws)


def _level(own: Published | None, state: Published | None, indicator: str, with_rates: bool) -> Level | None:
    if own is None:
        return None
    cell: Cell = own.cells.of(indicator, "all")
    return Level(
        year=own.year,
        state=state.cells.of(indicator, "all").level if state else None,
        used=cell.level,
        source=SOURCES.get(cell.level_source, "") if cell.level else "",
        line=cell.threshold,
        rate=rate_of(cell, own.ruleset.law) if with_rates else "",
        word=cell.state_title(words_of(own.ruleset.law)) if with_rates else "",
        standing=cell.state if with_rates else "",
        publication=str(own.publication),
    )


def levels_page(name: str, levels: Levels, year: SchoolYear) -> Page:
    """The levels as a table for a file: a line per indicator and year, latest first."""
    columns = (
        Column("Core indicator"),
        Column("School year"),
        Column("State level", "level"),
        Column("Level used", "level"),
        Column("Which level", "words"),
        Column(as_head(line_of_all(levels.laws)), "level"),
        Column("Actual", "percent"),
        Column("Standing", "words"),
        Column("Publication"),
    )
    rows = [
        (f"{row.indicator} {row.title}", str(level.year), *_numbers(level))
        for row in levels.rows
        for level in (row.now, *row.before)
        if level is not None
    ]
    title = f"Performance levels of {name} up to {year}"
    about = [("Organization", name)]
    if levels.found:
        publication = levels.found.publication
        about.append(("Published", f"{day_of(publication.published_at)}, version {publication.version} of {year}"))
        about += [("Ruleset", publication.ruleset), ("Run fingerprint", publication.run)]
    return Page(title, about=about, tables=[Table(title, columns, rows)])


def _numbers(level: Level) -> tuple[Decimal | str | None, ...]:
    def number(text: str | None) -> Decimal | None:
        return Decimal(text) if text else None

    state, used, line, rate = map(number, (level.state, level.used, level.line, level.rate))
    return state, used, level.source, line, rate, level.word, level.publication
