"""A request and its decision as a letter."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.exports.document import RegionTested, RevisionLetter
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.attaching import shown_with
from openperkins.portal.documents.showing import NOT_SENT, is_written
from openperkins.portal.level_revisions.answers import INDICATOR
from openperkins.portal.level_revisions.decided import decided
from openperkins.portal.level_revisions.page import RequestPage, Tested

_OPEN = "Not decided yet"


def letter(page: RequestPage, reach: Reach) -> RevisionLetter:
    """The letter as the page stands: with the decision, of a version that was decided on; without any before.

    What nobody sent says that it is a draft, and neither who sent it nor when it was received.
    """
    is_draft = reach.reads_drafts and _is_draft(page)
    return RevisionLetter(
        title=f"Request to revise the 5S1 level of {page.year}, {page.organization.name}",
        about=tuple(_about(page, is_draft=is_draft)),
        reasons=page.request.reasons,
        regions=tuple(_region(one) for one in page.tested),
        files=tuple(f"{name} (SHA-256 {sha256})" for name, sha256 in _files(page, reach)),
        decision=_decision(page),
        reason=page.decision.note if page.decision and page.as_decided else "",
        caution=NOT_SENT if is_draft else "",
    )


def _is_draft(page: RequestPage) -> bool:
    """Whether it holds what is typed and was not sent: of a draft, or changed since the request came back."""
    document = page.document
    if document is None or page.as_decided or not is_written(document):
        return False
    last = document.sent_as
    if document.status == "draft" or last is None:
        return True
    files = {file["id"] for file in last.attachments}
    return document.answers != last.answers or files != set(document.attached.values_list("pk", flat=True))


def _files(page: RequestPage, reach: Reach) -> list[tuple[str, str]]:
    last = decided(page.document)
    if last is not None and page.as_decided:
        return [(file["name"], file["sha256"]) for file in last.on.attachments]
    return [(one.name, one.sha256) for one in shown_with(page.document, reach)]


def _about(page: RequestPage, *, is_draft: bool) -> list[tuple[str, str]]:
    sent = None
    if page.document is not None and not is_draft:
        sendings = page.document.moves.filter(step="send").select_related("taken_by")
        if page.decision is not None and page.as_decided:  # a revision sent since may have been given up
            sendings = sendings.filter(number__lt=page.decision.number)
        sent = sendings.last()
    district, state = page.organization.name, settings.STATE_NAME
    if sent is not None:
        district = f"{sent.taken_by}, {district}"
    if page.decision is None or not page.as_decided:
        rows = [("To", f"Administrator, {state}"), ("From", district)]
    else:
        rows = [("To", district), ("From", f"{page.decision.taken_by}, {state}")]
    rows.append(("District", page.organization.name))
    if sent is not None:
        rows.append(("Received", date_in_words(timezone.localdate(sent.taken_at))))
    rows += [
        ("Agreed level", f"{page.held.level}%" if page.held else "none"),
        ("Level asked for", f"{page.request.asked}%" if page.request.asked else "none"),
        ("Placement period begins", page.request.starts or "not said"),
    ]
    return rows


def _decision(page: RequestPage) -> str:
    if page.decision is None or not page.as_decided:
        return _OPEN
    on = date_in_words(day_of(page.decision.taken_at))
    said = f"{page.decided_word} on {on} by {page.decision.taken_by}."
    later = page.replaced_by
    until = f" until {date_in_words(day_of(later.agreed_at))}" if later else ""
    level = f"{said} The {INDICATOR} level of {page.year}"
    if page.made is not None:
        before = f" instead of {page.held.level}%" if page.held else ""
        from_ = date_in_words(day_of(page.made.agreed_at))
        return f"{level} {'was' if later else 'is'} {page.made.level}% from {from_}{until}{before}."
    if page.held is None:
        return said
    return f"{level} {'stayed' if later else 'stays'} {page.held.level}%{until}."


def _region(one: Tested) -> RegionTested:
    base = [(f"{one.base} (before the loss)", one.base_jobs, "", "")] if one.base else []
    months = [(line.month, line.jobs, line.fewer, line.word) for line in one.lines]
    return RegionTested(one.region.title, one.sentence or "The rule could not be tested.", (*base, *months))
