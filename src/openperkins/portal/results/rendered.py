"""The heat map as HTML, kept while the process lives: a published sheet never changes, so its picture never does."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from openperkins.portal.results.charts import standing_bar
from openperkins.portal.results.heat_map import Row, heat_map
from openperkins.portal.results.showing import Shown
from openperkins.portal.results.unit import Unit

#: how many are kept, some 50 kB each
_MOST = 600


@dataclass(frozen=True, slots=True)
class Rendered:
    """The table and the bar of states as HTML; `owed` of `results` need a plan, `rows` of `populations` are shown.

    `before` is the publication compared with, empty without one.
    """

    table: SafeString
    states: SafeString
    owed: int
    results: int
    rows: int
    populations: int
    before: str


_kept: OrderedDict[tuple[Any, ...], Rendered] = OrderedDict()
_lock = Lock()


def rendered_heat_map(unit: Unit, *, only_plans: bool, compares: bool) -> Rendered:
    """The heat map of a unit. What it is made from is in the key, so that nobody gets another's."""
    before = unit.in_year(unit.publication.year - 1) if compares else None
    key = (unit.organization.code, unit.program, only_plans, compares, _content(unit), before and _content(before))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _render(unit, before, only_plans=only_plans, compares=compares)
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made


def _content(unit: Unit) -> tuple[Any, ...]:
    """What the picture of a unit shows: the figures by their hash, and by which publication they stand."""
    publication = unit.publication
    return publication.pk, publication.school_year, publication.run, unit.sheet.name, unit.sheet.sha256


def _render(unit: Unit, before: Unit | None, *, only_plans: bool, compares: bool) -> Rendered:
    earlier = before.cells_or_none if before else None
    table = heat_map(unit.cells, unit.law, only_plans=only_plans, before=earlier, compares=compares)
    place = [unit.organization.code, unit.publication.school_year]
    base = reverse("heat_map", args=place)
    context = {
        "table": table,
        "rows": [(row, _cells(row, base, unit.query)) for row in table.rows],
        "line_name": unit.words.line,
        "caption": f"{unit.title}, {unit.publication}",
        "before": before and str(before.publication),
        "base": base,
        "populations": reverse("population", args=[*place, "all"]).removesuffix("all/"),
        "query": unit.query,
    }
    return Rendered(
        table=render_to_string("results/_heat_map.html", context),
        states=render_to_string("portal/charts/status_bar.html", {"chart": standing_bar(unit.cells, unit.words)}),
        owed=table.owed,
        results=table.results,
        rows=len(table.rows),
        populations=table.populations,
        before=context["before"] or "",
    )


# What a cell is made of. Template nodes for 136 of them take longer than all the rest of the page.
_FIGURE = '<span class="heat-map__rate">{}</span> <span class="heat-map__count">n {}</span>'
_WORD = ' <span class="heat-map__word">{}</span>'
_CHANGE = ' <span class="heat-map__change">{}</span>'
_LINK = '<a href="{}{}/{}/{}">{}</a>'
_CELL = '<td class="heat-map__cell heat-map__cell--{}">{}</td>'


def _cells(row: Row, base: str, query: str) -> SafeString:
    """The cells of a line: a result that needs a plan is a link, so that the keyboard gets past the others."""
    return mark_safe("".join(format_html(_CELL, shown.state, _content_of(shown, base, query)) for shown in row.cells))


def _content_of(shown: Shown, base: str, query: str) -> SafeString:
    if not shown.rate:
        return format_html(_WORD, "No data")
    figure = format_html(_FIGURE, shown.rate, shown.count)
    if shown.state != "none":
        figure += format_html(_WORD, shown.word)
    if shown.cell.needs_plan:
        figure = format_html(_LINK, base, shown.cell.indicator, shown.cell.population, query, figure)
    return figure + format_html(_CHANGE, shown.change) if shown.change else figure
