"""Figures that were replaced by a correction: they stay as they were, by the number of their version."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.results import files
from openperkins.portal.results.heat_map import heat_map
from openperkins.portal.results.links import FORMS
from openperkins.portal.results.models import Sheet
from openperkins.portal.results.queries import Published, published
from openperkins.portal.results.unit import Unit
from openperkins.portal.results.views.downloads import as_file
from openperkins.schoolyear import SchoolYear


@district_page("see_results")
def earlier_figures(request: HttpRequest, organization: Organization, year: SchoolYear, version: int) -> HttpResponse:
    """The heat map of a version that was replaced; the version in force leads to its own page."""
    unit = _unit(organization, year, version)
    if unit.publication.in_force:
        return redirect("heat_map", organization.code, year.ends)
    place = [organization.code, year.ends, version]
    return render(
        request,
        "results/earlier.html",
        {
            "unit": unit,
            "table": heat_map(unit.cells, unit.law),
            "current": published(organization.code, year),
            "downloads": [(title, reverse("earlier_figures_file", args=[*place, form])) for title, form in FORMS],
            "crumbs": [
                ("Core indicators", reverse("heat_map", args=[organization.code, year.ends])),
                (f"Version {version}", ""),
            ],
        },
    )


@district_page("see_results")
def earlier_figures_file(
    request: HttpRequest, organization: Organization, year: SchoolYear, version: int, form: str
) -> HttpResponse:
    """The same as a file, which names its version as every file does."""
    unit = _unit(organization, year, version)
    page = files.heat_map_file(unit, heat_map(unit.cells, unit.law))
    return as_file(page, f"core indicators {organization.code} {year} version {version}", form)


def _unit(organization: Organization, year: SchoolYear, version: int) -> Unit:
    """What a version says of an organization. Raises Http404 for one that was never published or was taken back."""
    sheets = Sheet.objects.select_related("publication", "publication__supersedes")
    found = sheets.filter(
        org_code=organization.code,
        publication__school_year=year.ends,
        publication__version=version,
        publication__status="published",
    ).first()
    if found is None:
        raise Http404
    return Unit(organization, Published(found), Published(found))
