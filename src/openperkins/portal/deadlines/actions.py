"""The only writer of calendar feeds and of wishes."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.deadlines.feeds import hash_of, token_of
from openperkins.portal.deadlines.models import CalendarFeed, ReminderWish
from openperkins.portal.directory.models import Organization
from openperkins.portal.workflow import Refused

#: more addresses than this for one district are more than a person can keep apart
MOST_FEEDS = 10


@transaction.atomic
def subscribe(*, organization: Organization, nonce: str, by: Reach) -> str:
    """Make a calendar address and return its secret part; the same for the same form. Raises Refused."""
    if not by.may("see_deadlines", organization.code) or by.viewing is not None:
        raise PermissionDenied
    token = token_of(by.person, organization, nonce)
    known = CalendarFeed.objects.filter(token_sha256=hash_of(token)).first()
    if known is not None and known.ended_at is not None:
        raise Refused(["This calendar address was ended. Go back to the deadlines and make a new one."])
    live = CalendarFeed.objects.filter(person=by.person, organization=organization, ended_at__isnull=True)
    if known is None and live.count() >= MOST_FEEDS:
        raise Refused([f"You have {MOST_FEEDS} calendar addresses for {organization.name}. End one first."])
    if known is None:
        values = {"person": by.person, "organization": organization}
        made, is_new = CalendarFeed.objects.get_or_create(token_sha256=hash_of(token), defaults=values)
        if is_new:
            record("calendar.made", by=by.person, organization=organization, about=made)
    return token


@transaction.atomic
def end_feed(feed: CalendarFeed, *, by: Reach) -> None:
    """End a calendar address for good; nothing happens to one that ended."""
    if feed.person != by.person:
        raise PermissionDenied
    if CalendarFeed.objects.filter(pk=feed.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        record("calendar.ended", by=by.person, organization=feed.organization, about=feed)


@transaction.atomic
def save_wishes(*, days_before: Collection[int], digest: Collection[str], wants_mail: bool, by: Reach) -> None:
    """Keep how a person wants to be told."""
    values = {"days_before": list(days_before), "digest": list(digest), "wants_mail": wants_mail}
    ReminderWish.objects.update_or_create(person=by.person, defaults=values)
