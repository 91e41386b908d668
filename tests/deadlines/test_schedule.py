"""The schedule: sentences on contradictions and on dates moved from another year, what is coming, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.deadlines.expected import expected_schedule, moved_date
from openperkins.deadlines.moments import closes_at, day_of, is_late
from openperkins.deadlines.schedule import coming, due_items
from openperkins.errors import UnknownNameError
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear

Y2017 = SchoolYear.parse("2016-17")
Y2018 = SchoolYear.parse("2017-18")
ZONE = ZoneInfo("America/New_York")


def test_ids_are_those_of_the_year_and_the_calendar(items):
    assert items[0].id == "2017-18.level_proposals"
    assert len({item.id for item in items}) == len(items) == 9


def test_both_printed_dates_and_why_one_binds_are_said(by_name):
    assert by_name["level_proposals"].contradiction == (
        "The sources print October 13, 2017 (workbook App. A) and October 31, 2017 (workbook Section 4 date due, "
        "workbook Section 4 Step 5); the later date binds (R56)."
    )
    assert [item.deadline for item in by_name.values() if item.contradiction] == ["level_proposals"]


def test_the_sentence_follows_the_reading_in_force():
    earlier = load_ruleset("perkins_iv_ma", {"deadlines.two_dates": "earlier"})
    item = {item.deadline: item for item in due_items(earlier, Y2018)}["level_proposals"]
    assert item.binding == date(2017, 10, 13)
    assert item.contradiction.endswith("the earlier date binds (R56).")


def test_nothing_printed_is_marked_expected(items):
    assert not any(item.derived or item.derivation for item in items)


def test_a_year_that_is_not_printed_is_not_made_up(ma):
    with pytest.raises(UnknownNameError, match=r"There is no calendar for 2016-17\. The nearest is 2017-18"):
        due_items(ma, Y2017)


def test_the_printed_year_is_expected_as_printed(ma, items):
    assert expected_schedule(ma, Y2018) == items


def test_every_item_moved_from_another_year_says_so(ma, items):
    moved = expected_schedule(ma, Y2017)
    assert len(moved) == len(items)
    assert all(item.derived for item in moved)
    assert {item.derivation for item in moved if item.binding} == {
        "No calendar of 2016-17 is at hand; this is the date of 2017-18 in the same place."
    }
    assert {item.derivation for item in moved if not item.binding} == {
        "No calendar of 2016-17 is at hand; this is what is said for 2017-18 in the same place."
    }


def test_printed_dates_stay_those_of_the_year_they_were_printed_for(ma, items):
    assert [item.printed for item in expected_schedule(ma, Y2017)] == [item.printed for item in items]


def test_no_text_of_a_moved_item_names_the_printed_year(ma):
    for item in expected_schedule(ma, SchoolYear.parse("2030-31")):
        assert not any("201" in text or "Year 11" in text for text in (item.title, item.document, item.note))


def test_a_year_before_the_rules_has_no_schedule(ma):
    with pytest.raises(UnknownNameError, match="Its first school year is 2007-08"):
        expected_schedule(ma, SchoolYear.parse("2006-07"))


@given(st.dates(date(1904, 1, 1), date(2090, 12, 31)), st.integers(-4, 8))
def test_a_moved_date_is_the_same_day_but_for_a_leap_day(day, years):
    moved = moved_date(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)


def test_what_is_due_today_is_still_coming(items):
    on_the_day = coming(items, date(2018, 2, 28))
    assert [item.deadline for item in on_the_day][:2] == ["improvement_plans", "annual_reports"]
    assert coming(items, date(2018, 3, 1))[0].deadline == "annual_reports"
    assert [item.kind for item in coming(items, date(2018, 6, 30))] == ["collection"] * 3


def test_days_left(by_name):
    assert by_name["improvement_plans"].days_left(date(2018, 2, 16)) == 12
    assert by_name["improvement_plans"].days_left(date(2018, 3, 1)) == -1
    assert by_name["sims_march"].days_left(date(2018, 3, 1)) is None


def test_a_moment_without_a_zone_and_a_date_with_a_time_are_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        is_late(datetime(2018, 3, 1), date(2018, 2, 28))
    with pytest.raises(ValueError, match="is a moment; give the date"):
        closes_at(datetime(2018, 2, 28, 17, tzinfo=UTC))


@given(st.datetimes(datetime(2007, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_a_day_is_late_once_the_next_has_begun_and_never_late_before(moment):
    today = day_of(moment)
    assert not is_late(moment, today)
    assert is_late(moment, date.fromordinal(today.toordinal() - 1))
    assert closes_at(today).astimezone(ZONE).date().toordinal() == today.toordinal() + 1
