"""The ruleset, its business days, and the schedule of the printed year."""

from __future__ import annotations

from functools import cache

import pytest

from openperkins.deadlines.schedule import DueItem, due_items
from openperkins.law import Ruleset, load_ruleset
from openperkins.law.calendar import BusinessDays, load_business_days
from openperkins.schoolyear import SchoolYear

Y2018 = SchoolYear.parse("2017-18")


@cache
def ruleset_of() -> Ruleset:
    return load_ruleset("perkins_iv_ma")


@cache
def printed_items() -> tuple[DueItem, ...]:
    return due_items(ruleset_of(), Y2018)


@pytest.fixture(scope="session")
def ma() -> Ruleset:
    return ruleset_of()


@pytest.fixture(scope="session")
def offices(ma: Ruleset) -> BusinessDays:
    return load_business_days(ma)


@pytest.fixture(scope="session")
def items() -> tuple[DueItem, ...]:
    return printed_items()


@pytest.fixture(scope="session")
def by_name(items: tuple[DueItem, ...]) -> dict[str, DueItem]:
    return {item.deadline: item for item in items}
