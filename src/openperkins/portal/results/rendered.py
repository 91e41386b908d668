"""The heat map's page, kept while the process lives: published figures never change, so what shows them never does.

All under the page's heading is kept as HTML, compressed. What it is made from is in its key, so that nobody gets
another's, and nothing old.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from openperkins.portal.results.charts import standing_bar
from openperkins.portal.results.heat_map import HeatMap, heat_map
from openperkins.portal.results.links import downloads
from openperkins.portal.results.showing import Shown
from openperkins.portal.results.unit import Unit
from openperkins.schoolyear import SchoolYear

#: how many are kept, some 6 kB each
_MOST = 5000
_kept: OrderedDict[Hashable, bytes] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Asked:
    """What of a unit is asked for, and by whom; `years` are the published ones."""

    unit: Unit
    years: tuple[SchoolYear, ...]
    only_plans: bool = False
    compares: bool = False
    may_compare: bool = False


def heat_map_body(asked: Asked) -> SafeString:
    """All under the heading of the heat map's page."""
    unit = asked.unit
    before = unit.in_year(unit.publication.year - 1) if asked.compares else None
    shown = (asked.years, asked.only_plans, asked.compares, asked.may_compare)
    key = (shown, unit.program, tuple(unit.programs), _content(unit), before and _content(before))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return mark_safe(zlib.decompress(_kept[key]).decode())
    body = _render(asked, before)
    packed = zlib.compress(body.encode(), level=1)
    with _lock:
        _kept[key] = packed
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return body


def _content(unit: Unit) -> Hashable:
    """What the picture of a unit shows: the figures by their hash, and all that is said of their publication."""
    publication, replaced = unit.publication, unit.publication.supersedes
    by = (publication.pk, publication.run, publication.published_at, replaced and replaced.status)
    organization, parent = unit.organization, unit.organization.parent
    of = (organization.code, organization.name, organization.kind, parent and (parent.name, parent.kind))
    return (*by, *of, unit.sheet.org_code, unit.sheet.sha256)


def _render(asked: Asked, before: Unit | None) -> SafeString:
    unit = asked.unit
    earlier = before.cells_or_none if before else None
    table = heat_map(unit.cells, unit.law, only_plans=asked.only_plans, before=earlier, compares=asked.compares)
    place = [unit.organization.code, unit.publication.school_year]
    base, query = reverse("heat_map", args=place), unit.query
    context = {
        "unit": unit,
        "table": table,
        "lines": _lines(table, base, reverse("population", args=[*place, "all"]).removesuffix("all/"), query),
        "line_name": unit.words.line,
        "caption": f"{unit.title}, {unit.publication}",
        "before": before and str(before.publication),
        "year_before": unit.publication.year - 1,
        "base": base,
        "query": query,
        "states": standing_bar(unit.cells, unit.words),
        "only_plans": asked.only_plans,
        "compares": asked.compares,
        "years": asked.years,
        "downloads": downloads("heat_map_file", unit),
        "may_compare": asked.may_compare,
    }
    return render_to_string("results/_heat_map_page.html", context)


# 136 cells: nodes of a template for each take longer than all the rest of the page. Figures and codes are the
# program's own text; words, titles and the parts of an address are escaped here.


def _lines(table: HeatMap, indicators: str, populations: str, query: str) -> SafeString:
    """The body of the table: a result that needs a plan is a link, so that the keyboard gets past the others."""
    indicators, populations, query = escape(indicators), escape(populations), escape(query)
    lines = []
    for row in table.rows:
        title = f'<a href="{populations}{row.population}/{query}">{escape(row.title)}</a>'
        cells = "".join(_cell(shown, indicators, query) for shown in row.cells)
        lines.append(f'<tr>\n<th scope="row">{title}</th>\n{cells}\n</tr>')
    return mark_safe("\n".join(lines))


def _cell(shown: Shown, indicators: str, query: str) -> str:
    content = _content_of(shown, indicators, query)
    return f'<td class="heat-map__cell heat-map__cell--{shown.state}">{content}</td>'


def _content_of(shown: Shown, indicators: str, query: str) -> str:
    word = f' <span class="heat-map__word">{escape(shown.word if shown.rate else "No data")}</span>'
    if not shown.rate:
        return word
    figure = f'<span class="heat-map__rate">{shown.rate}</span> <span class="heat-map__count">n {shown.count}</span>'
    if shown.state != "none":
        figure += word
    if shown.cell.needs_plan:
        figure = f'<a href="{indicators}{shown.cell.indicator}/{shown.cell.population}/{query}">{figure}</a>'
    return f'{figure} <span class="heat-map__change">{escape(shown.change)}</span>' if shown.change else figure
