"""Since when all plans and reports a district owes of a year count as sent: it is done with the deadline then.

What counts, and from which day, is said in documents/standing.py: what was taken back or returned is not done.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from openperkins.deadlines.moments import day_of
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.standing import Place, standing_since
from openperkins.portal.plans.added import lacking
from openperkins.portal.plans.owed import accepted_before, owed_by, owed_indicators, owed_places, owed_when_taken_back
from openperkins.portal.plans.reported import known_plans, says_on_file
from openperkins.portal.results.models import Sheet
from openperkins.schoolyear import SchoolYear

Dates = dict[str, datetime.date]


def plans_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day since when the last plan it owes counts as sent, or is waived.

    Who owes none is done on the day the figures were published that say so, or with what it had sent before. Who was
    done stays so when the figures are taken back. A plan that was accepted and says nothing of a population it is owed
    for by now does not count until its revision is sent. Four queries, where nothing is owed one more, after that two.
    """
    owed = owed_places(codes, year)
    places = {code: each for code, (each, _) in owed.items()}
    wanted: dict[str, Collection[str]] = dict(places)
    sent = standing_since("improvement_plan", codes, year, ("send", "waive"))
    for place in to_revise(places, year) if sent else ():
        sent.pop(place, None)
    if without := {code for code, _ in sent} - set(owed):
        wanted |= owed_when_taken_back(without, year)
    free = _free(wanted, owed)
    accepted = accepted_before(list(free), year) if free else {}

    def asks(sheet: Sheet) -> bool:
        return bool(owed_by(sheet.cells, accepted.get(sheet.org_code, {})))

    return _days(wanted, sent, _earliest(free, year, asks))


def reports_sent(codes: Collection[str], year: SchoolYear) -> Dates:
    """Organization → the day since when the last report it owes counts as sent, whatever is published by then.

    Who has no accepted plan is done on the day last year's figures were published, or with what it had sent before.
    Five queries, where nothing is due one more.
    """
    known = known_plans(codes, year)
    wanted = {code: {indicator for indicator, _ in known.get(code, ())} for code in codes}
    free = _free(wanted, owed_indicators(codes, year))
    return _days(wanted, standing_since("annual_report", codes, year), _earliest(free, year, says_on_file))


def to_revise(owed: Mapping[str, Mapping[str, Collection[str]]], year: SchoolYear) -> list[Place]:
    """Accepted plans that have to be revised for what is `owed` by now, and are not with the State. One query."""
    return [place for place, status in lacking(owed, year).items() if status != "in_review"]


def plans_to_revise(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators whose accepted plan an organization has to revise. One query, or four where one is accepted."""
    plans = Document.objects.filter(kind="improvement_plan", organization=org_code, school_year=year.ends)
    if not plans.filter(in_force__isnull=False).exists():
        return ()
    owed = {code: places for code, (places, _) in owed_places([org_code], year).items()}
    return {indicator for _, indicator in to_revise(owed, year)}


def plans_owed(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization owes a plan of. Two queries."""
    indicators, _ = owed_indicators([org_code], year).get(org_code, ([], None))
    return indicators


def reports_due(org_code: str, year: SchoolYear) -> Collection[str]:
    """Core indicators an organization reports on. Two queries."""
    return {indicator for indicator, _ in known_plans([org_code], year).get(org_code, ())}


def _free(wanted: Mapping[str, Collection[str]], owed: Mapping[str, tuple[Iterable[str], datetime.date]]) -> Dates:
    """Of those nothing is wanted of, the day the figures in force were published that say so."""
    return {code: day for code, (_, day) in owed.items() if not wanted.get(code)}


def _earliest(free: Dates, year: SchoolYear, asks: Callable[[Sheet], bool]) -> Dates:
    """The same days, moved back to the first version of the figures since when none `asks` for anything.

    Figures published again after the date do not make late who owed nothing all along. One query at most.
    """
    found, ended = dict(free), set[str]()
    of_year = Sheet.objects.filter(org_code__in=list(free), publication__school_year=(year - 1).ends)
    before = of_year.filter(publication__published_at__isnull=False, publication__in_force=False)
    for sheet in before.select_related("publication").order_by("-publication__published_at") if free else ():
        if sheet.org_code in ended or asks(sheet):
            ended.add(sheet.org_code)
        else:
            found[sheet.org_code] = day_of(sheet.publication.published_at)
    return found


def _days(wanted: Mapping[str, Iterable[str]], sent: Mapping[Place, datetime.date], otherwise: Dates) -> Dates:
    """The last of the days of everything wanted; who lacks one is left out.

    Where nothing is wanted, the day it was done with what it had sent, or `otherwise` where that is earlier.
    """
    own: dict[str, list[datetime.date]] = defaultdict(list)
    for (code, _), day in sent.items():
        own[code].append(day)
    found = {}
    for code, indicators in wanted.items():
        days = [sent.get((code, indicator)) for indicator in indicators]
        if not days:
            days = [min(filter(None, (otherwise.get(code), max(own[code], default=None))), default=None)]
        if all(days):
            found[code] = max(days)
    return found
