"""The calendar of a school year under the readings adopted for it."""

from __future__ import annotations

import datetime
import json
from functools import lru_cache

from openperkins.deadlines.expected import expected_schedule
from openperkins.deadlines.schedule import DueItem
from openperkins.errors import OpenPerkinsError
from openperkins.law.model import Ruleset
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.rulesets.queries import adopted_for
from openperkins.schoolyear import SchoolYear

#: what a consortium does for its members, which are measured together
_TOGETHER = frozenset(
    {"level_proposals", "negotiations_complete", "all_documents_early", "improvement_plans", "annual_reports"}
)


def items_of(year: SchoolYear) -> tuple[DueItem, ...]:
    """What a school year's calendar holds, printed or expected. Empty where the rules do not hold. One query."""
    name, changes = adopted_for(year)
    return _items(name, json.dumps(changes, sort_keys=True), year.ends)


def items_and_rules(year: SchoolYear) -> tuple[tuple[DueItem, ...], Ruleset | None]:
    """The same with the ruleset of the readings adopted; None when it cannot be read (any more). One query."""
    name, changes = adopted_for(year)
    try:
        rules = ruleset_of(name, changes)
    except OpenPerkinsError:
        rules = None
    return _items(name, json.dumps(changes, sort_keys=True), year.ends), rules


def year_of_day(day: datetime.date) -> SchoolYear:
    """The school year a day lies in; it begins on July 1."""
    return SchoolYear(day.year + (day.month >= 7))


def is_of_consortium(item: DueItem, organization: Organization) -> bool:
    """Whether a member's consortium does this for it."""
    return organization.is_member and item.deadline in _TOGETHER


@lru_cache(maxsize=64)
def _items(name: str, changes: str, ends: int) -> tuple[DueItem, ...]:
    try:
        return expected_schedule(ruleset_of(name, json.loads(changes)), SchoolYear(ends))
    except OpenPerkinsError:
        return ()
