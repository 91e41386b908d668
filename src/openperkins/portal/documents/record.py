"""The whole record of a document, to print or to file: steps, remarks, and each version with every answer."""

from __future__ import annotations

from collections.abc import Iterator

from openperkins.deadlines.moments import moment_in_words
from openperkins.exports.page import Column, Page, Table
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Comment, Document, Revision
from openperkins.portal.documents.points import place_title
from openperkins.portal.documents.showing import comments, history


def record(document: Document, reach: Reach) -> Page:
    """What the reader may read of it, as a page of a file; the State's own remarks are in the State's record only."""
    return Page(
        title=f"Record: {document}",
        about=[("Organization", document.organization.name), ("Status", document.status_title)],
        notes=["Each version is as it was frozen; its sum says whether a copy of its answers is the same."],
        tables=list(_tables(document, reach)),
    )


def _tables(document: Document, reach: Reach) -> Iterator[Table]:
    steps = [
        (one.words, moment_in_words(one.at), str(one.by), one.status, str(one.revision or ""), one.note)
        for one in history(document)
    ]
    columns = [Column(title) for title in ("Step", "When", "Who", "Status after", "Version", "What was said with it")]
    yield Table("Steps, in order of time", columns, steps)
    remarks = [
        (_kind(one), place_title(document, one.question), moment_in_words(one.said_at), str(one.said_by), one.text)
        for one in comments(document, reach)
    ]
    if remarks:
        yield Table("Comments", [Column(title) for title in ("What", "About", "When", "Who", "Text")], remarks)
    for revision in document.revisions.select_related("made_by"):
        yield _version(document, revision)


def _kind(remark: Comment) -> str:
    if remark.state_only:
        return "for the State alone"
    if not remark.asks_change:
        return "comment"
    if remark.is_taken_back:
        return "point, taken back"
    return "point, answered" if remark.settled_at else "point, open"


def _version(document: Document, revision: Revision) -> Table:
    about = document.about
    answers = [
        (about.question_title(question), about.answer_words(question, revision.answers[question]))
        for question in sorted(revision.answers, key=about.question_place)
    ]
    made = f"{moment_in_words(revision.made_at)}, {revision.made_by}; SHA-256 {revision.sha256}"
    return Table(f"{str(revision).capitalize()}: {made}", [Column("Question"), Column("Answer")], answers)
