"""What an organization can send of a year at once (W13): every document it owes or has begun."""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.deadlines.moments import moment_in_words
from openperkins.exports.page import Column, Page, Table
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.kinds import Kind, reviewed_kinds
from openperkins.portal.documents.models import Document, Move, Sending
from openperkins.portal.documents.showing import LOOKS, as_shown
from openperkins.portal.documents.telling import told_of
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class Sendable:
    """One document on the page; `document` is None before anybody began it. `against` is empty when it can go."""

    title: str
    url: str
    document: Document | None
    status: str
    look: str
    against: list[str]
    is_sent: bool
    unasked: str = ""
    added: str = ""

    @property
    def is_proposed(self) -> bool:
        """Whether it is chosen from the start: what came back, is in force or is not asked for is looked at first."""
        is_draft = self.document is not None and self.document.status == "draft" and not self.document.in_force_id
        return self.can_go and is_draft and not self.unasked

    @property
    def says(self) -> str:
        """Why it is not chosen from the start though it can go, and what its version in force lacks, as sentences."""
        if self.document is None or not self.document.in_force_id or self.is_sent:
            return self.added or self.unasked
        return f"Version {self.document.in_force.number} is in force; this is a revision of it. {self.added}".rstrip()

    @property
    def shown(self) -> str:
        """What the page shows of it, for the press that sends it."""
        return as_shown(self.document, "send") if self.document is not None else ""

    @property
    def can_go(self) -> bool:
        return self.document is not None and not self.is_sent and not self.against


def sendable(organization: Organization, year: SchoolYear, reach: Reach) -> list[Sendable]:
    """Every document of a year the reader may see, in the order of the year and then of core indicators."""
    found = []
    for kind in _kinds(organization, reach):
        own = Document.objects.filter(kind=kind.code, organization=organization, school_year=year.ends)
        known = {one.part: one for one in own.select_related("organization", "edited_by", "in_force")}
        owed = () if organization.is_member else kind.owed(organization, year)  # the consortium owes them
        for part in sorted({*known, *owed}):
            place = {"kind": kind.code, "organization": organization, "school_year": year.ends, "part": part}
            found.append(_begun(known[part], reach) if part in known else _unbegun(Document(**place)))
    return found


def begun(organization: Organization, year: SchoolYear, reach: Reach) -> list[Document]:
    """Those of them somebody began, in no order. One query."""
    codes = [kind.code for kind in _kinds(organization, reach)]
    own = Document.objects.filter(kind__in=codes, organization=organization, school_year=year.ends)
    return list(own.select_related("organization"))


def _kinds(organization: Organization, reach: Reach) -> list[Kind]:
    return [kind for kind in reviewed_kinds() if reach.may(kind.sees, organization.code)]


def _begun(document: Document, reach: Reach) -> Sendable:
    workflow = document.about.workflow
    if document.status == "discarded":
        against = ["It was discarded; take it up again to send it."]
        return Sendable(str(document), document.about.url(document), document, "Discarded", "filed", against, False)
    is_sent = document.status not in workflow.step("send").from_
    # what is missing tells of the draft: that is for the district's own people
    against = [] if is_sent or not reach.reads_drafts else workflow.refusals("send", document, reach)
    title, url = str(document), document.about.url(document)
    said = ("" if is_sent else document.unasked), (document.about.added(document) if document.in_force_id else "")
    return Sendable(title, url, document, document.status_title, LOOKS[document.status], against, is_sent, *said)


def _unbegun(document: Document) -> Sendable:
    title, url = str(document), document.about.url(document)
    return Sendable(title, url, None, "Not yet started", "todo", [], is_sent=False)


def told_of_all(lines: list[Sendable], by: Reach) -> list[str]:
    """Names of everybody who is told when all that can go is sent."""
    found = {
        person.pk: str(person)
        for line in lines
        if line.document is not None and line.can_go
        for people in told_of(line.document, "send").values()
        for person in people
        if person.pk != by.person.pk
    }
    return sorted(found.values())


def moves_of(sending: Sending, reach: Reach) -> list[Move]:
    """What was sent, as far as the reader may see it."""
    moves = sending.moves.select_related("document", "document__organization", "revision").order_by("document")
    return [move for move in moves if reach.may(move.document.about.sees, move.document.org_code)]


def receipt(sending: Sending, moves: list[Move]) -> Page:
    """The receipt as a page of a file."""
    return Page(
        title=f"Receipt {sending.pk}",
        about=[
            ("Organization", sending.organization.name),
            ("School year", str(sending.year)),
            ("Sent", moment_in_words(sending.sent_at)),
            ("By", str(sending.sent_by)),
        ],
        notes=["The sum says whether a copy of the answers is the same as what was sent."],
        tables=[
            Table(
                "What was sent",
                [Column("Document"), Column("Version", "count"), Column("SHA-256 of its answers")],
                [(str(move.document), move.revision.number, move.revision.sha256) for move in moves if move.revision],
            )
        ],
    )
