"""Business days against a count by hand, and the file that says whose holidays they are."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from openperkins.deadlines.business_days import (
    add_business_days,
    answer_due,
    business_days_between,
    is_business_day,
)
from openperkins.errors import LawError, UnknownNameError
from openperkins.law import load_ruleset
from openperkins.law.calendar import list_calendars, load_business_days
from openperkins.law.loader import BUILT_IN
from openperkins.schoolyear import SchoolYear

from .conftest import ruleset_of

DAYS = st.dates(date(2008, 1, 1), date(2035, 12, 31))
OFFICES = load_business_days(ruleset_of())


def test_the_ten_days_come_from_the_workbook(offices):
    answer = offices.answers["level_revision"]
    assert (answer.business_days, answer.cites) == (10, ("workbook Section 4 Revisions",))


def test_the_file_is_no_calendar_of_a_year(ma):
    assert list_calendars(ma) == (SchoolYear.parse("2017-18"),)


def test_why_an_answer_is_due_on_its_day_is_said(offices):
    assert answer_due(date(2017, 12, 22), offices).sentence == (
        "Received December 22, 2017; the answer is due by January 9, 2018, 10 business days later (not counted: "
        "Christmas Day, December 25, 2017; New Year's Day, January 1, 2018)."
    )
    assert answer_due(date(2017, 10, 13), offices).sentence == (
        "Received October 13, 2017; the answer is due by October 27, 2017, 10 business days later."
    )


def test_what_cannot_be_counted_is_refused(offices):
    with pytest.raises(ValueError, match="-1 business days cannot be added"):
        add_business_days(date(2017, 10, 13), -1, offices)
    with pytest.raises(UnknownNameError, match=r"Did you mean level_revision\?"):
        answer_due(date(2017, 10, 13), offices, "level_revisions")


def test_no_days_later_is_the_same_day_even_a_closed_one(offices):
    assert add_business_days(date(2017, 12, 25), 0, offices) == date(2017, 12, 25)


@settings(deadline=None)
@given(DAYS, st.integers(1, 60))
def test_counting_forth_and_counting_between_agree(start, days):
    end = add_business_days(start, days, OFFICES)
    assert is_business_day(end, OFFICES)
    assert business_days_between(start, end, OFFICES) == days
    assert business_days_between(end, start, OFFICES) == -days
    assert business_days_between(start, end - timedelta(days=1), OFFICES) == days - 1


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_business_days_add_up(one, two, three):
    one, two, three = sorted((one, two, three))
    between = business_days_between(one, two, OFFICES) + business_days_between(two, three, OFFICES)
    assert between == business_days_between(one, three, OFFICES)


def _with(tmp_path, put):
    """The ruleset of a copy in which `put` changed what the file of business days holds."""
    shutil.copytree(BUILT_IN / "perkins_iv_ma", tmp_path / "perkins_iv_ma")
    path = tmp_path / "perkins_iv_ma" / "calendar" / "business_days.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    put(content["business_days"])
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return load_ruleset("perkins_iv_ma", folder=tmp_path)


@pytest.mark.parametrize(
    ("put", "says"),
    [
        (lambda given: given.update(state="MA"), "the key `state` is not known"),
        (lambda given: given.pop("country"), "has no `country`"),
        (lambda given: given.update(subdivision=25), "`subdivision` is not text"),
        (lambda given: given.update(answers=[10]), "answers: is not a mapping"),
        (lambda given: given["answers"].update(soon=3), "answers, soon: is not a mapping"),
        (lambda given: given["answers"]["level_revision"].update(business_days=0), "`0` is not a number of business"),
        (lambda given: given["answers"]["level_revision"].update(business_days=True), "`True` is not a number of"),
        (lambda given: given["answers"]["level_revision"].update(cites=[]), "has no citation"),
        (lambda given: given["answers"]["level_revision"].update(cites=["wall"]), "does not begin with a source"),
    ],
)
def test_a_file_that_is_not_sound_is_refused(put, says, tmp_path):
    with pytest.raises(LawError) as caught:
        load_business_days(_with(tmp_path, put))
    assert str(caught.value).startswith("perkins_iv_ma/calendar/business_days.yaml does not load:")
    assert says in str(caught.value)


def test_a_ruleset_without_the_file_says_what_to_add(tmp_path):
    ruleset = _with(tmp_path, lambda given: None)
    (ruleset.folder / "calendar" / "business_days.yaml").unlink()
    with pytest.raises(UnknownNameError, match=r"Add calendar/business_days\.yaml"):
        load_business_days(ruleset)
