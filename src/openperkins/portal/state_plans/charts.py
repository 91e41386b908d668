"""A State Improvement Plan as a file that can be given away: figures as anyone may see them (profile R5)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from openperkins.disclosure import PublicSheet
from openperkins.exports.document import Gap as ChartGap
from openperkins.exports.document import StatePlanChart
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.law import indicator_titles
from openperkins.portal.results.comparing import compared
from openperkins.portal.results.queries import Published
from openperkins.portal.results.showing import counts_of, rate_of
from openperkins.portal.state_plans.answers import CONSULTED, GROUNDS, PLAN, names_in
from openperkins.portal.state_plans.gaps import Gap, gaps_of
from openperkins.portal.state_plans.owed import Owed
from openperkins.portal.state_plans.page import state
from openperkins.schoolyear import SchoolYear

_HIDDEN = "not shown"


def state_plan_chart(
    everything: Owed, indicator: str, document: Document | None, held: Revision | None = None, *, exact: bool = False
) -> StatePlanChart:
    """The plan as it stands, or as the revision `held` has it; figures are protected unless `exact`."""
    answers: Mapping[str, str] = held.answers if held else document.answers if document else {}
    found = everything.figures
    sheet = compared(found, ())[0] if found and not exact else None
    figures, gaps = (_own_figures, _own_gaps) if exact else (_figures, _gaps)
    return StatePlanChart(
        state=state().name,
        indicator=f"{indicator} {indicator_titles()[indicator]}",
        year=everything.year,
        status=_status(document, held),
        figures=tuple(figures(found, sheet, indicator, everything.year)),
        consulted=tuple((title.capitalize(), names_in(answers, whom)) for whom, title in CONSULTED.items()),
        plan=answers.get(PLAN, ""),
        gaps=tuple(gaps(found, sheet, indicator)),
        grounds=tuple((_capital(title), answers.get(f"ground.{ground}", "")) for ground, title in GROUNDS.items()),
        exact=exact,
    )


def protected_figures(found: Published | None, indicator: str, year: SchoolYear) -> list[tuple[str, str]]:
    """What the State reached and had to reach, as everybody may read it: (label, text)."""
    return _figures(found, compared(found, ())[0] if found else None, indicator, year)


def _status(document: Document | None, held: Revision | None) -> str:
    if document is None:
        return "Not yet started"
    if held is None and document.status != "in_force":
        return document.status_title
    approved = document.moves.filter(step="approve").latest("number")
    day = timezone.localdate(approved.taken_at)
    return f"In force, {document.in_force}, approved {day:%B} {day.day}, {day.year}"


def _figures(
    found: Published | None, sheet: PublicSheet | None, indicator: str, year: SchoolYear
) -> list[tuple[str, str]]:
    """What the State reached and had to reach."""
    if found is None or sheet is None:
        return [(f"Figures of {year - 1}", "not published")]
    cell, shown = found.cells.of(indicator, "all"), sheet.of(indicator, "all")
    students = f" of {shown.students} students" if shown.students else ""
    return [
        (f"State level of {found.year}", f"{cell.level}%" if cell.level else "none"),
        ("Line", f"{cell.threshold}%" if cell.threshold else "none"),
        ("All students", f"{shown.percent or _HIDDEN}{students}"),
        ("Figures", f"{found.publication}, protection {sheet.profile}"),
    ]


def _gaps(found: Published | None, sheet: PublicSheet | None, indicator: str) -> list[ChartGap]:
    if sheet is None:
        return []
    return [
        _gap(_capital(GROUNDS[ground]), one, sheet)
        for ground, groups in gaps_of(found, indicator).items()
        for one in groups
    ]


def _own_figures(
    found: Published | None, sheet: PublicSheet | None, indicator: str, year: SchoolYear
) -> list[tuple[str, str]]:
    """The same, exact."""
    if found is None:
        return [(f"Figures of {year - 1}", "not published")]
    cell = found.cells.of(indicator, "all")
    return [
        (f"State level of {found.year}", f"{cell.level}%" if cell.level else "none"),
        ("Line", f"{cell.threshold}%" if cell.threshold else "none"),
        ("All students", f"{rate_of(cell, found.ruleset.law)}% ({counts_of(cell)})"),
        ("Figures", str(found.publication)),
    ]


def _own_gaps(found: Published | None, sheet: PublicSheet | None, indicator: str) -> list[ChartGap]:
    """Every group with its exact gaps."""
    return [
        ChartGap(
            _capital(GROUNDS[ground]),
            one.title,
            one.counts,
            f"{one.rate}%" if one.rate else "",
            one.points,
            one.points_to_others,
        )
        for ground, groups in gaps_of(found, indicator).items()
        for one in groups
    ]


def _gap(ground: str, one: Gap, sheet: PublicSheet) -> ChartGap:
    """Exact points only where both rates are printed exactly: else a hidden number would follow from them."""
    figure, everyone = (sheet.of(one.cell.indicator, population) for population in (one.cell.population, "all"))
    exact = figure.why == everyone.why == "exact_state"
    points = (one.points, one.points_to_others) if exact else (_HIDDEN, _HIDDEN)
    if figure.why == "no_result":
        points = ("", "")
    rate = figure.percent or ("" if figure.why == "no_result" else _HIDDEN)
    return ChartGap(ground, one.title, figure.students, rate, *points)


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
