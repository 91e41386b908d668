"""Since when all plans and reports a district owes of a year count as sent: it is done with the deadline then.

What counts, and from which day, is said in documents/standing.py: what was taken back or returned is not done.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from openperkins.portal.documents.standing import standing_since
from openperkins.portal.plans.owed import owed_indicators
from openperkins.portal.plans.reported import known_plans
from openperkins.schoolyear import SchoolYear

Dates = dict[str, datetime.date]


def plans_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day since when the last plan it owes counts as sent, or is waived.

    Who owes none is done on the day the figures were published that say so. Three queries.
    """
    owed = owed_indicators(codes, year)
    sent = standing_since("improvement_plan", codes, year, ("send", "waive"))
    return _days({code: (indicators, sent, day) for code, (indicators, day) in owed.items()})


def reports_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day since when the last report it owes counts as sent.

    Who has no accepted plan is done on the day last year's figures were published. Five queries.
    """
    known, sent = known_plans(codes, year), standing_since("annual_report", codes, year)
    found = {}
    for code, (_, day) in owed_indicators(codes, year).items():
        found[code] = ({indicator for indicator, _ in known.get(code, ())}, sent, day)
    return _days(found)


def plans_owed(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization owes a plan of. Two queries."""
    indicators, _ = owed_indicators([org_code], year).get(org_code, ([], None))
    return indicators


def reports_due(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization reports on. Two queries."""
    return {indicator for indicator, _ in known_plans([org_code], year).get(org_code, ())}


def _days(wanted: dict[str, tuple[Iterable[str], dict[tuple[str, str], datetime.date], datetime.date]]) -> Dates:
    """The last of the days of everything wanted; who lacks one is left out."""
    found = {}
    for code, (indicators, sent, otherwise) in wanted.items():
        days = [sent.get((code, indicator)) for indicator in indicators]
        if all(days):
            found[code] = max(days, default=otherwise)
    return found
