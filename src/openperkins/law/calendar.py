"""Deadlines of a school year, as data per year with the place each date is printed in (R56); business days."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from openperkins.errors import UnknownNameError
from openperkins.law.faults import Faults
from openperkins.law.model import Ruleset
from openperkins.law.strict_yaml import read_yaml
from openperkins.schoolyear import SchoolYear

_TOP = {"school_year", "deadlines"}
_DEADLINE = {"title", "kind", "who", "to", "dates", "when", "document", "note", "cites"}
_DATE = {"date", "place"}
_KINDS = ("due", "may", "collection")
_BUSINESS_DAYS = {"country", "subdivision", "answers"}
_ANSWER = {"business_days", "says", "cites"}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date and the place of the source that prints it."""

    date: datetime.date
    place: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing a school year's calendar holds.

    `dates` are all the printed ones; `binding` is the one that holds (R56), None where none is printed and
    `when` says it in words. `kind` is due, may (allowed only) or collection. `who` acts, `to` receives.
    """

    id: str
    title: str
    kind: Literal["due", "may", "collection"]
    who: str
    to: str
    dates: tuple[PrintedDate, ...]
    binding: datetime.date | None
    when: str
    document: str
    note: str
    cites: tuple[str, ...]

    @property
    def contradicted(self) -> bool:
        """Whether the sources print more than one date."""
        return len({printed.date for printed in self.dates}) > 1


@dataclass(frozen=True, slots=True)
class Answer:
    """How long an answer may take: `business_days` after receipt, in one sentence, with its citations."""

    business_days: int
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Whose holidays close the State's offices (ISO 3166 `country` and `subdivision`), and answers by name."""

    country: str
    subdivision: str
    answers: dict[str, Answer]


def list_calendars(ruleset: Ruleset) -> tuple[SchoolYear, ...]:
    """The school years that have a calendar, in order."""
    return tuple(sorted(SchoolYear.parse(path.stem) for path in _folder(ruleset).glob("[0-9]*.yaml")))


def load_calendar(ruleset: Ruleset, year: SchoolYear) -> tuple[Deadline, ...]:
    """The deadlines of a school year: dated ones by binding date, then the undated ones, in file order.

    Raises UnknownNameError naming the nearest year that has a calendar, LawError when the file is not sound.
    """
    ruleset.check_year(year)
    years = list_calendars(ruleset)
    if year not in years:
        near = min(years, key=lambda y: (abs(y.ends - year.ends), y), default=None)
        raise UnknownNameError(
            f"There is no calendar for {year}.", f"The nearest is {near}." if near else "No year has one."
        )
    reader = _Reader(ruleset, year)
    deadlines = reader.deadlines(read_yaml(_folder(ruleset) / f"{year}.yaml"))
    reader.refuse(f"{ruleset.name}/calendar/{year}.yaml")
    return tuple(sorted(deadlines, key=lambda d: (d.binding is None, d.binding or datetime.date.max)))


def load_business_days(ruleset: Ruleset) -> BusinessDays:
    """What `calendar/business_days.yaml` of a ruleset holds.

    Raises UnknownNameError when the ruleset has none, LawError when the file is not sound.
    """
    path = _folder(ruleset) / "business_days.yaml"
    if not path.is_file():
        raise UnknownNameError(
            f"The ruleset {ruleset.name} does not say which days are business days.",
            "Add calendar/business_days.yaml to it.",
        )
    reader = _BusinessDaysReader(ruleset)
    found = reader.business_days(read_yaml(path))
    reader.refuse(f"{ruleset.name}/calendar/business_days.yaml")
    return found


def _folder(ruleset: Ruleset) -> Path:
    return ruleset.folder / "calendar"


class _Reader(Faults):
    """Reads the deadlines of one file; what is wrong is collected."""

    def __init__(self, ruleset: Ruleset, year: SchoolYear) -> None:
        super().__init__()
        self.sources: Collection[str] = ruleset.sources
        self.year = year
        self.binds = max if ruleset.law.deadlines.two_dates == "later" else min

    def deadlines(self, given: Any) -> list[Deadline]:
        top = self.keys("the top level", given, _TOP)
        if not top:
            return []
        if top["school_year"] != str(self.year):
            self.fault(
                "the top level",
                f"the school year is `{top['school_year']}`, the file's name says {self.year}",
            )
        if not isinstance(top["deadlines"], dict):
            self.fault("deadlines", "is not a mapping of keys to values")
            return []
        return [d for id, entry in top["deadlines"].items() if (d := self.deadline(str(id), entry))]

    def deadline(self, id: str, given: Any) -> Deadline | None:
        place = f"deadlines, {id}"
        entry = self.keys(place, given, _DEADLINE)
        if not entry:
            return None
        if entry["kind"] not in _KINDS:
            self.fault(place, f"the kind `{entry['kind']}` is none of {', '.join(_KINDS)}")
        dates = self.dates(place, entry["dates"])
        if not dates and not entry["when"]:
            self.fault(place, "has neither a date nor words that say when")
        return Deadline(
            id=id,
            title=self.text(place, "title", entry["title"]),
            kind=entry["kind"],
            who=self.text(place, "who", entry["who"]),
            to=self.text(place, "to", entry["to"]),
            dates=dates,
            binding=self.binds(printed.date for printed in dates) if dates else None,
            when=self.may_be_empty(place, "when", entry["when"]),
            document=self.text(place, "document", entry["document"]),
            note=self.may_be_empty(place, "note", entry["note"]),
            cites=self.cites(place, entry["cites"], self.sources),
        )

    def may_be_empty(self, place: str, key: str, value: Any) -> str:
        return "" if value == "" else self.text(place, key, value)

    def dates(self, place: str, given: Any) -> tuple[PrintedDate, ...]:
        if not isinstance(given, list):
            self.fault(place, "`dates` is not a list")
            return ()
        return tuple(printed for entry in given if (printed := self.printed(place, entry)))

    def printed(self, place: str, given: Any) -> PrintedDate | None:
        entry = self.keys(place, given, _DATE)
        if not entry:
            return None
        day = entry["date"]
        if type(day) is not datetime.date:
            self.fault(place, f"`{day}` is not a date such as 2017-10-13")
            return None
        if not datetime.date(self.year.october, 7, 1) <= day <= datetime.date(self.year.ends, 6, 30):
            self.fault(place, f"{day} is not in the school year {self.year}")
        self.cites(place, [entry["place"]], self.sources)
        return PrintedDate(day, str(entry["place"]))


class _BusinessDaysReader(Faults):
    """Reads the days the State's offices are closed; what is wrong is collected."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__()
        self.sources: Collection[str] = ruleset.sources

    def business_days(self, given: Any) -> BusinessDays:
        entry = self.keys("the top level", given, {"business_days"}).get("business_days", {})
        entry = self.keys("business_days", entry, _BUSINESS_DAYS)
        if not entry:
            return BusinessDays("", "", {})
        answers = entry["answers"]
        if not isinstance(answers, dict):
            self.fault("business_days, answers", "is not a mapping of keys to values")
            answers = {}
        return BusinessDays(
            country=self.text("business_days", "country", entry["country"]),
            subdivision=self.text("business_days", "subdivision", entry["subdivision"]),
            answers={str(name): self.answer(str(name), answer) for name, answer in answers.items()},
        )

    def answer(self, name: str, given: Any) -> Answer:
        place = f"business_days, answers, {name}"
        entry = self.keys(place, given, _ANSWER)
        if not entry:
            return Answer(0, "", ())
        days = entry["business_days"]
        if type(days) is not int or days < 1:
            self.fault(place, f"`{days}` is not a number of business days, 1 or more")
        return Answer(
            business_days=days,
            says=self.text(place, "says", entry["says"]),
            cites=self.cites(place, entry["cites"], self.sources),
        )
