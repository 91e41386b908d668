"""What the tests of deadlines, reminders and the calendar share."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.models import Submission
from tests.portal import factories


@pytest.fixture
def district(organizations: dict) -> Organization:
    return organizations[factories.DISTRICT]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime.datetime]:
    """`at(2017, 10, 19, 8)`: let Django's clock show an hour of a day in the East. Sign in after that."""

    def move(year: int, month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime.datetime:
        clock = datetime.datetime(year, month, day, hour, minute, second, tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr(timezone, "now", lambda: clock)
        return clock

    return move


@pytest.fixture
def certified(organizations: dict) -> Callable[..., Submission]:
    """`certified("follow_up", 2016, moment)`: a certified file of Alderbrook, or of another."""

    def make(
        kind: str,
        ends: int,
        moment: datetime.datetime,
        *,
        org: str = factories.DISTRICT,
        status: str = "certified",
        season: str = "",
    ) -> Submission:
        sender = factories.person_with("contributor", factories.DISTRICT)
        return Submission.objects.create(
            organization_id=org, kind=kind, school_year=ends, season=season, file_name="a.csv", suffix=".csv",
            sha256="d" * 64, bytes=10, status=status, sent_by=sender, certified_by=sender, certified_at=moment,
        )  # fmt: skip

    return make
