"""C8: dates of the action plan; next steps at most three months out, at the ends of months and in leap years."""

from __future__ import annotations

import datetime

import pytest

from openperkins.needs.action_plan import ActionPlan, months_after
from openperkins.needs.assessment import Assessment
from openperkins.needs.instrument import load_instrument

TODAY = datetime.date(2023, 1, 31)


def plan(**answers: str) -> ActionPlan:
    return ActionPlan(Assessment(load_instrument(), {f"plan.{key}": text for key, text in answers.items()}))


def faults(**answers: str) -> list[str]:
    return [question for question, _ in plan(**answers).faults(TODAY)]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2022-11-30", "2023-02-28"),
        ("2023-11-30", "2024-02-29"),
        ("2023-11-29", "2024-02-29"),
        ("2024-02-29", "2024-05-29"),
        ("2022-12-31", "2023-03-31"),
        ("2023-01-31", "2023-04-30"),
    ],
)
def test_three_months_later(day, after):
    assert months_after(datetime.date.fromisoformat(day), 3).isoformat() == after


def test_the_last_day_counts_and_the_next_does_not():
    step = {"current": "2023-01-31", "school.1.what": "Order books"}
    assert faults(**step, **{"school.1.by": "2023-04-30"}) == []
    assert faults(**step, **{"school.1.by": "2023-05-01"}) == ["plan.school.1.by"]


def test_without_a_current_date_the_start_counts_and_without_both_nothing_does():
    late = {"dese.6.what": "Visit", "dese.6.by": "2023-12-31"}
    assert plan(start="2023-01-01", **late).latest == datetime.date(2023, 4, 1)
    assert faults(start="2023-01-01", **late) == ["plan.dese.6.by"]
    assert plan(**late).latest is None and faults(**late) == []


def test_an_end_on_the_first_day_is_told_as_what_it_is():
    day = datetime.date(2023, 1, 1)
    ((_, said),) = plan(start="2023-01-01", end="2023-01-01").faults(day)
    assert said == "The plan does not end after the day it starts. Enter a later day."


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"start": "2023-01-01", "end": "2023-01-01"}, ["plan.end"]),
        ({"current": "2023-02-01"}, ["plan.current"]),
        ({"current": "2023-01-31", "revisit": "2023-01-31"}, ["plan.revisit"]),
        ({"end": "2023-03-01", "revisit": "2023-03-02"}, ["plan.revisit"]),
        ({"school.1.who": "Leads"}, ["plan.school.1.what"]),
        # a date nobody can mean is told where it is typed, and stops nothing here
        ({"start": "9999-12-31", "school.1.what": "Visit", "school.1.by": "soon"}, []),
    ],
)
def test_dates_out_of_order_and_half_a_step(answers, wrong):
    assert faults(**answers) == wrong
