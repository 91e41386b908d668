"""A rate by school year, with the level and the line of each year; years without a result stay open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from openperkins.portal.charts.drawing import (
    Figures,
    Scale,
    Tick,
    as_head,
    checked_key,
    percent_or_none,
    scale_of,
    shortened,
    students_or_none,
    units,
)

_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 316, 40, 190
#: the most years at which each has its number beside it and its whole name under it
_FEW = 6
#: signs of a word that fit along the height of the drawing
_HOLE_SIGNS = 26
_HEADS = ("School year", "Students", "Result %", "Level %")
_PLAIN_HEADS = _HEADS[:3]


@dataclass(frozen=True, slots=True)
class Year:
    """One school year of a result.

    `percent`, `level` and `line` are percent as printed, None where there is none; `students` the
    denominator. `word` is the standing as a reader is told it (`Met`, `Plan required`), or, without a
    percent, why there is none (`Not published`, `No follow-up sent`). `below`: below the line.
    """

    label: str
    percent: str | None
    level: str | None = None
    line: str | None = None
    students: int | None = None
    word: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One result as drawn: place, what it says when pointed at, and the number beside it, empty for none."""

    x: str
    y: str
    corner_x: str
    corner_y: str
    told: str
    value: str
    value_y: str
    below: bool


@dataclass(frozen=True, slots=True)
class Hole:
    """Years in a row without a result for one reason: a band, and the reason written along it."""

    x: str
    width: str
    middle: str
    word: str
    told: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What `trend.html` draws; `empty` is the sentence in place of a drawing, empty text when there is one."""

    key: str
    title: str
    description: str
    empty: str
    figures: Figures
    ticks: tuple[Tick, ...] = ()
    years: tuple[Tick, ...] = ()
    points: tuple[Point, ...] = ()
    holes: tuple[Hole, ...] = ()
    results: str = ""
    levels: str = ""
    lines: str = ""
    level_label: str = ""
    line_label: str = ""
    years_label: str = ""
    below_label: str = ""


def trend(key: str, title: str, years: Sequence[Year], *, line_name: str = "line", has_levels: bool = True) -> Trend:
    """The chart of `years`, which are in order; from one year up to about fourteen stay readable.

    `line_name` is what the line is called, with the share of the ruleset. Without `has_levels` the table has neither
    level nor line, and `word` is told where there is no percent. Raises ValueError for a percent,
    level or line that is not a decimal from 0 to 100, and for a key that cannot begin an id.
    """
    checked_key(key)
    heads = (*_HEADS, f"{as_head(line_name)} %", "Standing") if has_levels else _PLAIN_HEADS
    figures = Figures(title, heads, tuple(_row(year) if has_levels else _plain_row(year) for year in years))
    drawn = [text for year in years for text in (year.percent, year.level, year.line) if text is not None]
    scale = scale_of(drawn or ["0"], _BOTTOM, _TOP)
    if not any(year.percent is not None for year in years):
        return Trend(key, title, "", _why_empty(years), figures)
    slots = _Slots(len(years))
    return Trend(
        key=key,
        title=title,
        description=_described(years, scale),
        empty="",
        figures=figures,
        ticks=scale.ticks(),
        years=tuple(Tick(slots.middle(at), _short(year.label, len(years))) for at, year in enumerate(years)),
        points=_points(years, slots, scale),
        holes=_holes(years, slots),
        results=_joined(years, slots, scale),
        levels=_steps([year.level for year in years], slots, scale),
        lines=_steps([year.line for year in years], slots, scale),
        level_label=_latest("Level", [year.level for year in years]),
        line_label=_latest(as_head(line_name), [year.line for year in years]),
        below_label=f"Below the {line_name}" if any(year.below for year in years) else "",
        years_label="School year"
        if len(years) <= _FEW
        else f"School year: {_short(years[-1].label, 99)} is {years[-1].label}",
    )


@dataclass(frozen=True, slots=True)
class _Slots:
    """The width of the drawing shared by so many years."""

    count: int

    def edge(self, number: int) -> str:
        """The left edge of year `number`, which is the right edge of the one before."""
        return units(_LEFT + Fraction((_RIGHT - _LEFT) * number, self.count))

    def middle(self, number: int) -> str:
        return units(_LEFT + Fraction((_RIGHT - _LEFT) * (2 * number + 1), 2 * self.count))


def _row(year: Year) -> tuple[str, ...]:
    numbers = (percent_or_none(text) for text in (year.percent, year.level, year.line))
    return (year.label, students_or_none(year.students), *numbers, year.word)


def _plain_row(year: Year) -> tuple[str, ...]:
    return (year.label, students_or_none(year.students), year.word if year.percent is None else year.percent)


def _short(label: str, count: int) -> str:
    return label if count <= _FEW else f"’{label[-2:]}"


def _latest(name: str, values: list[str | None]) -> str:
    known = [text for text in values if text is not None]
    return f"{name} {known[-1]}" if known else ""


def _points(years: Sequence[Year], slots: _Slots, scale: Scale) -> tuple[Point, ...]:
    with_result = [at for at, year in enumerate(years) if year.percent is not None]
    told = set(with_result) if len(years) <= _FEW else {with_result[0], with_result[-1]}
    return tuple(_point(years[at], slots.middle(at), scale, at in told) for at in with_result)


def _point(year: Year, x: str, scale: Scale, is_told: bool) -> Point:
    y = scale.at(year.percent)
    return Point(
        x=x,
        y=y,
        corner_x=units(Fraction(x) - 4),
        corner_y=units(Fraction(y) - 4),
        told=f"{year.label}: {year.percent}%" + (f", {year.word}" if year.word else ""),
        value=year.percent if is_told else "",
        value_y=units(_beside(Fraction(y), year.below)),
        below=year.below,
    )


def _joined(years: Sequence[Year], slots: _Slots, scale: Scale) -> str:
    """The path through results of years in a row; it stops at a year without one."""
    path, pen_up = [], True
    for at, year in enumerate(years):
        if year.percent is not None:
            path.append(f"{'M' if pen_up else 'L'}{slots.middle(at)} {scale.at(year.percent)}")
        pen_up = year.percent is None
    return " ".join(path)


def _beside(y: Fraction, below: bool) -> Fraction:
    """Where a number is written: over its point, under one that lies below the line, as level and line are over it."""
    return y + 18 if below and y + 22 <= _BOTTOM else y - 8


def _steps(values: list[str | None], slots: _Slots, scale: Scale) -> str:
    """The path of what holds for whole years: level through a year, a step where the next one differs."""
    path, pen_up = [], True
    for at, value in enumerate(values):
        if value is not None:
            y = scale.at(value)
            path.append(f"{f'M{slots.edge(at)} {y}' if pen_up else f'V{y}'} H{slots.edge(at + 1)}")
        pen_up = value is None
    return " ".join(path)


def _holes(years: Sequence[Year], slots: _Slots) -> tuple[Hole, ...]:
    return tuple(_hole(years, run, slots) for run in _runs(years, lambda year: year.percent is None))


def _runs(years: Sequence[Year], wanted: Callable[[Year], bool]) -> list[list[int]]:
    """Years in a row for which `wanted` holds and whose word is one and the same, by their place."""
    grouped = groupby(range(len(years)), key=lambda at: (wanted(years[at]), years[at].word))
    return [list(run) for (is_wanted, _), run in grouped if is_wanted]


def _hole(years: Sequence[Year], run: list[int], slots: _Slots) -> Hole:
    left, right = Fraction(slots.edge(run[0])), Fraction(slots.edge(run[-1] + 1))
    word = _reason(years[run[0]])
    return Hole(
        x=units(left),
        width=units(right - left),
        # text stands on its base line, a third of its height left of the middle when turned
        middle=units((left + right) / 2 + 4),
        word=shortened(word, _HOLE_SIGNS),
        told=f"{_span([years[at].label for at in run])}: {word}",
    )


def _reason(year: Year) -> str:
    return year.word or "No result"


def _span(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _described(years: Sequence[Year], scale: Scale) -> str:
    results = [year for year in years if year.percent is not None]
    first, last = results[0], results[-1]
    told = [f"{first.percent}% in {first.label}" + (f", {last.percent}% in {last.label}." if last != first else ".")]
    if any(year.line is not None for year in results):
        told.append(f"Below the line in {sum(year.below for year in results)} of {len(results)} years with a result.")
    for run in _runs(years, lambda year: year.percent is None):
        told.append(f"{_span([years[at].label for at in run])}: {_reason(years[run[0]])}.")
    told.append(f"The scale runs from {scale.low}% to {scale.high}%. The table holds every number.")
    return " ".join(told)


def _why_empty(years: Sequence[Year]) -> str:
    if not years:
        return "There are no school years to show."
    reasons = list(dict.fromkeys(_reason(year) for year in years))
    return f"There is no result to draw for {_span([year.label for year in years])}: {'; '.join(reasons)}."
