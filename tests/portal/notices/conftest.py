"""What the tests of notices and mail share."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core import mail

from openperkins.portal.accounts.models import Person
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.telling import tell
from tests.portal import factories

#: noon in the East
NOON = datetime.datetime(2017, 10, 17, 16, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path: Path) -> Iterator[None]:
    """Locks and files of a test go away with it; links lead to a site."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.PORTAL_URL = "https://portal.example.org"
    yield
    shutil.rmtree(settings.HOME, ignore_errors=True)


@pytest.fixture
def director(organizations: dict) -> Person:
    return factories.person_with("cte_director", factories.DISTRICT)


@pytest.fixture
def told(director: Person) -> Callable[..., Notice]:
    """`told("submission 1 checked")`: a notice that waits, made at noon."""

    def make(key: str = "submission 1 checked", *, person: Person | None = None, **said) -> Notice:
        said = {"kind": "submission.checked", "subject": f"About {key}", "body": f"What is said of {key}.", **said}
        tell([person or director], key=key, **said)
        found = Notice.objects.filter(person=person or director, key=key)
        found.update(made_at=NOON)
        return found.get()

    return make


def after(**later: int) -> Callable[[], datetime.datetime]:
    """A clock that stands some time after noon."""
    return lambda: NOON + datetime.timedelta(**later)


def mailed() -> list[str]:
    """The subjects of what was mailed."""
    return [message.subject for message in mail.outbox]
