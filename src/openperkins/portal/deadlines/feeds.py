"""The private calendar address of a person for a district: it shows deadlines and whether they are met, no figures.

Whoever knows the address sees the calendar, so it holds as long as the person may see the deadlines, is active and has
not ended it. Only its hash is kept: it is shown once, when it is made.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from openperkins.deadlines.ical import calendar_feed
from openperkins.deadlines.moments import day_of
from openperkins.portal.accounts.reach import reach_of
from openperkins.portal.deadlines.done import done_items
from openperkins.portal.deadlines.models import CalendarFeed
from openperkins.portal.deadlines.schedule import items_of, year_of_day
from openperkins.portal.directory.models import Organization
from openperkins.schoolyear import SchoolYear

_ANY_TIME = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Content:
    """What a feed answers: the iCalendar file, its tag, and since when it is so."""

    file: bytes
    etag: str
    changed_at: datetime.datetime


def new_nonce() -> str:
    """What makes an address unguessable; it comes with the form, so that a form sent twice makes one address."""
    return secrets.token_urlsafe(24)


def token_of(person: Any, organization: Organization, nonce: str) -> str:
    """The secret part of the address a form makes: 64 hexadecimal digits."""
    told = f"{person.pk} {organization.code} {nonce}"
    return salted_hmac("openperkins.calendar", told, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What is kept of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def address(token: str, asked_at: str) -> str:
    """The full address; `asked_at` is the site's own as the request names it, for a deployment that does not say."""
    base = (settings.PORTAL_URL or asked_at).rstrip("/")
    return f"{base}{reverse('calendar_feed', args=[token])}"


def feed_of(token: str, now: datetime.datetime) -> CalendarFeed | None:
    """The feed of an address, None when there is none or it does not hold any more."""
    feeds = CalendarFeed.objects.filter(token_sha256=hash_of(token), ended_at__isnull=True, person__is_active=True)
    feed = feeds.select_related("person", "organization__parent").first()
    if feed is None or not reach_of(feed.person, day_of(now)).may("see_deadlines", feed.organization_id):
        return None
    return feed


def live_feeds(person: Any, organization: Organization) -> list[CalendarFeed]:
    """A person's feeds of an organization that were not ended."""
    return list(CalendarFeed.objects.filter(person=person, organization=organization, ended_at__isnull=True))


def file_of_year(organization: Organization, year: SchoolYear, now: datetime.datetime) -> bytes:
    """One school year's deadlines as an iCalendar file."""
    return _file(organization, (year,), now, f"Deadlines {year}, {organization.name}")


def content_of(feed: CalendarFeed, now: datetime.datetime) -> Content:
    """The deadlines of the last, this and the next school year. What changes them is noted as it is first seen."""
    running = year_of_day(day_of(now))
    years = (running - 1, running, running + 1)
    name = f"Deadlines, {feed.organization.name}"
    told = hashlib.sha256(_file(feed.organization, years, _ANY_TIME, name)).hexdigest()
    if feed.content_sha256 != told:
        _note_change(feed, told, now)
    file = _file(feed.organization, years, feed.changed_at, name)
    return Content(file, f'"{hashlib.sha256(file).hexdigest()[:32]}"', feed.changed_at)


def _note_change(feed: CalendarFeed, told: str, now: datetime.datetime) -> None:
    """Whole seconds, as HTTP has them, and later than before, also when the clock was put back."""
    at = now.replace(microsecond=0)
    if feed.changed_at is not None:
        at = max(at, feed.changed_at + _SECOND)
    before = CalendarFeed.objects.filter(pk=feed.pk, content_sha256=feed.content_sha256)
    before.update(content_sha256=told, changed_at=at)
    feed.refresh_from_db(fields=["content_sha256", "changed_at"])


def _file(organization: Organization, years: tuple[SchoolYear, ...], stamp: datetime.datetime, name: str) -> bytes:
    items = [item for year in years for item in items_of(year)]
    done = done_items(items, organization)
    return calendar_feed(items, name=name, scope=organization.code, stamp=stamp, done=done)
