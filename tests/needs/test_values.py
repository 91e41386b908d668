"""Values, dates and answers people type: read exactly, or refused and never guessed."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from openperkins.needs.instrument import load_instrument
from openperkins.needs.values import answer_titles, count_of, date_of, fault_of, number_of

OURS = load_instrument()


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", "1234"), ("1,234,567.25", "1234567.25"), ("87.5%", "87.5"), (" 0 ", "0"), ("12345", "12345")],
)
def test_numbers_as_people_type_them(text, number):
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["87,5", "3,5", "1,23,456", "12,34", ",5", "1,2345", "-3", "1e3", "١٢", "", "%"])
def test_what_could_be_two_numbers_is_none(text):
    assert number_of(text) is None


def test_a_comma_for_a_point_is_told():
    assert "is not a number" in fault_of("2.irc.value.school.all", "3,5", OURS)


@pytest.mark.parametrize("question", ["3.applicants.value.school.all", "1.staff_ratio.value.school.all"])
def test_a_percent_is_no_number_of_students(question):
    assert "50% is a percent" in fault_of(question, "50%", OURS)
    assert fault_of("2.irc.value.school.all", "50%", OURS) == ""


@pytest.mark.parametrize(("text", "count"), [("1,204", 1204), ("60.0", 60), ("60%", None), ("60.5", None), ("", None)])
def test_only_a_whole_number_counts_students(text, count):
    assert count_of(OURS.metric("3.applicants"), text) == count


@pytest.mark.parametrize("text", ["2018-02-28", "2/28/2018", " 02/28/2018 "])
def test_dates_as_people_type_them(text):
    assert date_of(text) == datetime.date(2018, 2, 28)


@pytest.mark.parametrize("text", ["0018-02-28", "9999-12-31", "2018-02-30", "28.2.2018", "soon", ""])
def test_a_day_that_cannot_be_meant_is_none(text):
    assert date_of(text) is None


def test_only_a_starred_check_can_apply_or_not():
    assert list(answer_titles(OURS, starred=False)) == ["no", "planned", "yes"]
    assert fault_of("7.1.c.answer", "applies_not", OURS) == ""
    assert "none of the answers" in fault_of("7.1.a.answer", "applies_not", OURS)
