"""Which districts missed a level again, statewide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.law import population_titles
from openperkins.portal.pages.years import latest_year
from openperkins.portal.results.escalation import page, runs
from openperkins.portal.results.queries import years_published
from openperkins.portal.results.views.downloads import as_file
from openperkins.schoolyear import SchoolYear


@state_page("see_progress")
def years_below_page(request: HttpRequest) -> HttpResponse:
    """Years in a row below the line, by district and core indicator; the Act allows action after three."""
    year, population, least = _asked(request)
    found = [run for run in runs(request.reach, year, population) if run.years >= least]
    if form := request.GET.get("form"):
        return as_file(page(found, year, population_titles()[population]), f"years below {year}", form)
    context = {
        "found": found,
        "year": year,
        "years": years_published() or [year],
        "population": population,
        "populations": population_titles().items(),
        "least": least,
        "downloads": {form: _with(request, form) for form in ("xlsx", "csv", "pdf")},
        "crumbs": [("Districts", reverse("progress")), ("Years below the line", "")],
    }
    return render(request, "results/years_below.html", context)


def _asked(request: HttpRequest) -> tuple[SchoolYear, str, int]:
    """Year, population and the least number of years; what names none of them is the first there is."""
    known = {str(one.ends): one for one in years_published()}
    year = known.get(request.GET.get("year", ""), latest_year())
    population = request.GET.get("population", "all")
    least = request.GET.get("least", "1")
    return year, population if population in population_titles() else "all", int(least) if least in ("2", "3") else 1


def _with(request: HttpRequest, form: str) -> str:
    query = request.GET.copy()
    query["form"] = form
    return f"?{query.urlencode()}"
