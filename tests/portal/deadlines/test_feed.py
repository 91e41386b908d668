"""The private calendar address: made once, read without signing in, ended by its owner or with the right to it."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.audit.models import Event
from openperkins.portal.deadlines.models import CalendarFeed
from tests.portal import factories

DEADLINES = f"/d/{factories.DISTRICT}/2018/deadlines/"
SUBSCRIBE = f"{DEADLINES}subscribe/"
NONCE = "an invented nonce of a form"


@pytest.fixture
def moment(at) -> datetime.datetime:
    return at(2017, 10, 19, 8)


@pytest.fixture
def director(moment, client_of) -> Client:
    return client_of("cte_director")


def _person() -> Person:
    return factories.person_with("cte_director", factories.DISTRICT)


def _path(answer: Any) -> str:
    """The address as the page shows it, without the site."""
    return re.search(r'value="https?://[^/"]+(/calendar/[0-9a-f]{64}\.ics)"', answer.content.decode())[1]


def _subscribed(client: Client, nonce: str = NONCE) -> str:
    return _path(client.post(SUBSCRIBE, {"nonce": nonce}))


def test_two_clicks_from_home_make_an_address(director):
    page = director.get(DEADLINES).content.decode()
    nonce = re.search(r'name="nonce" value="([^"]+)"', page)[1]
    assert f'action="{SUBSCRIBE}"' in page
    answer = director.post(SUBSCRIBE, {"nonce": nonce})
    assert Client().get(_path(answer)).status_code == 200
    assert "webcal://" in answer.content.decode()


def test_the_address_is_kept_as_a_hash_and_the_event_does_not_tell_it(director):
    token = _subscribed(director).removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert token not in str(vars(feed))
    assert [(event.verb, event.organization_id) for event in Event.objects.all()] == [
        ("calendar.made", factories.DISTRICT)
    ]
    assert token not in str(Event.objects.get().details)
    assert token not in director.get(DEADLINES).content.decode()


def test_a_form_sent_twice_makes_one_address(director):
    assert _subscribed(director) == _subscribed(director)
    assert CalendarFeed.objects.count() == 1
    assert _subscribed(director, "another invented nonce") != _subscribed(director)


def test_another_person_s_form_makes_another_address(director, client_of):
    assert _subscribed(director) != _subscribed(client_of("viewer"))


def test_the_feed_holds_three_years_and_no_figures(director, published):
    answer = Client().get(_subscribed(director))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert sorted({str(event["uid"])[:7] for event in events}) == ["2016-17", "2017-18", "2018-19"]
    assert len(events) == 18
    text = answer.content.decode()
    assert "80.00" not in text
    assert "%" not in text


def test_nothing_new_is_not_sent_again(director, at, certified):
    path = _subscribed(director)
    first = Client().get(path)
    assert first["Cache-Control"] == "private, no-cache"
    assert Client().get(path, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    at(2017, 10, 25, 8)
    same = Client().get(path, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert (same.status_code, same.content) == (304, b"")
    assert Client().get(path).content == first.content
    certified("follow_up", 2016, at(2017, 10, 26, 8))
    changed = Client().get(path, HTTP_IF_NONE_MATCH=first["ETag"], HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert changed.status_code == 200
    assert b"Done: Graduate follow-up" in changed.content.replace(b"\r\n ", b"")
    assert changed["Last-Modified"] == "Thu, 26 Oct 2017 12:00:00 GMT"


def test_a_change_is_seen_also_when_the_clock_was_put_back(director, at, certified):
    path = _subscribed(director)
    at(2017, 10, 25, 8)
    first = Client().get(path)
    certified("follow_up", 2016, at(2017, 10, 24, 8))
    changed = Client().get(path, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert changed.status_code == 200
    assert changed["Last-Modified"] != first["Last-Modified"]


def test_a_new_school_year_moves_the_feed_on(director, at):
    path = _subscribed(director)
    at(2018, 7, 1, 0, 0, 0)
    uids = {str(event["uid"])[:7] for event in Calendar.from_ical(Client().get(path).content).walk("VEVENT")}
    assert sorted(uids) == ["2017-18", "2018-19", "2019-20"]


def test_it_can_be_ended_and_answers_as_one_that_never_was(director):
    path, feed = _subscribed(director), CalendarFeed.objects.get()
    end = f"/calendar/{feed.pk}/end/"
    assert end in director.get(DEADLINES).content.decode()
    assert "End this calendar address?" in director.get(end).content.decode()
    assert Client().get(path).status_code == 200
    assert director.post(end, follow=True).status_code == 200
    gone, never = Client().get(path), Client().get(f"/calendar/{'0' * 64}.ics")
    assert (gone.status_code, gone.content) == (never.status_code, never.content) == (404, never.content)
    assert end not in director.get(DEADLINES).content.decode()
    assert [event.verb for event in Event.objects.order_by("number")] == ["calendar.made", "calendar.ended"]


def test_ending_twice_ends_once(director):
    _subscribed(director)
    end = f"/calendar/{CalendarFeed.objects.get().pk}/end/"
    for _ in range(2):
        director.post(end)
    assert Event.objects.filter(verb="calendar.ended").count() == 1
    assert director.get(end).status_code == 302


def test_the_form_of_an_ended_address_does_not_bring_it_back(director):
    path = _subscribed(director)
    director.post(f"/calendar/{CalendarFeed.objects.get().pk}/end/")
    answer = director.post(SUBSCRIBE, {"nonce": NONCE})
    assert answer.status_code == 422
    assert "This calendar address was ended." in answer.content.decode()
    assert Client().get(path).status_code == 404


def test_nobody_else_can_end_it(director, client_of):
    _subscribed(director)
    end = f"/calendar/{CalendarFeed.objects.get().pk}/end/"
    other = client_of("superintendent")
    assert other.get(end).status_code == other.post(end).status_code == 404
    assert Client().post(end).status_code == 302
    assert CalendarFeed.objects.get().ended_at is None


def test_a_role_that_ends_today_ends_the_feed(director, at):
    path = _subscribed(director)
    Membership.objects.filter(person=_person()).update(ends=datetime.date(2017, 10, 20))
    at(2017, 10, 19, 23, 59, 59)
    assert Client().get(path).status_code == 200
    at(2017, 10, 20, 0, 0, 0)
    gone, never = Client().get(path), Client().get(f"/calendar/{'0' * 64}.ics")
    assert (gone.status_code, gone.content) == (404, never.content)


def test_an_account_that_is_closed_ends_the_feed(director):
    path = _subscribed(director)
    Person.objects.filter(pk=_person().pk).update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_liaison_s_feed_ends_with_the_assignment(moment, client_of, at):
    liaison = client_of("liaison")
    path = _subscribed(liaison)
    assert Client().get(path).status_code == 200
    person = factories.person_with("liaison", factories.STATE)
    person.assignments.update(ends=datetime.date(2017, 10, 20))
    at(2017, 10, 20)
    assert Client().get(path).status_code == 404


def test_nobody_collects_addresses(director):
    for number in range(10):
        director.post(SUBSCRIBE, {"nonce": f"an invented nonce, number {number}"})
    answer = director.post(SUBSCRIBE, {"nonce": "one too many, invented"})
    assert answer.status_code == 422
    assert "End one first." in answer.content.decode()
    assert "<title>Error:" in answer.content.decode()


def test_a_form_without_its_nonce_is_refused(director):
    answer = director.post(SUBSCRIBE, {"nonce": "short"})
    assert answer.status_code == 422
    assert not CalendarFeed.objects.exists()


def test_opened_by_itself_it_leads_to_the_deadlines(director):
    assert director.get(SUBSCRIBE)["Location"] == DEADLINES


@pytest.mark.parametrize(
    ("role", "org", "status"), [("system_administrator", None, 403), ("cte_director", factories.OTHER, 404)]
)
def test_who_may_not_subscribe(moment, client_of, role, org, status):
    assert client_of(role, org).post(SUBSCRIBE, {"nonce": NONCE}).status_code == status
    assert not CalendarFeed.objects.exists()


def test_the_feed_takes_only_reading(director):
    assert Client().post(_subscribed(director)).status_code == 405


@pytest.mark.parametrize("token", ["x", "a" * 63, "A" * 64, "%00", "../../etc"])
def test_what_is_no_token_is_not_found(organizations, token):
    assert Client().get(f"/calendar/{token}.ics").status_code == 404
