"""The deadlines of a school year, the calendar to subscribe to, and how a person wants to be told."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from openperkins.portal.accounts.doorway import district_page, person_page, public_page
from openperkins.portal.deadlines import actions, feeds
from openperkins.portal.deadlines.forms import SubscribeForm, WishesForm
from openperkins.portal.deadlines.models import CalendarFeed
from openperkins.portal.deadlines.remind import can_be_reminded, is_reminded
from openperkins.portal.deadlines.showing import deadlines_of
from openperkins.portal.deadlines.wishes import DEFAULT, Wishes, wishes_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

_CALENDAR = "text/calendar; charset=utf-8"


@district_page("see_deadlines")
def deadlines(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """What is due when, where it stands and where it is printed."""
    return _page(request, organization, year, [])


@district_page("see_deadlines")
def deadlines_ics(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The year's deadlines as a file for a calendar."""
    response = HttpResponse(feeds.file_of_year(organization, year, timezone.now()), content_type=_CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="deadlines-{year}-{organization.code}.ics"'
    return response


@district_page("see_deadlines", post="see_deadlines")
def subscribe(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Makes a calendar address and shows it, this once; opened by itself it leads to the deadlines."""
    if request.method != "POST":
        return redirect("deadlines", organization.code, year.ends)
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _page(request, organization, year, ["Open the deadlines again and choose Subscribe there."])
    try:
        token = actions.subscribe(organization=organization, nonce=form.cleaned_data["nonce"], by=request.reach)
    except Refused as refused:
        return _page(request, organization, year, refused.reasons)
    url = feeds.address(token, request.build_absolute_uri("/"))
    context = {
        "address": url,
        "webcal": f"webcal://{url.partition('://')[2]}",
        "crumbs": _crumbs(organization, year, "Calendar address"),
        "back": reverse("deadlines", args=[organization.code, year.ends]),
    }
    return render(request, "deadlines/subscribed.html", context)


@public_page
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's calendar. An address that ended answers as one that never was."""
    now = timezone.now()
    feed = feeds.feed_of(token, now)
    if feed is None:
        raise Http404
    content = feeds.content_of(feed, now)
    response = HttpResponse(content.file, content_type=_CALENDAR)
    changed = int(content.changed_at.timestamp())
    response["ETag"], response["Last-Modified"] = content.etag, http_date(changed)
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, content.etag, changed, response)


@person_page(post=True)
def end_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then ends one of the reader's own calendar addresses."""
    own = CalendarFeed.objects.filter(person=request.reach.person).select_related("organization")
    feed = get_object_or_404(own, pk=pk)
    if feed.ended_at is None and request.method != "POST":
        return render(request, "deadlines/end_feed.html", {"feed": feed, "back": _back(request, feed)})
    actions.end_feed(feed, by=request.reach)
    messages.success(request, f"The calendar address of {feed.organization.name} has ended; calendars get it no more.")
    return redirect(_back(request, feed))


@person_page(post=True)
def reminders(request: HttpRequest) -> HttpResponse:
    """How the reader wants to be told."""
    form = WishesForm(_wishes(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.save_wishes(
            days_before=data["days_before"], digest=data["digest"], wants_mail=data["mail"] == "yes", by=request.reach
        )
        messages.success(request, "Saved. It holds from the next notice on.")
        return redirect("reminders")
    wrong = request.method == "POST"
    context = {
        "form": form,
        "page_has_errors": wrong,
        "is_reminded": is_reminded(request.reach),
        "can_be_reminded": can_be_reminded(request.reach),
        "crumbs": [("Home", reverse("home")), ("Notices", reverse("notices")), ("Reminders and mail", "")],
    }
    return render(request, "deadlines/reminders.html", context, status=422 if wrong else 200)


def _page(request: HttpRequest, organization: Organization, year: SchoolYear, against: list[str]) -> HttpResponse:
    reach = request.reach
    context = {
        "shown": deadlines_of(organization, year, reach),
        "nonce": feeds.new_nonce(),
        "feeds": feeds.live_feeds(reach.person, organization) if reach.viewing is None else [],
        "wishes": _wishes(request),
        "before": year - 1 if year.ends > 2008 else None,
        "after": year + 1,
        "today": reach.day,
        "errors": [("", reason) for reason in against],
        "page_has_errors": bool(against),
    }
    return render(request, "deadlines/deadlines.html", context, status=422 if against else 200)


def _wishes(request: HttpRequest) -> Wishes:
    """As the reader said; somebody who said nothing is reminded only in some roles."""
    wishes = wishes_of(request.reach.person)
    return wishes if wishes is not DEFAULT or is_reminded(request.reach) else replace(DEFAULT, days_before=())


def _crumbs(organization: Organization, year: SchoolYear, here: str) -> list[tuple[str, str]]:
    return [(f"Deadlines {year}", reverse("deadlines", args=[organization.code, year.ends])), (here, "")]


def _back(request: HttpRequest, feed: CalendarFeed) -> str:
    """The deadlines of the feed's district, as long as the reader may see them."""
    from openperkins.portal.pages.years import latest_year

    if request.reach.may("see_deadlines", feed.organization_id):
        return reverse("deadlines", args=[feed.organization_id, latest_year().ends])
    return reverse("home")
