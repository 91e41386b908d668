"""A school year's deadlines as the page shows them: when, where it stands, and where each date is printed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from openperkins.deadlines.moments import date_in_words, in_words
from openperkins.deadlines.schedule import DueItem
from openperkins.law.model import Reading, Ruleset
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.deadlines.done import HERE, done_items, to_send_again
from openperkins.portal.deadlines.schedule import is_of_consortium, items_and_rules, year_of_day
from openperkins.portal.directory.models import Organization
from openperkins.schoolyear import SchoolYear

#: days past a date up to which they are counted; further back a number tells nobody anything
_COUNTED = 60
_TWO_DATES = "deadlines.two_dates"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed date with the places that print it, and whether it is the one that binds."""

    date: str
    places: str
    binds: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `date` is empty where none is printed; `word` and `look` are a status, `detail` a remark on it.

    `printed` lists all dates, and is empty unless the sources disagree; `places` is where the date is printed.
    """

    item: DueItem
    date: str
    left: str
    word: str
    look: str
    detail: str
    url: str
    printed: tuple[Printed, ...]
    places: str


@dataclass(frozen=True, slots=True)
class DeadlinesShown:
    """The page: `derivation` is a sentence when no calendar of the year is printed, `sources` their full titles.

    `two_dates` is the reading that says which of two printed dates binds, `binds` which one: "later" or "earlier".
    """

    year: SchoolYear
    rows: tuple[Row, ...]
    derivation: str
    two_dates: Reading | None
    binds: str
    sources: tuple[tuple[str, str], ...]

    @property
    def contradicted(self) -> list[Row]:
        """The lines of which more than one date is printed."""
        return [row for row in self.rows if row.printed]


def deadlines_of(organization: Organization, year: SchoolYear, reach: Reach) -> DeadlinesShown:
    """A school year's deadlines for an organization, as they stand on the reader's day."""
    items, rules = items_and_rules(year)
    done, again = done_items(items, organization), to_send_again(organization.code, year)
    rows = tuple(_row(item, organization, done.get(item.id), again.get(item.deadline, ""), reach) for item in items)
    derived = next((item for item in items if item.derived and item.printed), None)
    if rules is None:
        return DeadlinesShown(year, rows, "", None, "", ())
    two_dates = rules.parameters[_TWO_DATES]
    return DeadlinesShown(
        year,
        rows,
        _derivation(derived) if derived else "",
        rules.readings.get(two_dates.reading),
        str(two_dates.value),
        _sources(items, rules),
    )


def _derivation(item: DueItem) -> str:
    """`No calendar of 2016-17 is at hand. Each date below is that of 2017-18 in the same place …`"""
    printed = next((year_of_day(one.date) for one in item.printed), None)
    told = f"No calendar of {item.school_year} is at hand. "
    return (
        told + f"Each date below is that of {printed or 'the nearest printed year'} in the same place; it may differ."
    )


def place_in_words(place: str) -> str:
    """`Workbook App. A` for `workbook App. A`."""
    return place[:1].upper() + place[1:]


def _row(item: DueItem, organization: Organization, done: datetime.date | None, again: str, reach: Reach) -> Row:
    word, look, detail = _standing(item, organization, done, reach.day)
    here = HERE.get(item.deadline)
    may_open = here is not None and reach.may(here.action, organization.code)
    left = item.days_left(reach.day)
    return Row(
        item=item,
        date=date_in_words(item.binding) if item.binding else "",
        left=in_words(left) if left is not None and left >= 0 and done is None else "",
        word=word,
        look=look,
        detail="; ".join(filter(None, (again if may_open and done is None else "", detail))),
        url=here.link(organization.code, item.school_year) if here and may_open else "",
        printed=_printed(item) if item.contradiction else (),
        places=", ".join(place_in_words(place) for place in _places(item)),
    )


def _standing(
    item: DueItem, organization: Organization, done: datetime.date | None, today: datetime.date
) -> tuple[str, str, str]:
    """(word, look, remark) of an item today."""
    if done is not None:
        late = (done - item.binding).days if item.binding else 0
        return f"Done {date_in_words(done)}", "done", _late(late) if late > 0 else ""
    if item.kind == "may":
        return "Allowed, not required", "done", ""
    if is_of_consortium(item, organization):
        return "By the consortium", "filed", f"{organization.parent.name} does this for its members"
    if item.opens and today < item.opens:
        return f"Opens {date_in_words(item.opens)}", "blocked", ""
    if item.deadline not in HERE:
        return "Not in this portal", "filed", ""
    left = item.days_left(today)
    if left is not None and left < 0:
        return "Not done", "action", f"the date was {in_words(left)}" if -left <= _COUNTED else "the date is past"
    return "Not yet", "todo", ""


def _late(days: int) -> str:
    """How long after its date something was done: in days as long as they say something."""
    if days > _COUNTED:
        return "after the date"
    return f"{days} {'day' if days == 1 else 'days'} after the date"


def _places(item: DueItem) -> list[str]:
    """Where the date that binds is printed; for an item without a date what its words follow."""
    if not item.printed:
        return list(item.cites)
    last = item.binding if not item.derived else None
    told = [printed.place for printed in item.printed if last is None or printed.date == last]
    return list(dict.fromkeys(told))


def _printed(item: DueItem) -> tuple[Printed, ...]:
    """Every printed date, each with its places; of a year that is derived these are those of the printed year."""
    days = sorted({printed.date for printed in item.printed})
    bound = item.binding
    if item.derived and bound is not None:
        bound = next((day for day in days if (day.month, day.day) == (bound.month, bound.day)), None)
    return tuple(
        Printed(
            date_in_words(day),
            ", ".join(place_in_words(printed.place) for printed in item.printed if printed.date == day),
            day == bound,
        )
        for day in days
    )


def _sources(items: tuple[DueItem, ...], rules: Ruleset) -> tuple[tuple[str, str], ...]:
    """(name, full title) of every source the calendar cites."""
    names = dict.fromkeys(cite.split()[0] for item in items for cite in item.cites)
    return tuple((place_in_words(name), rules.sources[name].title) for name in names if name in rules.sources)
