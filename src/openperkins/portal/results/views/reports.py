"""The reading pages: the heat map, one indicator, one population, one cell with its working."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import indicator_titles
from openperkins.portal.levels.overtaken import in_short, overtaken, overtaken_words
from openperkins.portal.results.charts import gap_chart, trend_chart
from openperkins.portal.results.definitions import definition_of
from openperkins.portal.results.links import downloads
from openperkins.portal.results.queries import retraction_of, trend, years_published
from openperkins.portal.results.rendered import Asked, heat_map_body
from openperkins.portal.results.showing import show, title_of
from openperkins.portal.results.unit import unit_of
from openperkins.portal.results.working import working
from openperkins.schoolyear import SchoolYear


@district_page("see_results")
def heat_map_page(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Populations × indicators of a district, one of its schools, members or programs."""
    unit = unit_of(request, organization, year)
    if unit is None:
        return not_published(request, organization, year)
    asked = Asked(
        unit,
        years=tuple(years_published(organization.code)),
        only_plans=request.GET.get("show") == "plan",
        compares=request.GET.get("compare") == "prev",
        may_compare=request.reach.may("compare_districts", organization.code),
    )
    context = {
        "unit": unit,
        "body": heat_map_body(asked),
        "judged": in_short(year, overtaken(organization, year, unit.own)),
    }
    return render(request, "results/heat_map.html", context)


@district_page("see_results")
def indicator_page(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    """One indicator, all populations, with the gap of each to all students."""
    check_names(ind, "all")
    unit = unit_of(request, organization, year)
    if unit is None:
        return not_published(request, organization, year)
    cells = [show(cell, unit.law) for cell in unit.cells.column(ind)]
    return render(
        request,
        "results/indicator.html",
        {"unit": unit, "indicator": ind, "title": indicator_titles()[ind], "everyone": cells[0],
         "rows": [(cell, title_of(cell.cell.population), unit.gap(cell.cell)) for cell in cells],
         "gap_chart": gap_chart(unit, ind), "definition": definition_of(ind, unit.ruleset),
         "judged": overtaken_words(organization, year, unit.own, ind),
         "downloads": downloads("indicator_file", unit, ind)},
    )  # fmt: skip


@district_page("see_results")
def population_page(request: HttpRequest, organization: Organization, year: SchoolYear, pop: str) -> HttpResponse:
    """One population, all indicators."""
    check_names("1S1", pop)
    unit = unit_of(request, organization, year)
    if unit is None:
        return not_published(request, organization, year)
    titles = indicator_titles()
    rows = [(show(cell, unit.law), titles[cell.indicator], unit.gap(cell)) for cell in unit.cells.row(pop)]
    return render(
        request,
        "results/population.html",
        {"unit": unit, "population": pop, "title": title_of(pop), "rows": rows,
         "judged": overtaken_words(organization, year, unit.own),
         "downloads": downloads("population_file", unit, pop)},
    )  # fmt: skip


@district_page("see_results")
def cell_page(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str) -> HttpResponse:
    """One cell: its working in sentences, its years, the gap, how it is measured."""
    check_names(ind, pop)
    unit = unit_of(request, organization, year)
    if unit is None:
        return not_published(request, organization, year)
    cell, years = unit.cells.of(ind, pop), trend(unit.sheet.org_code, year) if unit.program is None else []
    return render(
        request,
        "results/cell.html",
        {"unit": unit, "indicator": ind, "population": pop, "title": indicator_titles()[ind], "who": title_of(pop),
         "shown": show(cell, unit.law), "working": working(unit.found, cell, years),
         "years": years, "trend_chart": trend_chart(years, ind, pop) if years else None,
         "gap_chart": gap_chart(unit, ind),
         "definition": definition_of(ind, unit.ruleset), "populations": _others(pop),
         "judged": overtaken_words(organization, year, unit.own, ind),
         "downloads": downloads("cell_file", unit, ind, pop)},
    )  # fmt: skip


def check_names(ind: str, pop: str) -> None:
    """Raises Http404 when a URL names no indicator or population."""
    if ind not in INDICATORS or pop not in POPULATIONS:
        raise Http404


def not_published(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The page of a year without figures: whether they were taken back, and which years have some."""
    context = {"years": years_published(organization.code), "retraction": retraction_of(year)}
    return render(request, "results/not_published.html", context, status=200)


def _others(pop: str) -> list[tuple[str, str]]:
    return [(code, title_of(code)) for code in POPULATIONS if code != pop]
