"""A request and its decision as a letter."""

from __future__ import annotations

from django.utils import timezone

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.exports.document import RegionTested, RevisionLetter
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.attaching import shown_with
from openperkins.portal.level_revisions.decided import decided
from openperkins.portal.level_revisions.page import RequestPage, Tested

_OPEN = "Not decided yet"


def letter(page: RequestPage, reach: Reach) -> RevisionLetter:
    """The letter as the page stands: with the decision, of a version that was decided on; without any before."""
    return RevisionLetter(
        title=f"Request to revise the 5S1 level of {page.year}, {page.organization.name}",
        about=tuple(_about(page)),
        reasons=page.request.reasons,
        regions=tuple(_region(one) for one in page.tested),
        files=tuple(f"{name} (SHA-256 {sha256})" for name, sha256 in _files(page, reach)),
        decision=_decision(page),
        reason=page.decision.note if page.decision and page.as_decided else "",
    )


def _files(page: RequestPage, reach: Reach) -> list[tuple[str, str]]:
    last = decided(page.document)
    if last is not None and page.as_decided:
        return [(file["name"], file["sha256"]) for file in last.on.attachments]
    return [(one.name, one.sha256) for one in shown_with(page.document, reach)]


def _about(page: RequestPage) -> list[tuple[str, str]]:
    sent = page.document.moves.filter(step="send").select_related("taken_by").last() if page.document else None
    rows = [("District", page.organization.name)]
    if sent is not None:
        rows += [
            ("Sent by", str(sent.taken_by)),
            ("Received", date_in_words(timezone.localdate(sent.taken_at))),
        ]
    rows += [
        ("Agreed level", f"{page.held.level}%" if page.held else "none"),
        ("Level asked for", f"{page.request.asked}%" if page.request.asked else "none"),
        ("Placement period begins", page.request.starts or "not said"),
    ]
    return rows


def _decision(page: RequestPage) -> str:
    if page.decision is None or not page.as_decided:
        return _OPEN
    return f"{page.decided_word} on {date_in_words(day_of(page.decision.taken_at))} by {page.decision.taken_by}"


def _region(one: Tested) -> RegionTested:
    base = [(f"{one.base} (before the loss)", one.base_jobs, "", "")] if one.base else []
    months = [(line.month, line.jobs, line.fewer, line.word) for line in one.lines]
    return RegionTested(one.region.title, one.sentence or "The rule could not be tested.", (*base, *months))
