"""The reading pages as Excel, CSV and PDF, and the workbook of all eight reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from openperkins.accountability.names import RESULT_COLUMNS
from openperkins.deadlines.moments import day_of
from openperkins.exports.page import as_csv, as_pdf, as_xlsx
from openperkins.exports.page.model import Page
from openperkins.exports.workbook import district_workbook
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.results import files
from openperkins.portal.results.heat_map import heat_map
from openperkins.portal.results.queries import Published, trend
from openperkins.portal.results.unit import Unit, unit_of
from openperkins.portal.results.views.reports import check_names
from openperkins.portal.results.working import working
from openperkins.schoolyear import SchoolYear

#: ending of a file → (media type, writer)
FORMS: dict[str, tuple[str, Callable[[Page], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "pdf": ("application/pdf", as_pdf),
}


@district_page("see_results")
def heat_map_download(request: HttpRequest, organization: Organization, year: SchoolYear, form: str) -> HttpResponse:
    """The heat map as shown."""
    unit = _unit(request, organization, year)
    table = heat_map(unit.cells, unit.law, only_plans=request.GET.get("show") == "plan")
    return as_file(files.heat_map_file(unit, table), _name(unit, "core indicators"), form)


@district_page("see_results")
def indicator_download(
    request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, form: str
) -> HttpResponse:
    """One indicator."""
    check_names(ind, "all")
    unit = _unit(request, organization, year)
    return as_file(files.indicator_file(unit, ind), _name(unit, ind), form)


@district_page("see_results")
def population_download(
    request: HttpRequest, organization: Organization, year: SchoolYear, pop: str, form: str
) -> HttpResponse:
    """One population."""
    check_names("1S1", pop)
    unit = _unit(request, organization, year)
    return as_file(files.population_file(unit, pop), _name(unit, pop), form)


@district_page("see_results")
def cell_download(
    request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str, form: str
) -> HttpResponse:
    """One cell, all published years."""
    check_names(ind, pop)
    unit = _unit(request, organization, year)
    years = trend(unit.sheet.org_code, year) if unit.program is None else []
    told = working(unit.found, unit.cells.of(ind, pop), years).text
    return as_file(files.cell_file(unit, ind, pop, years, told), _name(unit, f"{ind} {pop}"), form)


@district_page("see_results")
def workbook(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The eight core indicator data reports (W6): a sheet each, published years side by side."""
    years = trend(organization.code, year)
    if not years:
        raise Http404
    latest = years[-1]
    content = district_workbook(
        organization.code, results_of(years), _organizations(organization), latest.ruleset, _provenance(latest)
    )
    return _attachment(content, FORMS["xlsx"][0], f"core indicator reports {organization.code} {year}.xlsx")


def results_of(years: list[Published]) -> pl.DataFrame:
    """Published cells as results are shaped: one row per year, indicator and population."""
    rows: dict[str, list[Any]] = {name: [] for name in RESULT_COLUMNS}
    for found in years:
        for cell in found.cells:
            rows["school_year"].append(str(found.year))
            rows["org_code"].append(found.sheet.org_code)
            rows["org_kind"].append(found.sheet.org_kind)
            for name in RESULT_COLUMNS[3:]:
                rows[name].append(getattr(cell, name))
    return pl.DataFrame(rows)


def as_file(page: Page, name: str, form: str) -> HttpResponse:
    """A page as a file to keep. Raises Http404 for a form that is none."""
    if form not in FORMS:
        raise Http404
    media_type, write = FORMS[form]
    return _attachment(write(page), media_type, f"{name}.{form}")


def _attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, " ".join(name.split()))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _name(unit: Unit, what: str) -> str:
    return f"{what} {unit.sheet.org_code} {unit.publication.year}"


def _unit(request: HttpRequest, organization: Organization, year: SchoolYear) -> Unit:
    unit = unit_of(request, organization, year)
    if unit is None:
        raise Http404
    return unit


def _organizations(organization: Organization) -> pl.DataFrame:
    """The organization and what it is measured by, as organizations.csv names them."""
    found = [organization, *([organization.parent] if organization.parent else [])]
    rows = [(one.code, one.name, one.kind, one.parent_id or "") for one in found]
    return pl.DataFrame(rows, schema=["org_code", "name", "kind", "parent"], orient="row")


def _provenance(latest: Published) -> dict[str, Any]:
    publication = latest.publication
    return {
        "run": publication.run,
        "results": publication.results,
        "version": publication.software,
        "inputs": len(publication.inputs),
        "Published": f"{day_of(publication.published_at)}, version {publication.version} of {publication.year}",
    }
