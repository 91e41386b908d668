"""Reminders, however the days come: in order, twice, with gaps, backwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openperkins.deadlines.expected import expected_schedule
from openperkins.deadlines.reminders import Preferences, messages, reminder_key, reminders_due
from openperkins.schoolyear import SchoolYear

from .conftest import printed_items

ITEMS = printed_items()
BINDING = {item.id: item.binding for item in ITEMS}
RUN_DAYS = st.lists(st.dates(date(2017, 8, 1), date(2018, 6, 30)), max_size=40)
WISHES = st.lists(st.integers(0, 90), max_size=5).map(lambda days: Preferences(tuple(days)))
DONE = st.sets(st.sampled_from(sorted(BINDING)))


def runs(days, preferences, done=frozenset()):
    """(today, reminders) of each run, each run knowing what the ones before sent."""
    sent: set[str] = set()
    for today in days:
        found = reminders_due(ITEMS, done, preferences, today, sent)
        yield today, found
        sent |= {reminder.key for reminder in found}


@settings(max_examples=200)
@given(RUN_DAYS, WISHES, DONE)
def test_never_twice_never_late_never_for_what_is_done(days, preferences, done):
    keys = Counter()
    for today, found in runs(days, preferences, done):
        assert max(Counter(reminder.item for reminder in found).values(), default=0) <= 1
        for reminder in found:
            assert today <= BINDING[reminder.item]
            assert (BINDING[reminder.item] - today).days <= reminder.days_before
            assert reminder.item not in done
            assert reminder.days_before in preferences.days_before
        keys.update(reminder.key for reminder in found)
    assert max(keys.values(), default=0) <= 1


@given(RUN_DAYS, WISHES)
def test_reminders_of_an_item_only_ever_come_nearer(days, preferences):
    told: dict[str, list[int]] = {}
    for _, found in runs(days, preferences):
        for reminder in found:
            told.setdefault(reminder.item, []).append(reminder.days_before)
    assert all(a > b for before in told.values() for a, b in pairwise(before))


@given(RUN_DAYS, WISHES)
def test_running_again_at_once_sends_nothing(days, preferences):
    twice = [day for day in days for _ in range(2)]
    assert all(not found for _, found in list(runs(twice, preferences))[1::2])


@given(WISHES)
def test_a_job_that_runs_every_day_sends_every_wish_on_its_day(preferences):
    every_day = [date(2017, 7, 1) + timedelta(days=n) for n in range(364)]
    got = {(r.item, r.days_before, today) for today, found in runs(every_day, preferences) for r in found}
    assert got == {
        (item.id, days, item.binding - timedelta(days=days))
        for item in ITEMS
        if item.binding and item.kind != "may"
        for days in set(preferences.days_before)
    }


@given(RUN_DAYS, st.lists(WISHES, min_size=1, max_size=4))
def test_a_change_of_wishes_brings_nothing_back(days, wishes):
    sent: set[str] = set()
    for n, today in enumerate(days):
        found = reminders_due(ITEMS, (), wishes[n % len(wishes)], today, sent)
        assert not {reminder.key for reminder in found} & sent
        sent |= {reminder.key for reminder in found}


def test_what_a_reminder_says(by_name):
    (found,) = reminders_due([by_name["level_proposals"]], (), Preferences(), date(2017, 10, 17), ())
    assert found.key == "2017-18.level_proposals/2017-10-31/14"
    assert found.subject == "Proposed Local Adjusted Performance Levels for Year 11: due in 14 days, October 31, 2017"
    assert found.body[0] == "Due by the end of October 31, 2017, Eastern time: in 14 days."
    assert any("October 13, 2017 (workbook App. A)" in line for line in found.body)


def test_a_reminder_caught_up_says_the_days_there_are(by_name):
    (found,) = reminders_due([by_name["improvement_plans"]], (), Preferences(), date(2018, 2, 27), ())
    assert (found.days_before, found.subject) == (3, "Local Perkins Improvement Plans: due tomorrow, February 28, 2018")


def test_a_date_that_is_only_expected_is_called_so(ma):
    (item,) = [i for i in expected_schedule(ma, SchoolYear.parse("2016-17")) if i.deadline == "annual_reports"]
    (found,) = reminders_due([item], (), Preferences(), date(2017, 3, 28), ())
    assert found.subject == "Annual Perkins Reports: expected due in 3 days, March 31, 2017"
    assert item.derivation in found.body


def test_what_is_not_open_yet_waits(by_name):
    item = replace(by_name["annual_reports"], opens=date(2018, 3, 10))
    assert reminders_due([item], (), Preferences(), date(2018, 3, 9), ()) == ()
    (found,) = reminders_due([item], (), Preferences(), date(2018, 3, 10), ())
    assert found.days_before == 30


def test_a_moved_date_is_reminded_of_anew(by_name):
    item = by_name["annual_reports"]
    sent = {reminder_key(item, 30), reminder_key(item, 14)}
    later = replace(item, binding=date(2018, 4, 15))
    (found,) = reminders_due([later], (), Preferences(), date(2018, 3, 20), sent)
    assert found.key == "2017-18.annual_reports/2018-04-15/30"


def test_what_is_allowed_and_what_has_no_date_is_not_reminded_of(by_name):
    quiet = [by_name["all_documents_early"], by_name["sims_october"]]
    assert reminders_due(quiet, (), Preferences((366,)), date(2017, 10, 30), ()) == ()


def test_a_digest_is_one_message_with_every_key():
    digest = Preferences(digest=True)
    found = reminders_due(ITEMS, (), digest, date(2018, 2, 28), ())
    assert [reminder.item for reminder in found] == ["2017-18.improvement_plans"]
    found = reminders_due(ITEMS, (), digest, date(2017, 10, 31), ())
    (message,) = messages(found, digest)
    assert message.keys == tuple(reminder.key for reminder in found)
    assert message.subject == "3 deadlines are coming"
    assert all(reminder.subject in message.body for reminder in found)
    assert message.body[-1] != ""
    assert messages((), digest) == ()


def test_without_a_digest_each_is_a_message_and_a_digest_of_one_is_that_one():
    found = reminders_due(ITEMS, (), Preferences(), date(2017, 10, 31), ())
    assert [message.keys for message in messages(found, Preferences())] == [(r.key,) for r in found]
    (message,) = messages(found[:1], Preferences(digest=True))
    assert message.subject == found[0].subject


@pytest.mark.parametrize("days", [-1, 367, True, 1.5, "3"])
def test_days_that_cannot_be_are_refused(days):
    with pytest.raises(ValueError, match="days before cannot be; give whole numbers from 0 to 366"):
        Preferences((days,))
