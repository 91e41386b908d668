"""When a day ends, and how a day is said: the moment a date closes, days as words."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

#: A date closes when the day ends here (reliability: Eastern time, half-open, server time at request start).
EASTERN = ZoneInfo("America/New_York")

# Not from `calendar.month_name`, which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def closes_at(date: datetime.date, zone: ZoneInfo = EASTERN) -> datetime.datetime:
    """The first moment that is late for `date`: 00:00 of the next day, aware.

    The clock changes at 2:00, so that midnight is there once in every night.
    """
    after = _plain(date) + datetime.timedelta(days=1)
    return datetime.datetime(after.year, after.month, after.day, tzinfo=zone)


def is_late(moment: datetime.datetime, date: datetime.date, zone: ZoneInfo = EASTERN) -> bool:
    """Whether an aware `moment` is at or past the closing of `date`. Raises ValueError for one without a zone."""
    return _utc(moment) >= _utc(closes_at(date, zone))


def day_of(moment: datetime.datetime, zone: ZoneInfo = EASTERN) -> datetime.date:
    """The date at an aware `moment`: what is given to this room as `today`. Raises ValueError as is_late does."""
    return _utc(moment).astimezone(zone).date()


def in_words(days: int) -> str:
    """Days from today: `in 12 days`, `tomorrow`, `today`, `yesterday`, `3 days ago`."""
    near = {1: "tomorrow", 0: "today", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def date_in_words(date: datetime.date) -> str:
    """`February 28, 2018`."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def moment_in_words(moment: datetime.datetime, zone: ZoneInfo = EASTERN) -> str:
    """`February 28, 2018, 11:59 p.m.` in a time zone. Raises ValueError for a naive moment."""
    local = _utc(moment).astimezone(zone)
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{date_in_words(local.date())}, {(local.hour - 1) % 12 + 1}:{local.minute:02} {half}"


def _plain(date: datetime.date) -> datetime.date:
    """A date; a datetime is one to Python, and would bring its time of day along unseen. Raises ValueError."""
    if isinstance(date, datetime.datetime):
        raise ValueError(f"{date} is a moment; give the date")
    return date


def _utc(moment: datetime.datetime) -> datetime.datetime:
    # Two moments of one zone are compared by the hands of the clock, which show one hour twice in fall.
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone; whether it is late cannot be said")
    return moment.astimezone(datetime.UTC)
