"""What is expected in a school year whose calendar is not printed: the nearest one moved, and marked so."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from openperkins.deadlines.schedule import DueItem, due_items, item_id
from openperkins.law.calendar import list_calendars
from openperkins.law.model import Ruleset
from openperkins.schoolyear import SchoolYear

_SCHOOL_YEAR = re.compile(r"\b\d{4}-\d{2}\b")
_PERFORMANCE_YEAR = re.compile(r"\bYear (\d+)\b")
_CALENDAR_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def expected_schedule(ruleset: Ruleset, year: SchoolYear) -> tuple[DueItem, ...]:
    """The printed calendar of a school year; where none is at hand, the nearest one's dates in the same places.

    Every item taken from another year is `derived` and its `derivation` names that year. Of two calendars
    equally near, the earlier is taken. February 29 becomes February 28 in a year that has none. Empty when no
    year has a calendar. Raises UnknownNameError for a year the rules do not hold for.
    """
    ruleset.check_year(year)
    years = list_calendars(ruleset)
    if year in years:
        return due_items(ruleset, year)
    if not years:
        return ()
    near = min(years, key=lambda known: (abs(known.ends - year.ends), known))
    return tuple(_moved(item, year) for item in due_items(ruleset, near))


def moved_date(date: datetime.date, years: int) -> datetime.date:
    """The same day of another year; February 28 for a February 29 that is not there."""
    try:
        return date.replace(year=date.year + years)
    except ValueError:
        return date.replace(year=date.year + years, day=28)


def _moved(item: DueItem, year: SchoolYear) -> DueItem:
    source, by = item.school_year, year.ends - item.school_year.ends
    same = "this is the date of" if item.binding else "this is what is said for"
    return replace(
        item,
        id=item_id(year, item.deadline),
        school_year=year,
        title=_years_moved(item.title, by),
        document=_years_moved(item.document, by),
        binding=item.binding and moved_date(item.binding, by),
        opens=item.opens and moved_date(item.opens, by),
        # A note that names a year speaks of the printed calendar and would mislead here.
        note="" if _CALENDAR_YEAR.search(item.note) else item.note,
        derived=True,
        derivation=f"No calendar of {year} is at hand; {same} {source} in the same place.",
    )


def _years_moved(text: str, by: int) -> str:
    """The text with the school years and Performance Years it names moved along."""
    text = _SCHOOL_YEAR.sub(lambda found: str(SchoolYear.parse(found[0]) + by), text)
    return _PERFORMANCE_YEAR.sub(lambda found: f"Year {int(found[1]) + by}", text)
