"""What the portal's tests share."""

from __future__ import annotations

import io
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from openperkins.portal.logs import LineFormatter
from openperkins.workflows.rights import roles
from tests.portal import factories, unordered


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a database named from outside (on_postgres.py) only what asks a database is tested: the rest is the same."""
    if os.environ.get("OPENPERKINS_DATABASE_URL"):
        without = [item for item in items if not _asks(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _asks(item)]


def _asks(item: pytest.Item) -> bool:
    wanted = {"db", "transactional_db", "django_db_reset_sequences"}
    return item.get_closest_marker("django_db") is not None or bool(wanted & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page says depends on no order a database happens to keep: PostgreSQL gives its own, SQLite the reverse."""
    if not os.environ.get("OPENPERKINS_DATABASE_URL"):
        unordered.come_the_other_way_round(monkeypatch)


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


@pytest.fixture
def own_home(settings, tmp_path: Path) -> Iterator[Path]:
    """The folder of what is kept beside the database, gone with the test."""
    home = tmp_path / "home"
    for name in ("tmp", "locks"):
        (home / name).mkdir(parents=True)
    settings.HOME = home
    settings.FILE_UPLOAD_TEMP_DIR = home / "tmp"
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """What is logged while the test runs, as it is printed."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)
