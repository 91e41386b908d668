"""The event log: what was done, by whom and when, as far as the reader reaches."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.accounts.doorway import district_page, state_page
from openperkins.portal.audit.log import faults
from openperkins.portal.audit.models import Event
from openperkins.portal.audit.queries import FilterForm, events_seen, narrowed
from openperkins.portal.audit.words import tell
from openperkins.portal.directory.models import Organization
from openperkins.portal.results.views.downloads import as_file

_A_PAGE = 50
#: lines of a file; who needs more narrows the dates
MOST_IN_A_FILE = 20_000
_MOST_FAULTS = 20
_COLUMNS = (
    Column("Number", "count"),
    Column("When"),
    Column("What"),
    Column("Who"),
    Column("Organization"),
    Column("About"),
    Column("Details"),
)


@state_page("see_events")
def state_events(request: HttpRequest) -> HttpResponse:
    """The log of every organization the reader reaches."""
    return _log(request, events_seen(request.reach), reverse("state_events_file"))


@state_page("see_events")
def state_events_file(request: HttpRequest) -> HttpResponse:
    """The same, as narrowed, as CSV."""
    return _file(request, events_seen(request.reach), "The State")


@district_page("see_events")
def events(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The log of one district."""
    found = events_seen(request.reach, organization.code)
    return _log(request, found, reverse("events_file", args=[organization.code]), organization)


@district_page("see_events")
def events_file(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The same, as narrowed, as CSV."""
    return _file(request, events_seen(request.reach, organization.code), organization.name, of_one=True)


@state_page("check_log")
def check_log(request: HttpRequest) -> HttpResponse:
    """Whether every event is as it was written: `?now=yes` reads them all."""
    found: list[str] | None = None
    if request.GET.get("now"):
        found = []
        for fault in faults():
            found.append(fault)
            if len(found) == _MOST_FAULTS:
                break
    crumbs = [("Event log", reverse("state_events")), ("Check the log", "")]
    context = {"faults": found, "events": Event.objects.count(), "checked_at": timezone.now(), "crumbs": crumbs}
    return render(request, "audit/check.html", context)


def _log(
    request: HttpRequest, found: QuerySet[Event], file: str, organization: Organization | None = None
) -> HttpResponse:
    form = FilterForm(request.GET, of_one=organization is not None)
    wrong = not form.is_valid()
    page = Paginator(narrowed(found, {} if wrong else form.cleaned_data), _A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.urlencode()
    context = {
        "form": form,
        "page": page,
        "rows": [tell(event) for event in page],
        "file": f"{file}?{query}" if query else file,
        "data_only": request.reach.scope("see_events").data_only,
        "of_one": organization is not None,
        "page_has_errors": wrong,
    }
    return render(request, "audit/log.html", context, status=422 if wrong else 200)


def _file(request: HttpRequest, found: QuerySet[Event], name: str, *, of_one: bool = False) -> HttpResponse:
    form = FilterForm(request.GET, of_one=of_one)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = [_row(event) for event in narrowed(found, asked)[:MOST_IN_A_FILE]]
    title = f"Event log of {name}"
    return as_file(Page(title, tables=[Table(title, _COLUMNS, rows)]), title, "csv")


def _row(event: Event) -> tuple[int | str, ...]:
    told = tell(event)
    when = f"{timezone.localtime(told.at):%Y-%m-%d %H:%M:%S %Z}"
    details = "; ".join(f"{name}: {value}" for name, value in told.details)
    return told.number, when, told.words, told.by, told.organization, told.about, details
