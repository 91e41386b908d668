"""The State's list of districts: how far each is."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.directory.progress import Line, Progress, progress_of, progress_page
from openperkins.portal.results.views.downloads import as_file
from openperkins.portal.submissions.expected import year_asked, years_to_choose

_A_PAGE = 100


@state_page("see_progress")
def progress(request: HttpRequest) -> HttpResponse:
    """Districts × processes as words, narrowed by liaison, word and name."""
    found, lines = _narrowed(request)
    query = request.GET.urlencode()
    context = {
        "progress": found,
        "page": Paginator(lines, _A_PAGE).get_page(request.GET.get("page")),
        "years": years_to_choose(),
        "asked": {name: request.GET.get(name, "") for name in ("liaison", "word", "q")},
        "downloads": {
            form: reverse("progress_file", args=[form]) + (f"?{query}" if query else "") for form in ("xlsx", "csv")
        },
    }
    return render(request, "progress/list.html", context)


@state_page("see_progress")
def progress_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same, as narrowed, as a file."""
    found, lines = _narrowed(request)
    return as_file(progress_page(found, lines), f"progress {found.year}", form)


def _narrowed(request: HttpRequest) -> tuple[Progress, list[Line]]:
    found = progress_of(request.reach, year_asked(request.GET.get("year")))
    asked = {"liaison": request.GET.get("liaison", ""), "word": request.GET.get("word", "")}
    return found, found.narrowed(**asked, name=request.GET.get("q", "").strip())
