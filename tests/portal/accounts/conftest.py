"""What the tests of people and of signing in share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.directory.models import Organization
from tests.portal import factories

PASSWORD = "a password for tests"


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    """The rate limits count in the cache."""
    cache.clear()


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def district(organizations: dict) -> Organization:
    return organizations[factories.DISTRICT]


@pytest.fixture
def state(organizations: dict) -> Organization:
    return organizations[factories.STATE]


@pytest.fixture
def keeper(organizations: dict) -> Reach:
    """The district's access administrator."""
    return factories.reach_with("access_administrator", factories.DISTRICT)


@pytest.fixture
def system(organizations: dict) -> Reach:
    """A system administrator."""
    return factories.reach_with("system_administrator", factories.STATE)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`at(day, 23, 59)`: let Django's clock show an hour and a minute of a day in the East."""

    def move(day: datetime.date, hour: int = 12, minute: int = 0) -> None:
        clock = datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr(timezone, "now", lambda: clock.astimezone(datetime.UTC))

    return move


def hold(
    person: Person, role: str, org_code: str, begins: datetime.date, ends: datetime.date | None = None
) -> Membership:
    """A role from a day to another, without asking anybody."""
    return Membership.objects.create(person=person, organization_id=org_code, role=role, begins=begins, ends=ends)


def reach(person: Person) -> Reach:
    return reach_of(person, timezone.localdate())


def token_of(mail: object) -> str:
    """The token of an invitation's mail."""
    return re.search(r"/account/invitation/([\w-]+)/", mail.body)[1]


def sign_in(client: Client, person: Person, **more: str) -> object:
    """Sign in by the page, as a person does."""
    return client.post("/account/login/", {"login": person.email, "password": PASSWORD, **more})
