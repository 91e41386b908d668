"""Home pages, the choice of organization and year, help."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import district_page, person_page, public_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.needs.explained import review_readings
from openperkins.portal.pages.standing import state_processes
from openperkins.portal.pages.waiting import district_processes, waiting_for, waiting_for_others
from openperkins.portal.pages.words import words_explained
from openperkins.portal.pages.years import latest_year
from openperkins.portal.results.definitions import reading_of
from openperkins.portal.results.queries import years_published
from openperkins.portal.results.words import default_words
from openperkins.schoolyear import SchoolYear


@person_page()
def home(request: HttpRequest) -> HttpResponse:
    """A person of one district begins there; everybody else chooses or sees what waits."""
    reach = request.reach
    if len(reach.districts) == 1 and not reach.is_state:
        (code,) = reach.districts
        if reach.may("see_deadlines", code):
            return redirect("district_home", code, latest_year().ends)
    if not reach.is_state:
        return redirect("change")
    context = {
        "waiting": waiting_for(reach),
        "processes": state_processes(reach),
        "choosable": reach.may_anywhere("see_results"),
    }
    return render(request, "pages/state_home.html", context)


@person_page()
def change(request: HttpRequest) -> HttpResponse:
    """The organizations and years the reader can choose."""
    scope = request.reach.scope("see_deadlines")
    found = Organization.objects.filter(kind__in=("district", "consortium")).select_related("parent")
    if not scope.everywhere:
        found = found.filter(code__in=scope.codes)
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(name__icontains=query) | found.filter(code__startswith=query)
    years = years_published() or [latest_year()]
    page = Paginator(found.order_by("name", "code"), 50).get_page(request.GET.get("page"))
    return render(request, "pages/change.html", {"page": page, "years": years, "query": query})


@district_page("see_deadlines")
def district_home(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """A district's year at a glance."""
    reach = request.reach
    context = {
        "waiting": waiting_for(reach, organization, year),
        "others": waiting_for_others(reach, organization, year),
        "processes": district_processes(reach, organization, year),
        "years": years_published(organization.code),
    }
    return render(request, "pages/district_home.html", context)


@public_page
def help_page(request: HttpRequest) -> HttpResponse:
    """Where help is."""
    return render(request, "pages/help.html", {"words": default_words()})


@public_page
def definitions(request: HttpRequest) -> HttpResponse:
    """The words of the field and the readings in force."""
    ruleset = ruleset_of()
    readings = [*(reading_of(id, ruleset) for id in sorted(ruleset.readings)), *review_readings()]
    return render(
        request, "pages/definitions.html", {"readings": readings, "ruleset": ruleset, "words": words_explained()}
    )


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, and whom to tell when it is not."""
    return render(request, "pages/accessibility.html")


def url_of_home(organization: Organization, year: SchoolYear) -> str:
    """The address of a district's year."""
    return reverse("district_home", args=[organization.code, year.ends])
