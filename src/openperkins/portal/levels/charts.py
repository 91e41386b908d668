"""The negotiation of a year as the Workbook's chart (Appendix C)."""

from __future__ import annotations

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import day_of
from openperkins.exports.document import LevelsChart, NegotiatedLevel
from openperkins.portal.accounts.models import Person
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.showing import NOT_SENT, is_written
from openperkins.portal.documents.telling import reviewers_of
from openperkins.portal.levels.answers import said_of
from openperkins.portal.levels.page import Negotiation
from openperkins.portal.notices.telling import holders

_HELD = "the levels agreed before hold until others are agreed"


def chart(page: Negotiation, *, drafts: bool) -> LevelsChart:
    """Appendix C as one side reads it: with `drafts` as it is typed, else as it was sent last."""
    levels = [
        NegotiatedLevel(
            f"{row.indicator} {row.title}",
            row.state or None,
            row.level_asked or None,
            row.agreed.level if row.agreed else None,
            day_of(row.agreed.agreed_at) if row.agreed else None,
        )
        for row in page.rows
    ]
    reviewers = reviewers_of(page.document) if page.document else []
    return LevelsChart(
        district=page.organization.name,
        negotiator=_negotiator(page),
        liaison=", ".join(str(person) for person in reviewers),
        year=page.year,
        performance_year=page.performance_year,
        levels=tuple(levels),
        status=_status(page),
        caution=NOT_SENT if drafts and page.document is not None and _is_draft(page.document) else "",
    )


def _status(page: Negotiation) -> str:
    """How far the negotiation is, and that agreed levels hold while they are negotiated again."""
    document = page.document
    if document is None:
        return "Nothing is proposed yet"
    is_again = document.status != "agreed" and any(row.agreed for row in page.rows)
    return f"{document.status_title}; {_HELD}" if is_again else document.status_title


def _is_draft(document: Document) -> bool:
    """Whether the chart shows levels that nobody sent: of a draft, or typed since an answer came back."""
    if not is_written(document):
        return False
    last = document.sent_as
    if document.status == "draft" or last is None:
        return True
    typed, sent = said_of(document.answers), said_of(last.answers)
    return any(typed[indicator].proposed("") != sent[indicator].proposed("") for indicator in INDICATORS)


def _negotiator(page: Negotiation) -> str:
    """Who sent the levels; before that those who may."""
    moves = page.document.moves.filter(step="send").order_by("-number") if page.document else ()
    for move in moves:
        return str(move.taken_by)
    people: list[Person] = holders(("negotiator",), [page.organization.code])
    people = people or holders(("superintendent",), [page.organization.code])
    return ", ".join(str(person) for person in people)
