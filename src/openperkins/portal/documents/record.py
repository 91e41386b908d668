"""The whole record of a document, to print or to file, so that a stranger can follow it.

What it is and whose, every step and remark, each version with what it rested on, its answers and its files, and what
followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openperkins.deadlines.moments import moment_in_words
from openperkins.exports.page import Column, Page, Table
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Comment, Document, Revision, size_in_words
from openperkins.portal.documents.points import place_title
from openperkins.portal.documents.showing import comments, history
from openperkins.portal.results.files import CAUTION

_WHAT_IT_IS = "Every step, remark and version of one document, as they were kept when they were made."
_NOTE = (
    "Each version is as it was frozen. Its sum (SHA-256) says whether a copy of its answers, or of a file, is the same."
)


def record(document: Document, reach: Reach) -> Page:
    """What the reader may read of it, as a page of a file; the State's own remarks are in the State's record only."""
    about = document.about
    return Page(
        title=f"Record: {document}",
        about=list(_about(document)),
        notes=[_NOTE],
        tables=list(_tables(document, reach)),
        caution=CAUTION if about.shows_figures else "",
        about_first=True,
    )


def _about(document: Document) -> Iterator[tuple[str, str]]:
    yield "Organization", f"{document.organization.name} ({document.organization_id})"
    if not document.about.private:  # its title names the cycle, which is not one school year
        yield "School year", str(document.year)
    yield "Document", str(document)
    yield "Status", document.status_title
    if document.in_force is not None:
        held = "Shared with the State" if document.about.private else "In force"
        yield held, f"{document.in_force}, frozen {moment_in_words(document.in_force.made_at)}"
    yield "What this is", _WHAT_IT_IS


def _tables(document: Document, reach: Reach) -> Iterator[Table]:
    steps = [
        (one.words, moment_in_words(one.at), str(one.by), one.status, str(one.revision or ""), one.note)
        for one in history(document, reach)
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
        yield from _version(document, revision)
    if followed := document.about.followed(document):
        yield _told("What followed", ("What", "How it is now"), followed)


def _kind(remark: Comment) -> str:
    if remark.state_only:
        return "for the State alone"
    if not remark.asks_change:
        return "comment"
    if remark.is_taken_back:
        return "point, taken back"
    return "point, answered" if remark.settled_at else "point, open"


def _version(document: Document, revision: Revision) -> Iterator[Table]:
    about, name = revision.about, str(revision).capitalize()
    frozen = [
        ("Frozen", f"{moment_in_words(revision.made_at)}, by {revision.made_by}"),
        ("SHA-256 of its answers", revision.sha256),
    ]
    yield Table(name, (Column("What"), Column("As it was")), frozen, form=True)
    if rested := about.rested_on(document, revision):
        yield _told(f"{name}: what it rested on", ("What", "As it was then"), rested)
    answers = [
        (about.question_title(question), about.answer_words(question, revision.answers[question]))
        for question in sorted(revision.answers, key=about.question_place)
    ]
    yield _told(f"{name}: answers", ("Question", "Answer"), answers)
    if revision.attachments:
        caption = f"{name}: files that went with it"
        files = [(_file(file),) for file in revision.attachments]
        yield Table(caption, (Column(caption),), files, form=True)


def _file(file: dict[str, Any]) -> str:
    return f"{file['name']} ({size_in_words(file['bytes'])}), SHA-256 {file['sha256']}"


def _told(caption: str, titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    return Table(caption, [Column(title) for title in titles], rows)
