"""Since when all plans and reports a district owes of a year count as sent: it is done with the deadline then.

What counts, and from which day, is said in documents/standing.py: what was taken back or returned is not done.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping

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
    wanted = {code: indicators for code, (indicators, _) in owed.items()}
    return _days(wanted, standing_since("improvement_plan", codes, year, ("send", "waive")), _published_on(owed))


def reports_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day since when the last report it owes counts as sent, whatever is published by then.

    Who has no accepted plan is done on the day last year's figures were published. Five queries.
    """
    known = known_plans(codes, year)
    wanted = {code: {indicator for indicator, _ in known.get(code, ())} for code in codes}
    return _days(wanted, standing_since("annual_report", codes, year), _published_on(owed_indicators(codes, year)))


def plans_owed(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization owes a plan of. Two queries."""
    indicators, _ = owed_indicators([org_code], year).get(org_code, ([], None))
    return indicators


def reports_due(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization reports on. Two queries."""
    return {indicator for indicator, _ in known_plans([org_code], year).get(org_code, ())}


def _published_on(owed: Mapping[str, tuple[Iterable[str], datetime.date]]) -> Dates:
    return {code: day for code, (_, day) in owed.items()}


def _days(
    wanted: Mapping[str, Iterable[str]], sent: Mapping[tuple[str, str], datetime.date], otherwise: Dates
) -> Dates:
    """The last of the days of everything wanted, `otherwise` where nothing is; who lacks one is left out."""
    found = {}
    for code, indicators in wanted.items():
        days = [sent.get((code, indicator)) for indicator in indicators] or [otherwise.get(code)]
        if all(days):
            found[code] = max(days)
    return found
