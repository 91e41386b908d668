"""When plans and reports of a year were first sent: a district is done with the deadline when all it owes was."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from openperkins.deadlines.moments import day_of
from openperkins.portal.documents.models import Move
from openperkins.portal.plans.owed import owed_indicators
from openperkins.portal.plans.reported import known_plans
from openperkins.schoolyear import SchoolYear

Dates = dict[str, datetime.date]


def plans_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day on which the last plan it owes was first sent or waived.

    Who owes none is done on the day the figures were published that say so. Three queries.
    """
    owed = owed_indicators(codes, year)
    sent = _first("improvement_plan", codes, year)
    return _days({code: (indicators, sent, day) for code, (indicators, day) in owed.items()})


def reports_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day on which the last report it owes was first sent.

    Who has no accepted plan is done on the day last year's figures were published. Five queries.
    """
    known, sent = known_plans(codes, year), _first("annual_report", codes, year)
    found = {}
    for code, (_, day) in owed_indicators(codes, year).items():
        found[code] = ({indicator for indicator, _ in known.get(code, ())}, sent, day)
    return _days(found)


def _days(wanted: dict[str, tuple[Iterable[str], dict[tuple[str, str], datetime.date], datetime.date]]) -> Dates:
    """The last of the days of everything wanted; who lacks one is left out."""
    found = {}
    for code, (indicators, sent, otherwise) in wanted.items():
        days = [sent.get((code, indicator)) for indicator in indicators]
        if all(days):
            found[code] = max(days, default=otherwise)
    return found


def _first(kind: str, codes: Collection[str], year: SchoolYear) -> dict[tuple[str, str], datetime.date]:
    """(organization, core indicator) → the day its document was first sent or waived."""
    moves = Move.objects.filter(
        document__kind=kind,
        document__organization__in=list(codes),
        document__school_year=year.ends,
        step__in=("send", "waive"),
    )
    rows = moves.order_by("-taken_at").values_list("document__organization", "document__part", "taken_at")
    return {(code, part): day_of(moment) for code, part, moment in rows}  # the earliest stays
