"""Populations side by side, each against all students, the level and the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
)

# numbers stand at the right of the tracks, where no mark of a level can run through them; a population without a
# result has no track, so its word may be long
_LEFT, _RIGHT = 8, 262
_TOP, _ROW = 46, 34
_NAME_SIGNS, _WORD_SIGNS = 47, 40
_HEADS = ("Population", "Students", "Result %", "From all students", "Standing")


@dataclass(frozen=True, slots=True)
class Group:
    """One population of one result.

    `percent` as printed, None where there is no result; `students` the denominator; `gap` its distance from
    all students in words (`4.9 points under`), as printed; `word` the standing as a reader is told it, or why
    there is no result. `below`: below the line.
    """

    name: str
    percent: str | None
    students: int | None = None
    gap: str = ""
    word: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One population as drawn: places in units down and across, and texts. `x` is empty without a result."""

    name: str
    students: str
    value: str
    told: str
    x: str
    y_name: str
    y_track: str
    y_top: str
    y_bottom: str
    y_value: str
    is_small: bool
    below: bool


@dataclass(frozen=True, slots=True)
class GapPlot:
    """What `gap_plot.html` draws; `empty` is the sentence in place of a drawing. Guides without a place are empty."""

    key: str
    title: str
    description: str
    empty: str
    figures: Figures
    height: str = ""
    ticks: tuple[Tick, ...] = ()
    y_ticks: str = ""
    rows: tuple[Row, ...] = ()
    everyone_x: str = ""
    level_x: str = ""
    line_x: str = ""
    everyone_label: str = ""
    level_label: str = ""
    line_label: str = ""
    small_label: str = ""


def gap_plot(
    key: str,
    title: str,
    everyone: Group,
    groups: Sequence[Group],
    *,
    fewest: int,
    level: str | None = None,
    line: str | None = None,
    line_name: str = "line",
    has_levels: bool = True,
) -> GapPlot:
    """The chart of `groups` in their order under `everyone` (all students).

    `fewest` is the smallest denominator of the ruleset: a result of fewer students is drawn hollow. `level`
    and `line` are percent as printed, `line_name` what the line is called, with the share of the
    ruleset. Without `has_levels` the table has no standing, and `word` is told where there is no percent.
    Raises ValueError for a percent that is not a decimal from 0 to 100, and for a key that cannot
    begin an id.
    """
    checked_key(key)
    shown = [everyone, *groups]
    figures = Figures(
        title, _HEADS if has_levels else _HEADS[:-1], tuple(_figures(group, has_levels) for group in shown)
    )
    results = [group.percent for group in shown if group.percent is not None]
    scale = scale_of([*results, *(text for text in (level, line) if text is not None)] or ["0"], _LEFT, _RIGHT)
    if not results:
        return GapPlot(key, title, "", "There is no result of any population to draw.", figures)
    bottom = _TOP + _ROW * len(shown)
    everyone_label = f"{everyone.name} {everyone.percent}" if everyone.percent is not None else ""
    level_label = f"Level {level}" if level is not None else ""
    line_label = f"{as_head(line_name)} {line}" if line is not None else ""
    return GapPlot(
        key=key,
        title=title,
        description=_described(groups, (everyone_label, level_label, line_label), scale),
        empty="",
        figures=figures,
        height=str(bottom + 24),
        ticks=scale.ticks(),
        y_ticks=str(bottom + 14),
        rows=tuple(_row(group, number, scale, fewest) for number, group in enumerate(shown)),
        everyone_x=_place(everyone.percent, scale),
        level_x=_place(level, scale),
        line_x=_place(line, scale),
        everyone_label=everyone_label,
        level_label=level_label,
        line_label=line_label,
        small_label=f"Fewer than {fewest} students",
    )


def _figures(group: Group, has_levels: bool) -> tuple[str, ...]:
    told = (group.name, students_or_none(group.students))
    if has_levels:
        return (*told, percent_or_none(group.percent), group.gap, group.word)
    return (*told, group.word if group.percent is None else group.percent, group.gap)


def _place(percent: str | None, scale: Scale) -> str:
    return "" if percent is None else scale.at(percent)


def _row(group: Group, number: int, scale: Scale, fewest: int) -> Row:
    top = _TOP + _ROW * number
    told = f"{group.percent}%" if group.percent is not None else "no result"
    return Row(
        name=shortened(group.name, _NAME_SIGNS),
        students="" if group.students is None else f"n {group.students:,}",
        value=group.percent if group.percent is not None else shortened(group.word or "No result", _WORD_SIGNS),
        told=f"{group.name}: {told}" + (f", {group.word}" if group.word else ""),
        x=_place(group.percent, scale),
        y_name=str(top + 11),
        y_track=str(top + 22),
        y_top=str(top + 16),
        y_bottom=str(top + 28),
        y_value=str(top + 26),
        is_small=group.students is not None and group.students < fewest,
        below=group.below,
    )


def _described(groups: Sequence[Group], guides: tuple[str, str, str], scale: Scale) -> str:
    told = [f"{guide}%." for guide in guides if guide]
    with_result = [group for group in groups if group.percent is not None]
    if guides[-1]:
        told.append(
            f"{sum(group.below for group in with_result)} of {len(with_result)} populations are below the line."
        )
    if len(with_result) < len(groups):
        told.append(f"{len(groups) - len(with_result)} of {len(groups)} populations have no result.")
    told.append(f"The scale runs from {scale.low}% to {scale.high}%. The table holds every number.")
    return " ".join(told)
