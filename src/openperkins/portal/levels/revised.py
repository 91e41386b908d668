"""A 5S1 level that was revised after it was agreed: whether it holds on when levels are agreed again, in words."""

from __future__ import annotations

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.accountability.negotiation import Floor, faults_of
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.levels.answers import said_of
from openperkins.portal.levels.page import Negotiation, Row

_NO_FLOOR = Floor(None, "")


def holds_on(document: Document, indicator: str, level: str, state: str, *, move: Move | None = None) -> bool:
    """Whether a revised level holds on when `level` is agreed, now or with a `move`: nobody spoke of it anew.

    `state` is the State's level of now: one that adopts it says the same as before, whatever it is.
    """
    agreed = document.moves.filter(step__in=("accept", "agree"), revision__isnull=False)
    earlier = agreed.filter(number__lt=move.number) if move else agreed
    last = earlier.select_related("revision").order_by("number").last()
    if last is None:
        return True
    before, _ = said_of(last.revision.answers)[indicator].agreed(state, countered=last.step == "accept")
    return before == level


def revised_words(page: Negotiation) -> str:
    """That a granted request revised a level of the district and year, and what agreeing now does to it.

    Empty where none holds.
    """
    row = next((one for one in page.rows if one.agreed and one.agreed.source == "revision"), None)
    if row is None or row.agreed is None:
        return ""
    on, whose = date_in_words(day_of(row.agreed.agreed_at)), f"{page.organization.name} in {page.year}"
    holds = f"A request was granted on {on}: the {row.indicator} level of {whose} is {row.agreed.level}%."
    return f"{holds} {_then(page.document, row, row.agreed.level)}"


def _then(document: Document | None, row: Row, revised: str) -> str:
    level = _to_agree(row) if document is not None and document.status in ("sent", "countered") else ""
    if document is None or not level:
        return f"It holds until another {row.indicator} level is agreed."
    if fraction(level) == fraction(revised):
        return "It stays so when these levels are agreed."
    if holds_on(document, row.indicator, level, row.state):
        return f"It holds on when these levels are agreed: {row.indicator} is not negotiated anew."
    return f"It holds until these levels are agreed; then {level}% replaces it."


def _to_agree(row: Row) -> str:
    """The level that would be agreed: what the State offers, else what is asked for; empty where it is none yet."""
    offered = row.said.countered
    level = offered if offered and not faults_of(offered, _NO_FLOOR) else row.level_asked
    return decimal_text(fraction(level)) if level else ""
