"""Comparable districts side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.accountability.names import INDICATORS
from openperkins.disclosure import PublicSheet
from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.results.comparing import BESIDE, candidates, compared
from openperkins.portal.results.links import FORMS
from openperkins.portal.results.queries import Published, published
from openperkins.portal.results.views.downloads import as_file
from openperkins.portal.results.views.reports import check_names, not_published
from openperkins.schoolyear import SchoolYear


@district_page("compare_districts")
def compare(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """One population of several districts: ranges and rounded numbers, the own district's as well."""
    own = published(organization.code, year)
    if own is None:
        return not_published(request, organization, year)
    population = request.GET.get("population") or "all"
    check_names("1S1", population)
    possible = candidates(own)
    sheets = compared(own, _chosen(request, possible))
    if form := request.GET.get("form"):
        return as_file(_page(own, population, sheets), f"compared {organization.code} {year}", form)
    titles = indicator_titles()
    context: dict[str, Any] = {
        "own": own,
        "population": population,
        "populations": population_titles().items(),
        "candidates": possible,
        "chosen": {sheet.org_code for sheet in sheets},
        "heads": [(code, titles[code]) for code in INDICATORS],
        "rows": [(sheet, [sheet.of(code, population) for code in INDICATORS]) for sheet in sheets],
        "query": request.GET.urlencode(),
        "forms": FORMS,
    }
    return render(request, "results/compare.html", context)


def _chosen(request: HttpRequest, possible: list[Any]) -> list[str]:
    """The districts asked for, of those there are; the first of a like size when none is."""
    known = [one.code for one in possible]
    asked = [code for code in request.GET.getlist("with") if code in known]
    return asked or known[:BESIDE]


def _page(own: Published, population: str, sheets: list[PublicSheet]) -> Page:
    columns = [Column("Organization")]
    for code in INDICATORS:
        columns += [Column(f"{code} percent"), Column(f"{code} students")]
    rows = []
    for sheet in sheets:
        figures = [sheet.of(code, population) for code in INDICATORS]
        rows.append([sheet.name, *(text for figure in figures for text in (figure.percent, figure.students))])
    title = f"Comparable districts: {population_titles()[population]}"
    about = [("School year", str(own.year)), ("Release", str(own.publication)), ("Protection", sheets[0].profile)]
    return Page(title, about=about, notes=[_NOTE], tables=[Table(title, columns, rows)])


_NOTE = "Students are rounded to the nearest 5 and percents are ranges; groups under 10 are not shown."
