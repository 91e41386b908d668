"""What a document would freeze if it were sent now: to compare with its versions, and to say that nothing changed."""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.showing import is_written

#: how an address names the draft where it names a version by its number
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers as they are typed now, in the place of a version."""

    answers: dict[str, str]
    number: str = DRAFT

    def __str__(self) -> str:
        return "the draft"


def answers_to_freeze(document: Document, *, own_only: bool) -> dict[str, str]:
    """The answers a version would hold now.

    What the district sends holds its own answers alone: what the State has typed and not sent is not for its eyes.
    """
    about = document.about
    own = about.begins_with
    answers = {
        question: text
        for question, text in sorted(document.answers.items())
        if not own_only or about.writes_question(question, own, document)
    }
    frozen: dict[str, str] = about.frozen(document, answers)
    return frozen


def draft_for(document: Document, reach: Reach, *, for_state: bool) -> Draft | None:
    """The draft as the reader may read it; None where none is written, or it is another side's own."""
    about = document.about
    may = about.of_the_state or (reach.reads_drafts and not for_state)
    if not may or not is_written(document):
        return None
    return Draft(answers_to_freeze(document, own_only=not about.private))


def unchanged_since(document: Document) -> Revision | None:
    """The last version, when neither an answer of the writers nor a file was changed since; None otherwise."""
    last = document.revisions.last()
    if last is None or {file["id"] for file in last.attachments} != set(document.attached.values_list("pk", flat=True)):
        return None
    return last if _own(document, document.answers) == _own(document, last.answers) else None


def _own(document: Document, answers: dict[str, str]) -> dict[str, str]:
    about = document.about
    return {
        question: text
        for question, text in answers.items()
        if text and about.writes_question(question, about.begins_with, document)
    }
