"""Which reminders are due for one reader: a function of the items, what is done, what was sent, and the day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from openperkins.deadlines.moments import date_in_words, in_words
from openperkins.deadlines.schedule import DueItem

_MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one reader wants to be reminded.

    `days_before` the binding date, 0 for the day itself, none for no reminders; `digest` puts all of a run in one
    message. Raises ValueError for days that are no whole number from 0 to 366.
    """

    days_before: tuple[int, ...] = (30, 14, 3)
    digest: bool = False

    def __post_init__(self) -> None:
        for days in self.days_before:
            if type(days) is not int or not 0 <= days <= _MOST_DAYS:
                raise ValueError(f"{days!r} days before cannot be; give whole numbers from 0 to {_MOST_DAYS}")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one item. `key` is what to keep as sent; `days_before` the preference it answers."""

    key: str
    item: str
    days_before: int
    subject: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What is written in one e-mail. After sending, every one of `keys` is kept as sent."""

    keys: tuple[str, ...]
    subject: str
    body: tuple[str, ...]


def reminders_due(
    items: Iterable[DueItem],
    done: Collection[str],
    preferences: Preferences,
    today: datetime.date,
    sent: Collection[str],
) -> tuple[Reminder, ...]:
    """The reminders to send to one reader on `today`: at most one of each item, by binding date.

    `done` are ids of items, `sent` the keys of everything this reader was ever sent. Nothing is sent twice, after
    the binding date, before the item opens, or of what is only allowed. When days were skipped, the nearest of the
    reminders missed is sent and the others never; a nearer one once sent, no farther one follows, also when the
    clock jumps back. A date that is moved is a new thing to be reminded of.
    """
    wanted = [item for item in items if item.kind != "may" and item.id not in done]
    found = [(item, days) for item in wanted if (days := _due(item, preferences, today, sent)) is not None]
    found.sort(key=lambda pair: (pair[0].binding, pair[0].id))
    return tuple(_reminder(item, days, today) for item, days in found)


def messages(reminders: Iterable[Reminder], preferences: Preferences) -> tuple[Message, ...]:
    """The reminders of one run as e-mails: one each, or all in one where the reader wants a digest."""
    reminders = tuple(reminders)
    if not preferences.digest or len(reminders) < 2:
        return tuple(Message((one.key,), one.subject, one.body) for one in reminders)
    parts = [(one.subject, *one.body, "") for one in reminders]
    body = tuple(line for part in parts for line in part)[:-1]
    return (Message(tuple(one.key for one in reminders), f"{len(reminders)} deadlines are coming", body),)


def reminder_key(item: DueItem, days_before: int) -> str:
    """`2017-18.follow_up/2017-11-30/14`: the item, the date reminded of, and how many days before."""
    return f"{_about(item)}{days_before}"


def _about(item: DueItem) -> str:
    return f"{item.id}/{item.binding}/"


def _due(item: DueItem, preferences: Preferences, today: datetime.date, sent: Collection[str]) -> int | None:
    """The days before of the reminder that is due today, None for none."""
    left = item.days_left(today)
    if left is None or left < 0 or (item.opens and today < item.opens):
        return None
    nearest = min((days for days in preferences.days_before if days >= left), default=None)
    about = _about(item)
    already = [int(key.removeprefix(about)) for key in sent if key.startswith(about)]
    if nearest is None or any(days <= nearest for days in already):
        return None
    return nearest


def _reminder(item: DueItem, days_before: int, today: datetime.date) -> Reminder:
    assert item.binding is not None, "an item without a date is not reminded of"
    date, left = date_in_words(item.binding), in_words((item.binding - today).days)
    body = [
        f"Due by the end of {date}, Eastern time: {left}.",
        f"From: {item.who}. To: {item.to}.",
        f"What: {item.document}.",
        *(line for line in (item.contradiction, item.derivation, item.note) if line),
    ]
    expected = "expected " if item.derived else ""
    return Reminder(
        key=reminder_key(item, days_before),
        item=item.id,
        days_before=days_before,
        subject=f"{item.title}: {expected}due {left}, {date}",
        body=tuple(body),
    )
