"""What is expected and what was sent: a district's list, and the State's."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from openperkins.portal.accounts.doorway import district_page, state_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.expected import expected, year_asked, years_to_choose
from openperkins.portal.submissions.links import link_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.progress import STATES, progress, standings
from openperkins.schoolyear import SchoolYear

_PER_PAGE = 50


@district_page("see_submissions")
def submissions(request: HttpRequest, organization: Organization) -> HttpResponse:
    """A district's files: the collections of a school year, then everything that was sent for it."""
    year = year_asked(request.GET.get("year"))
    context = _of(request, organization, year) | {"sending": link_of("send_files", organization.code)}
    return render(request, "submissions/list.html", context)


@state_page("see_progress")
def state_submissions(request: HttpRequest) -> HttpResponse:
    """The State's own files, and how far the districts are with each collection."""
    state = get_object_or_404(Organization, pk=settings.STATE_CODE)
    year = year_asked(request.GET.get("year"))
    found = progress(request.reach, year)
    chosen = next((one for one in found if one.collection.code == request.GET.get("collection")), None)
    asked = request.GET.get("state", "")
    context = _of(request, state, year) | {
        "may_open": request.reach.may("see_progress", settings.STATE_CODE),
        "may_send": request.reach.may("send_files", settings.STATE_CODE),
        "progress": found,
        "chosen": chosen,
        "asked": asked if asked in STATES else "",
        "states": STATES,
    }
    if chosen is not None:
        rows = [row for row in standings(request.reach, year, chosen.collection) if asked in ("", row.state)]
        context["districts"] = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "submissions/state_list.html", context)


def _of(request: HttpRequest, organization: Organization, year: SchoolYear) -> dict:
    """What both lists show of an organization."""
    sent = Submission.objects.filter(organization=organization, school_year__in=(year.ends, 0))
    rows = sent.select_related("sent_by", "certified_by")
    return {
        "of": organization,
        "year": year,
        "years": years_to_choose(),
        "expected": expected(organization, year),
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("files")),
    }
