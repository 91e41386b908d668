"""Runs the tables of specs/deadlines.md: one row is one test."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from openperkins.deadlines.business_days import (
    add_business_days,
    answer_due,
    business_days_between,
    closed_days,
    is_business_day,
)
from openperkins.deadlines.expected import expected_schedule
from openperkins.deadlines.moments import closes_at, date_in_words, day_of, in_words, is_late
from openperkins.deadlines.reminders import Preferences, reminder_key, reminders_due
from openperkins.schoolyear import SchoolYear

SPEC = Path(__file__).parents[2] / "specs" / "deadlines.md"


def _tables() -> dict[str, list[dict[str, str]]]:
    """Heading → rows, cells as text."""
    found: dict[str, list[dict[str, str]]] = {}
    for part in re.split(r"^## ", SPEC.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
        assert rows and all(len(row) == len(rows[0]) for row in rows), f"{heading}: uneven table"
        found[heading] = [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
    return found


TABLES = _tables()


def rows(heading: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", TABLES[heading], ids=lambda case: case["why"])


def _days(text: str) -> list[date]:
    return [date.fromisoformat(day) for day in text.split()]


def test_every_table_is_run():
    assert set(TABLES) == {
        "The end of a day",
        "Days in words",
        "Holidays",
        "The answer to a request to revise the 5S1 level",
        "The calendar of a year",
        "Reminders",
    }


@rows("The end of a day")
def test_the_end_of_a_day(case):
    due = date.fromisoformat(case["due"])
    moment = datetime.fromisoformat(case["moment"]).replace(tzinfo=ZoneInfo(case["zone"]))
    assert is_late(moment, due) is (case["late"] == "yes")
    assert (day_of(moment) > due) is (case["late"] == "yes")
    assert closes_at(due).isoformat()[10:19] == "T00:00:00"


@rows("Days in words")
def test_days_in_words(case):
    today, due = date.fromisoformat(case["today"]), date.fromisoformat(case["due"])
    assert in_words((due - today).days) == case["words"]


@rows("Holidays")
def test_holidays(case, offices):
    listed = [date.fromisoformat(f"{case['year']}-{day}") for day in case["closed, Monday to Friday"].split()]
    assert [day for day in closed_days(offices, int(case["year"])) if day.weekday() < 5] == listed
    assert not any(is_business_day(day, offices) for day in listed)


@rows("The answer to a request to revise the 5S1 level")
def test_the_answer_to_a_revision(case, offices):
    received, due = date.fromisoformat(case["received"]), date.fromisoformat(case["answer due"])
    found = answer_due(received, offices)
    assert found.date == due == add_business_days(received, 10, offices)
    assert [day for day, _ in found.left_out] == _days(case["not counted"])
    assert business_days_between(received, due, offices) == 10
    assert all(date_in_words(day) in found.sentence for day in (received, due, *_days(case["not counted"])))


@rows("The calendar of a year")
def test_the_calendar_of_a_year(case, ma):
    item = {item.deadline: item for item in expected_schedule(ma, SchoolYear.parse(case["year"]))}[case["deadline"]]
    assert (item.binding.isoformat() if item.binding else "") == case["binds"]
    assert ("yes" if item.derived else "no") == case["marked expected"]
    assert item.title == case["title"]
    assert item.id == f"{case['year']}.{case['deadline']}"


@rows("Reminders")
def test_reminders(case, by_name):
    item = by_name["improvement_plans"]
    sent = {reminder_key(item, int(days)) for days in case["sent"].split()}
    done = {item.id} if case["done"] == "yes" else set()
    found = reminders_due([item], done, Preferences(), date.fromisoformat(case["today"]), sent)
    assert [str(reminder.days_before) for reminder in found] == case["sends"].split()
