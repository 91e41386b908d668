"""How a person wants to be told: as they said, or as everybody who said nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.deadlines.reminders import Preferences
from openperkins.portal.deadlines.models import ReminderWish


@dataclass(frozen=True, slots=True)
class Wishes:
    """`days_before` a date a reminder comes; `digest` the groups of notices that come in one mail a day."""

    days_before: tuple[int, ...] = (30, 14, 3)
    digest: frozenset[str] = frozenset({"deadlines"})
    wants_mail: bool = True

    @property
    def preferences(self) -> Preferences:
        return Preferences(self.days_before, "deadlines" in self.digest)


DEFAULT = Wishes()


def wishes_of(person: Any) -> Wishes:
    """A person's wishes; no query when the person was read with `reminder_wish`."""
    try:
        return said(person.reminder_wish)
    except ReminderWish.DoesNotExist:
        return DEFAULT


def said(wish: ReminderWish) -> Wishes:
    """What was saved."""
    return Wishes(tuple(wish.days_before), frozenset(wish.digest), wish.wants_mail)
