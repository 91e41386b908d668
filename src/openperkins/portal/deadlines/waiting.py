"""What comes next in the calendar, for a district's home."""

from __future__ import annotations

from django.urls import reverse

from openperkins.deadlines.moments import date_in_words, in_words
from openperkins.deadlines.schedule import DueItem, coming
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.deadlines.done import done_items
from openperkins.portal.deadlines.schedule import is_of_consortium, items_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear

#: a week before, a date is urgent
_URGENT = 7
_MOST = 5


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Nothing: what the reader has to do is told by the part of the portal where it is done."""
    return []


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """The next dates of the year: `District: Graduate follow-up …  due November 30, 2017 (in 12 days)`."""
    if not reach.may("see_deadlines", organization.code):
        return []
    ahead = [item for item in coming(items_of(year), reach.day) if item.binding and item.kind == "due"]
    if not ahead:
        return []
    done = done_items(ahead, organization)
    left = [item for item in ahead if item.id not in done]
    return [_row(item, organization, reach) for item in left[:_MOST]]


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """Deadlines are no process of their own."""
    return []


def _row(item: DueItem, organization: Organization, reach: Reach) -> Waiting:
    assert item.binding is not None, "only dated items come here"
    days = (item.binding - reach.day).days
    who = organization.parent.name if is_of_consortium(item, organization) else item.who[:1].upper() + item.who[1:]
    return Waiting(
        title=item.title,
        url=reverse("deadlines", args=[organization.code, item.school_year.ends]),
        when=f"{'expected ' if item.derived else ''}due {date_in_words(item.binding)} ({in_words(days)})",
        who=who,
        urgent=days <= _URGENT,
    )
