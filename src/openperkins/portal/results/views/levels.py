"""A district's performance levels, to read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import indicator_titles
from openperkins.portal.level_revisions.answers import INDICATOR
from openperkins.portal.level_revisions.granting import revised_level
from openperkins.portal.level_revisions.kind import against_beginning
from openperkins.portal.levels.overtaken import in_words, overtaken
from openperkins.portal.levels.page import document_of
from openperkins.portal.levels.queries import agreed_levels, state_levels
from openperkins.portal.results.levels import levels_of, levels_page
from openperkins.portal.results.queries import retraction_of
from openperkins.portal.results.views.downloads import as_file
from openperkins.schoolyear import SchoolYear


@district_page("see_levels")
def levels(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Per indicator the State's level, the one used, the line and the rates of the last years."""
    with_rates = request.reach.may("see_results", organization.code)
    found = levels_of(organization.code, year, with_rates=with_rates)
    context = {
        "levels": found,
        "year": year,
        "with_rates": with_rates,
        **_negotiation(organization, year),
        **_revision(request, organization, year),
        "retraction": None if found.found else retraction_of(year),
        "downloads": {
            form: reverse("levels_file", args=[organization.code, year.ends, form]) for form in ("xlsx", "csv", "pdf")
        },
    }
    return render(request, "levels/levels.html", context)


def _negotiation(organization: Organization, year: SchoolYear) -> dict[str, Any]:
    """What is agreed for the year, and where levels of it and of the next are adopted or proposed. A member shares its
    consortium's."""
    holds = organization.parent if organization.is_member else organization
    agreed = agreed_levels(year, holds.code).get(holds.code, {})
    titles = indicator_titles()
    return {
        "agreed": [(f"{one} {titles[one]}", agreed[one]) for one in titles if one in agreed],
        "negotiations": [
            (_negotiation_title(organization, one), reverse("propose_levels", args=[organization.code, one.ends]))
            for one in (year, year + 1)
            if not organization.is_member and state_levels(one)
        ],
    }


def _negotiation_title(organization: Organization, year: SchoolYear) -> str:
    document = document_of(organization, year)
    if document is None:
        return f"Adopt or propose levels of {year}: nothing is saved yet"
    return f"Negotiation of the levels of {year}: {document.status_title}"


def _revision(request: HttpRequest, organization: Organization, year: SchoolYear) -> dict[str, Any]:
    """The agreed 5S1 level when it was revised, and where another can be asked for, of the year or the next."""
    found = overtaken(organization, year)
    is_said = any(one.indicator == INDICATOR for one in found)
    context: dict[str, Any] = {
        "revised": None if is_said else revised_level(organization, year),
        "judged": in_words(year, found),
    }
    for one in (year, year + 1):
        if request.reach.may("see_level_revision", organization.code) and not against_beginning(organization, one):
            url = reverse("level_revision", args=[organization.code, one.ends])
            title = f"Ask for another 5S1 level of {one} after a loss of jobs, or see what was asked"
            return {**context, "revision_url": url, "revision_title": title}
    return context


@district_page("see_levels")
def levels_file(request: HttpRequest, organization: Organization, year: SchoolYear, form: str) -> HttpResponse:
    """The same as a file."""
    with_rates = request.reach.may("see_results", organization.code)
    found = levels_of(organization.code, year, with_rates=with_rates)
    if found.found is None and not found.years:
        raise Http404
    page = levels_page(organization.name, found, year)
    return as_file(page, f"performance levels {organization.code} {year}", form)
