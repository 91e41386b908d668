"""The deadlines page: both printed dates, where each stands, and years whose dates are only expected."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from icalendar import Calendar

from openperkins.deadlines.moments import date_in_words
from openperkins.portal.rulesets.models import Adoption
from tests.portal import factories

PAGE = f"/d/{factories.DISTRICT}/2018/deadlines/"


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _words(answer) -> str:
    """Without the markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_both_printed_dates_are_shown_and_which_one_binds(at, client_of):
    at(2017, 10, 19)
    text = _text(client_of("cte_director").get(PAGE))
    assert "<li>October 13, 2017 (Workbook App. A)</li>" in text
    assert (
        "<li>October 31, 2017 (Workbook Section 4 date due, Workbook Section 4 Step 5): "
        "<strong>this date binds</strong></li>" in text
    )
    assert "The later date binds, by reading" in text
    assert "definitions/#R56" in text
    assert "October 31, 2017 (in 12 days)" in text


def test_the_other_date_binds_when_the_state_adopted_that(at, client_of):
    moment = at(2017, 10, 1)
    client = client_of("cte_director")
    steward, administrator = (
        factories.person_with("data_steward", factories.STATE),
        factories.person_with("administrator", factories.STATE),
    )
    Adoption.objects.create(
        school_year=2018,
        ruleset="perkins_iv_ma",
        changes={"deadlines.two_dates": "earlier"},
        status="adopted",
        reason="Appendix A is what districts were sent.",
        proposed_by=steward,
        adopted_by=administrator,
        adopted_at=moment,
    )
    text = _text(client.get(PAGE))
    assert "<li>October 13, 2017 (Workbook App. A): <strong>this date binds</strong></li>" in text
    assert "The earlier date binds" in text


def test_an_undated_collection_is_told_in_words(at, client_of):
    at(2017, 10, 19)
    text = _text(client_of("viewer").get(PAGE))
    assert "No date is printed: each year, as of October 1; the State&#x27;s collection schedule gives the day" in text


def test_expected_dates_are_said_to_be_expected(at, client_of):
    at(2018, 10, 19)
    text = _text(client_of("cte_director").get(f"/d/{factories.DISTRICT}/2019/deadlines/"))
    assert "Expected dates, not printed ones." in text
    assert "No calendar of 2018-19 is at hand. Each date below is that of 2017-18" in text
    assert "October 31, 2018, expected (in 12 days)" in text
    assert "<li>October 31, 2017 (Workbook Section 4 date due, Workbook Section 4 Step 5): <strong>" in text


def test_a_printed_year_is_not_said_to_be_expected(at, client_of):
    at(2017, 10, 19)
    assert "xpected" not in _text(client_of("cte_director").get(PAGE))


def test_where_each_stands(at, client_of, certified):
    at(2017, 12, 6)
    client = client_of("cte_director")
    text = _words(client.get(PAGE))
    assert "Not done the date was 6 days ago" in text
    assert "Not in this portal" not in text
    assert text.count("Allowed, not required") == 1
    assert text.count("Not yet") == 5  # the three collections of student records, plans, reports
    assert text.count("Not done") == 3  # the follow-up, levels twice
    certified("follow_up", 2016, at(2017, 12, 3, 9))
    document = factories.negotiation(factories.DISTRICT, 2018, "sent")
    factories.moved(document, "send", at(2017, 10, 20, 9))
    at(2017, 12, 6)
    text = _words(client.get(PAGE))
    assert "Done December 3, 2017 3 days after the date" in text
    assert "Done October 20, 2017" in text and text.count("Not done") == 1
    factories.moved(document, "return", at(2017, 10, 25, 9))
    factories.moved(document, "send", at(2017, 11, 2, 9))
    factories.moved(document, "agree", at(2017, 11, 3, 9))
    at(2017, 12, 6)
    text = _words(client.get(PAGE))
    # that it came back does not make the first sending late
    assert "Done October 20, 2017" in text and "Done November 3, 2017 3 days after the date" in text
    assert "Not done" not in text


@pytest.mark.parametrize(
    ("days", "words"), [(60, "the date was 60 days ago"), (61, "the date is past"), (3650, "the date is past")]
)
def test_long_after_its_date_an_item_is_only_said_to_be_past(at, client_of, days, words):
    day = datetime.date(2017, 11, 30) + datetime.timedelta(days=days)
    at(day.year, day.month, day.day)
    text = _words(client_of("cte_director").get(PAGE))
    assert f"Not done {words}" in text and ("days ago" in text) is (days <= 60)


@pytest.mark.parametrize(
    ("days", "words"), [(60, "60 days after the date"), (61, "after the date"), (3650, "after the date")]
)
def test_what_was_done_long_after_its_date_has_no_number_of_days(at, client_of, certified, days, words):
    day = datetime.date(2017, 11, 30) + datetime.timedelta(days=days)
    certified("follow_up", 2016, at(day.year, day.month, day.day, 9))
    text = _words(client_of("cte_director").get(PAGE))
    assert f"Done {date_in_words(day)} {words}" in text


@pytest.mark.parametrize(("moment", "late"), [((2017, 11, 30, 23, 59, 59), False), ((2017, 12, 1, 0, 0, 0), True)])
def test_the_last_second_of_the_day_is_in_time(at, client_of, certified, moment, late):
    certified("follow_up", 2016, at(*moment))
    at(2018, 1, 5)
    text = _text(client_of("cte_director").get(PAGE))
    assert f"Done {'December 1' if late else 'November 30'}, 2017" in text
    assert ("1 day after the date" in text) is late


@pytest.mark.parametrize(("moment", "words"), [((2017, 11, 30, 23, 59, 59), "today"), ((2017, 12, 1, 0, 0, 0), None)])
def test_the_day_ends_at_midnight_in_the_east(at, client_of, moment, words):
    at(*moment)
    text = _text(client_of("cte_director").get(PAGE))
    assert ("November 30, 2017 (today)" in text) is (words == "today")
    assert text.count("Not done") == (3 if words is None else 2)  # levels were due in October


def test_a_member_s_consortium_does_what_is_measured_together(at, client_of):
    at(2017, 10, 19)
    text = _words(client_of("cte_director", factories.MEMBER).get(f"/d/{factories.MEMBER}/2018/deadlines/"))
    assert text.count("By the consortium Northern Consortium does this for its members") == 4


@pytest.mark.parametrize(
    "role", ["viewer", "contributor", "access_administrator", "liaison", "support", "administrator"]
)
def test_everybody_who_may_see_deadlines_sees_them(at, client_of, role):
    at(2017, 10, 19)
    assert client_of(role).get(PAGE).status_code == 200


@pytest.mark.parametrize("url", [PAGE, PAGE[:-1] + ".ics", f"{PAGE}subscribe/"])
def test_who_may_not(client_of, url):
    assert client_of("system_administrator").get(url).status_code == 403
    assert client_of("cte_director", factories.OTHER).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert client_of("cte_director").put(url).status_code == 405


def test_the_link_leads_to_where_it_is_done_only_for_who_may(at, client_of):
    at(2017, 10, 19)
    assert f"/d/{factories.DISTRICT}/2016/follow-up/" in _text(client_of("cte_director").get(PAGE))
    assert "/follow-up/" not in _main(client_of("access_administrator").get(PAGE))


def _main(answer) -> str:
    return _text(answer).partition("<main")[2]


def test_queries_do_not_grow(at, client_of, certified, django_assert_max_num_queries):
    clock = at(2018, 4, 1)
    client = client_of("cte_director")
    for ends in (2015, 2016, 2017):
        certified("follow_up", ends, clock)
    client.get(PAGE)
    with django_assert_max_num_queries(27):
        client.get(PAGE)


def test_the_file_reads_back(at, client_of, certified):
    certified("follow_up", 2016, at(2017, 10, 10))
    at(2017, 10, 19)
    answer = client_of("viewer").get(PAGE[:-1] + ".ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="deadlines-2017-18-00010000.ics"' in answer["Content-Disposition"]
    calendar = Calendar.from_ical(answer.content)
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 6
    levels = events[f"2017-18.level_proposals.{factories.DISTRICT}@deadlines.openperkins"]
    assert levels["dtstart"].dt == datetime.date(2017, 10, 31)
    assert "October 13, 2017" in levels["description"]
    followed = events[f"2017-18.follow_up.{factories.DISTRICT}@deadlines.openperkins"]
    assert str(followed["summary"]).startswith("Done: ")


def test_home_names_the_next_dates(at, district, certified):
    from openperkins.portal.accounts.reach import reach_of
    from openperkins.portal.deadlines import waiting
    from openperkins.schoolyear import SchoolYear

    clock = at(2017, 11, 25)
    reach = reach_of(factories.person_with("cte_director", factories.DISTRICT), clock.date())
    rows = waiting.others(reach, district, SchoolYear(2018))
    assert [(row.title, row.when, row.urgent) for row in rows] == [
        ("Graduate follow-up of the leavers of 2015-16", "due November 30, 2017 (in 5 days)", True),
        ("Local Perkins Improvement Plans", "due February 28, 2018 (in 95 days)", False),
        ("Annual Perkins Reports", "due March 31, 2018 (in 126 days)", False),
    ]
    assert rows[0].who == "District"
    certified("follow_up", 2016, clock)
    assert len(waiting.others(reach, district, SchoolYear(2018))) == 2
    assert waiting.mine(reach, district, SchoolYear(2018)) == []
    assert waiting.processes(reach, district, SchoolYear(2018)) == []
