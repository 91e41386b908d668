"""The deadlines of a school year as a district or the State sees them (R56, Workbook Appendix A)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from openperkins.deadlines.moments import date_in_words
from openperkins.law.calendar import Deadline, PrintedDate, load_calendar
from openperkins.law.model import Ruleset
from openperkins.schoolyear import SchoolYear

Kind = Literal["due", "may", "collection"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due, allowed or collected in a school year.

    `id` is `2017-18.follow_up`: year and `deadline`, the name in the calendar; one id stands for one thing for
    good. `who` acts, `to` receives `document`. `binding` is the date that holds, None where no date is printed
    and `when` says it in words. `printed` are all printed dates with their places, of the year they were printed
    for. `contradiction` is a sentence where they disagree, else empty. `opens` is the first day it can be sent,
    None where the source names none (the calendars so far name none). `derived` items are taken from another
    year's calendar, and `derivation` says so in a sentence.
    """

    id: str
    deadline: str
    school_year: SchoolYear
    title: str
    kind: Kind
    who: str
    to: str
    binding: datetime.date | None
    printed: tuple[PrintedDate, ...]
    contradiction: str
    when: str
    document: str
    note: str
    cites: tuple[str, ...]
    opens: datetime.date | None = None
    derived: bool = False
    derivation: str = ""

    def days_left(self, today: datetime.date) -> int | None:
        """Days from `today` to the binding date; negative when it is past, None where there is no date."""
        return None if self.binding is None else (self.binding - today).days


def due_items(ruleset: Ruleset, year: SchoolYear) -> tuple[DueItem, ...]:
    """What the printed calendar of a school year holds: by binding date, then the undated.

    Raises UnknownNameError for a year without a printed calendar (`expected_schedule` derives one), LawError
    when the calendar is not sound.
    """
    return tuple(_item(ruleset, year, deadline) for deadline in load_calendar(ruleset, year))


def coming(items: Iterable[DueItem], today: datetime.date) -> tuple[DueItem, ...]:
    """The items not past on `today` (one due today is not): the nearest first, then the undated as they came."""
    left = [item for item in items if item.binding is None or item.binding >= today]
    return tuple(sorted(left, key=lambda item: (item.binding is None, item.binding or datetime.date.max)))


def item_id(year: SchoolYear, deadline: str) -> str:
    """The id of an item: `2017-18.follow_up`."""
    return f"{year}.{deadline}"


def _item(ruleset: Ruleset, year: SchoolYear, deadline: Deadline) -> DueItem:
    return DueItem(
        id=item_id(year, deadline.id),
        deadline=deadline.id,
        school_year=year,
        title=deadline.title,
        kind=deadline.kind,
        who=deadline.who,
        to=deadline.to,
        binding=deadline.binding,
        printed=deadline.dates,
        contradiction=_contradiction(ruleset, deadline),
        when=deadline.when,
        document=deadline.document,
        note=deadline.note,
        cites=deadline.cites,
    )


def _contradiction(ruleset: Ruleset, deadline: Deadline) -> str:
    if not deadline.contradicted:
        return ""
    places: dict[datetime.date, list[str]] = {}
    for printed in deadline.dates:
        places.setdefault(printed.date, []).append(printed.place)
    told = [f"{date_in_words(day)} ({', '.join(places[day])})" for day in sorted(places)]
    rule = ruleset.parameters["deadlines.two_dates"]
    return f"The sources print {' and '.join(told)}; the {rule.value} date binds ({rule.reading})."
