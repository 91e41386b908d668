"""What the portal's tests share."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.test import Client

from openperkins.workflows.rights import roles
from tests.portal import factories


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a database named from outside (on_postgres.py) only what asks a database is tested: the rest is the same."""
    if os.environ.get("OPENPERKINS_DATABASE_URL"):
        without = [item for item in items if not _asks(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _asks(item)]


def _asks(item: pytest.Item) -> bool:
    wanted = {"db", "transactional_db", "django_db_reset_sequences"}
    return item.get_closest_marker("django_db") is not None or bool(wanted & set(getattr(item, "fixturenames", ())))


@pytest.fixture
def organizations(db: None) -> dict:
    """The invented organizations by code."""
    return factories.organizations()


@pytest.fixture
def client_of(organizations: dict) -> Callable[..., Client]:
    """`client_of("cte_director")`: signed in, of Alderbrook or the State; a liaison serves it and the consortium."""

    def client(role: str, org_code: str | None = None) -> Client:
        side = roles()[role].side
        person = factories.person_with(role, org_code or (factories.STATE if side == "state" else factories.DISTRICT))
        if role == "liaison" and not person.assignments.exists():
            factories.serve_by(person, factories.DISTRICT, factories.CONSORTIUM)
        return factories.signed_in(person)

    return client


@pytest.fixture
def published(organizations: dict) -> None:
    """Two published years, 2015-16 and 2016-17."""
    factories.publish(2016)
    factories.publish(2017, i2S1_female=[20, 19, "95.00", "met", "not_required"])
