"""The feed, parsed back: all-day events, stable ids, every printed date, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from openperkins.deadlines.expected import expected_schedule
from openperkins.deadlines.ical import calendar_feed
from openperkins.schoolyear import SchoolYear

STAMP = datetime(2017, 9, 1, 12, 30, 45, 999, tzinfo=UTC)
GIVEN = {"name": "Deadlines 2017-18, Bayview; State", "scope": "02010000", "stamp": STAMP}
ELSEWHERE = f"""
import datetime, sys
from openperkins.deadlines.ical import calendar_feed
from openperkins.deadlines.schedule import due_items
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear
items = due_items(load_ruleset("perkins_iv_ma"), SchoolYear(2018))
stamp = datetime.datetime(2017, 9, 1, 12, 30, 45, tzinfo=datetime.UTC)
name, scope = {GIVEN["name"]!r}, {GIVEN["scope"]!r}
sys.stdout.buffer.write(calendar_feed(items, name=name, scope=scope, stamp=stamp, done=["2017-18.follow_up"]))
"""


@pytest.fixture(scope="module")
def feed(items):
    return calendar_feed(items, **GIVEN, done={"2017-18.follow_up"})


@pytest.fixture(scope="module")
def dated(items):
    return sorted((item for item in items if item.binding), key=lambda item: (item.binding, item.id))


@pytest.fixture(scope="module")
def events(feed):
    return {str(event["UID"]): event for event in Calendar.from_ical(feed).walk("VEVENT")}


def test_the_calendar_says_what_it_is(feed):
    read = Calendar.from_ical(feed)
    assert (str(read["PRODID"]), str(read["VERSION"])) == ("-//OpenPerkins//Deadlines//EN", "2.0")
    assert str(read["NAME"]) == GIVEN["name"]
    # text as the format writes it; the parser knows no type for it and leaves the escapes in
    assert str(read["X-WR-CALNAME"]) == r"Deadlines 2017-18\, Bayview\; State"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in feed
    assert b"X-PUBLISHED-TTL:P1D\r\n" in feed
    assert "October SIMS collection: each year, as of October 1" in str(read["DESCRIPTION"])
    assert not read.errors


def test_every_dated_item_is_one_all_day_event(dated, events):
    assert list(events) == [f"{item.id}.02010000@deadlines.openperkins" for item in dated]
    for item, event in zip(dated, events.values(), strict=True):
        assert type(event.decoded("DTSTART")) is date
        assert event.decoded("DTSTART") == item.binding
        assert event.decoded("DTEND") == item.binding + timedelta(days=1)
        assert event.decoded("DTSTAMP") == STAMP.replace(microsecond=0)
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert not event.errors


def test_there_are_no_alarms(feed):
    assert Calendar.from_ical(feed).walk("VALARM") == []


def test_every_printed_date_is_in_the_description(dated, events):
    text = str(events["2017-18.level_proposals.02010000@deadlines.openperkins"]["DESCRIPTION"])
    assert "Printed: October 13, 2017 (workbook App. A)." in text
    assert "Printed: October 31, 2017 (workbook Section 4 Step 5)." in text
    assert "the later date binds (R56)" in text
    for item, event in zip(dated, events.values(), strict=True):
        assert all(printed.place in str(event["DESCRIPTION"]) for printed in item.printed)


def test_what_is_done_says_so_and_keeps_its_id(items, events):
    done = events["2017-18.follow_up.02010000@deadlines.openperkins"]
    assert str(done["SUMMARY"]) == "Done: Graduate follow-up of the leavers of 2015-16"
    assert done.categories == ["Due", "Done"]
    before = Calendar.from_ical(calendar_feed(items, **GIVEN))
    assert [str(event["UID"]) for event in before.walk("VEVENT")] == list(events)


def test_what_is_only_allowed_says_so(events):
    event = events["2017-18.all_documents_early.02010000@deadlines.openperkins"]
    assert event.categories == ["Allowed"]
    assert "Allowed on this day, not required." in str(event["DESCRIPTION"])


def test_what_is_only_expected_is_tentative(ma):
    items = expected_schedule(ma, SchoolYear.parse("2016-17"))
    for event in Calendar.from_ical(calendar_feed(items, **GIVEN)).walk("VEVENT"):
        assert str(event["STATUS"]) == "TENTATIVE"
        assert str(event["SUMMARY"]).endswith(" (expected)")
        assert "No calendar of 2016-17 is at hand" in str(event["DESCRIPTION"])


def test_lines_are_folded_and_end_as_the_format_wants(feed):
    assert b"\n" not in feed.replace(b"\r\n", b"")
    assert max(map(len, feed.split(b"\r\n"))) <= 75


def test_the_same_arguments_give_the_same_bytes_in_any_order_and_zone(items, feed):
    east = STAMP.astimezone(timezone(timedelta(hours=-4)))
    again = calendar_feed(items[::-1], **{**GIVEN, "stamp": east}, done=["2017-18.follow_up", "nothing"])
    events = again.partition(b"BEGIN:VEVENT")[2]
    assert events == feed.partition(b"BEGIN:VEVENT")[2]
    assert calendar_feed(items, **GIVEN, done={"2017-18.follow_up"}) == feed


def test_the_same_bytes_in_another_process_on_another_clock(feed, items):
    other = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], env=other, capture_output=True, check=True)
    assert done.stdout == feed


def test_a_stamp_without_a_zone_is_refused(items):
    with pytest.raises(ValueError, match="has no time zone"):
        calendar_feed(items, name="x", scope="x", stamp=datetime(2017, 9, 1))


def test_an_empty_feed_is_still_a_calendar():
    assert Calendar.from_ical(calendar_feed((), **GIVEN)).walk("VEVENT") == []
