"""What liaisons are told of who serves whom from when: the days the directory says, by whom it concerns."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.directory import actions
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.queries import organization_of, servings
from openperkins.portal.notices.models import Notice
from tests.portal import factories
from tests.portal.factories import BEGINS, DISTRICT, STATE

DAY = datetime.timedelta(days=1)


def liaison(name: str) -> Person:
    person = Person.objects.create_user(f"{name.lower()}@example.org", name)
    Membership.objects.create(person=person, organization_id=STATE, role="liaison", begins=BEGINS)
    return person


def words(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def told(person: Person | None = None) -> list[str]:
    found = Notice.objects.filter(person=person) if person else Notice.objects.all()
    return list(found.order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def people(organizations):
    luis, ana, bea = (liaison(name) for name in ("Luis", "Ana", "Bea"))
    factories.serve_by(luis, DISTRICT)
    return luis, ana, bea


@pytest.fixture
def assign(people):
    by, district = factories.reach_with("administrator", STATE), Organization.objects.get(pk=DISTRICT)
    return lambda who, begins: actions.assign(organization=district, liaison=who, begins=begins, by=by)


@pytest.fixture
def cover(people):
    by, district = factories.reach_with("administrator", STATE), Organization.objects.get(pk=DISTRICT)
    return lambda who, begins, ends: actions.cover(organization=district, liaison=who, begins=begins, ends=ends, by=by)


def test_a_hand_over_has_no_day_with_two(people, assign, today):
    luis, _, bea = people
    assign(bea, today + 30 * DAY)
    last = words(today + 29 * DAY)
    begins = f"Bea serves Alderbrook from {words(today + 30 * DAY)}"
    assert told(luis) == [f"Luis serves Alderbrook through {last}", begins]
    assert told(bea) == [begins]
    assert servings(organization_of(DISTRICT), today)[-1].when.endswith(f" to {last}")


def test_a_hand_over_today_is_told_as_past(people, assign, today):
    assign(people[2], today)
    assert told(people[0])[0] == f"Luis served Alderbrook through {words(today - DAY)}"


def test_a_plan_that_is_overtaken_is_told_as_that(people, assign, today):
    luis, ana, bea = people
    assign(bea, today + 30 * DAY)
    assign(ana, today + 10 * DAY)
    assert told(bea)[1:] == [f"Bea does not serve Alderbrook from {words(today + 30 * DAY)}, as was planned"]
    assert told(luis)[-2:] == [
        f"Luis serves Alderbrook through {words(today + 9 * DAY)}",
        f"Ana serves Alderbrook from {words(today + 10 * DAY)}",
    ]


def test_of_coverage_who_serves_on_its_first_day_is_told(people, assign, cover, today):
    luis, ana, bea = people
    assign(bea, today + 30 * DAY)
    Notice.objects.all().delete()
    cover(ana, today + 40 * DAY, today + 45 * DAY)
    said = f"Ana covers for Alderbrook, {words(today + 40 * DAY)} to {words(today + 44 * DAY)}"
    assert told(ana) == told(bea) == [said] and told(luis) == []
    cover(ana, today + 5 * DAY, today + 8 * DAY)
    assert len(told(luis)) == 1 and told(bea) == [said]


def test_the_district_is_told_too(people, assign, cover, today):
    director = factories.person_with("cte_director", DISTRICT)
    assign(people[2], today + 30 * DAY)
    cover(people[1], today, today + DAY)
    assert told(director) == [
        f"Bea serves Alderbrook from {words(today + 30 * DAY)}",
        f"Ana covers for Alderbrook, {words(today)} to {words(today)}",
    ]
