"""What the directory's tests share: today, and who assigns liaisons."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from tests.portal import factories
from tests.portal.factories import STATE


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def administrator(organizations: dict) -> Reach:
    return factories.reach_with("administrator", STATE)
