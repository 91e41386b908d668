"""Reminders: for each person who is reminded of a district's deadlines, what is due of their wishes today.

A reminder is a notice whose key names the item, the date, the days before and the organization, so that running again,
after a kill or after a clock was put back, makes none a second time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse

from openperkins.deadlines.moments import day_of
from openperkins.deadlines.reminders import Reminder, reminders_due
from openperkins.deadlines.schedule import DueItem
from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.deadlines.done import done_on
from openperkins.portal.deadlines.schedule import is_of_consortium, items_of, year_of_day
from openperkins.portal.deadlines.wishes import Wishes, wishes_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.telling import tell
from openperkins.workflows.rights import reaches, roles

KIND = "deadline"
#: roles that are reminded without asking for it
DEFAULT_ROLES = ("cte_director", "superintendent", "negotiator")
#: roles of a district that are reminded when they ask for it
_ROLES = tuple(code for code, role in roles().items() if role.side == "district" and reaches("see_deadlines", [code]))


@dataclass(frozen=True, slots=True)
class _Reader:
    person: Person
    organization: Organization
    wishes: Wishes


@dataclass
class _Due:
    """One reminder of one organization, and whom it goes to."""

    reminder: Reminder
    item: DueItem
    organization: Organization
    people: list[Person] = field(default_factory=list)


def remind(now: datetime.datetime) -> int:
    """Make the reminders due on the day of `now`, Eastern time; returns how many notices that made."""
    today = day_of(now)
    running = year_of_day(today)
    readers = _readers(today)
    most = max((days for reader in readers for days in reader.wishes.days_before), default=-1)
    items = [
        item
        for year in (running, running + 1)
        for item in items_of(year)
        if item.binding is not None and 0 <= (item.binding - today).days <= most
    ]
    return sum(_tell(due) for due in _undone(_found(readers, items, today))) if items else 0


def is_reminded(reach: Reach) -> bool:
    """Whether the person is reminded without asking for it."""
    return any(role in DEFAULT_ROLES for role, _ in reach.held)


def can_be_reminded(reach: Reach) -> bool:
    """Whether a role of the person is one that is reminded when it asks for it."""
    return any(role in _ROLES for role, _ in reach.held)


def _readers(today: datetime.date) -> list[_Reader]:
    """Everybody who is reminded on a day, once for each organization. One query."""
    held = Membership.objects.on(today).filter(
        Q(role__in=DEFAULT_ROLES) | Q(role__in=_ROLES, person__reminder_wish__isnull=False),
        person__is_active=True,
        organization__kind__in=("district", "consortium"),
    )
    found = {}
    for row in held.select_related("person__reminder_wish", "organization__parent"):
        found.setdefault(
            (row.person_id, row.organization_id), _Reader(row.person, row.organization, wishes_of(row.person))
        )
    return list(found.values())


def _found(readers: list[_Reader], items: list[DueItem], today: datetime.date) -> list[_Due]:
    """The reminders that are due, as if nothing were done yet."""
    sent, by_id = _sent(items), {item.id: item for item in items}
    found: dict[tuple[str, str], _Due] = {}
    for reader in readers:
        organization = reader.organization
        own = [item for item in items if not is_of_consortium(item, organization)]
        told = sent.get((reader.person.pk, organization.code), ())
        for reminder in reminders_due(own, (), reader.wishes.preferences, today, told):
            place = (organization.code, reminder.key)
            due = found.setdefault(place, _Due(reminder, by_id[reminder.item], organization))
            due.people.append(reader.person)
    return list(found.values())


def _sent(items: list[DueItem]) -> dict[tuple[int, str], set[str]]:
    """(person, organization code) → the keys of all reminders of these items that were ever made."""
    about = Q()
    for item in items:
        about |= Q(key__startswith=f"{KIND} {item.id}/")
    found: dict[tuple[int, str], set[str]] = {}
    for person, key in Notice.objects.filter(about, kind=KIND).values_list("person_id", "key"):
        reminder, _, org_code = key.removeprefix(f"{KIND} ").rpartition(" ")
        found.setdefault((person, org_code), set()).add(reminder)
    return found


def _undone(due: Iterable[_Due]) -> list[_Due]:
    """Without those of organizations that are done. One look for each item, whatever the number of organizations."""
    by_item: dict[str, list[_Due]] = {}
    for one in due:
        by_item.setdefault(one.item.id, []).append(one)
    left = []
    for group in by_item.values():
        item = group[0].item
        done = done_on(item.deadline, {one.organization.code for one in group}, item.school_year)
        left += [one for one in group if one.organization.code not in done]
    return left


def _tell(due: _Due) -> int:
    organization = due.organization
    return tell(
        due.people,
        key=f"{KIND} {due.reminder.key} {organization.code}",
        kind=KIND,
        subject=due.reminder.subject,
        body="\n".join((f"{organization.name}:", *due.reminder.body)),
        link=reverse("deadlines", args=[organization.code, due.item.school_year.ends]),
        organization=organization,
    )
