"""Business days: neither a weekend nor a day on which the State's offices are closed, as its ruleset says.

An answer due within a number of business days of receipt (R59, Workbook Section 4 Revisions) counts from the day
after receipt: the day of the act from which a period is computed is left out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

import holidays

from openperkins.deadlines.moments import date_in_words
from openperkins.errors import UnknownNameError, nearest
from openperkins.law.calendar import BusinessDays

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """By when an answer is due: the last day, the holidays left out on the way (day, name), and a sentence."""

    date: datetime.date
    left_out: tuple[tuple[datetime.date, str], ...]
    sentence: str


def closed_days(where: BusinessDays, year: int) -> dict[datetime.date, str]:
    """The holidays of a calendar year on which offices are closed: date → name, in order; weekends apart.

    One on a Sunday closes the Monday too; one on a Saturday closes no other day.
    """
    return dict(_closed(where.country, where.subdivision, year))


def is_business_day(day: datetime.date, where: BusinessDays) -> bool:
    """Whether the State's offices are open."""
    return day.weekday() < 5 and day not in _closed(where.country, where.subdivision, day.year)


def add_business_days(start: datetime.date, days: int, where: BusinessDays) -> datetime.date:
    """The `days`-th business day after `start`, which itself does not count; `start` for 0.

    Raises ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"{days} business days cannot be added; give 0 or more")
    day = start
    while days:
        day += _DAY
        days -= is_business_day(day, where)
    return day


def business_days_between(start: datetime.date, end: datetime.date, where: BusinessDays) -> int:
    """How many business days lie after `start`, up to and with `end`; negative when `end` is before `start`.

    The inverse of `add_business_days`: from today to the last day it says how many business days are left.
    """
    if end < start:
        return -business_days_between(end, start, where)
    return sum(is_business_day(start + n * _DAY, where) for n in range(1, (end - start).days + 1))


def answer_due(received: datetime.date, where: BusinessDays, answer: str = "level_revision") -> AnswerDue:
    """By when an answer to something received is due; `level_revision` is the 5S1 revision.

    Raises UnknownNameError for an answer the ruleset does not name.
    """
    if answer not in where.answers:
        raise UnknownNameError(f"The ruleset names no answer `{answer}`.", nearest(answer, where.answers))
    days = where.answers[answer].business_days
    last = add_business_days(received, days, where)
    between = [received + n * _DAY for n in range(1, (last - received).days)]
    left_out = tuple(
        (day, _closed(where.country, where.subdivision, day.year)[day])
        for day in between
        if day.weekday() < 5 and not is_business_day(day, where)
    )
    told = f"Received {date_in_words(received)}; the answer is due by {date_in_words(last)}, {_counted(days)} later"
    if left_out:
        told += f" (not counted: {'; '.join(f'{name}, {date_in_words(day)}' for day, name in left_out)})"
    return AnswerDue(last, left_out, told + ".")


def _counted(days: int) -> str:
    return "one business day" if days == 1 else f"{days} business days"


@cache
def _closed(country: str, subdivision: str, year: int) -> dict[datetime.date, str]:
    # Only the public ones: the library's `government` days are those of the federal government.
    found = holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False)
    return {day: found[day] for day in sorted(found) if day.year == year}
