"""Which version of a plan or report a chart prints: the one in force, the one sent last, or the district's draft.

A district that revises has two: what is in force stays in force until the revision is accepted. The State has no draft.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.showing import NOT_SENT, is_written

IN_FORCE = "in-force"


@dataclass(frozen=True)
class Printed:
    """What a chart prints. `status` says in words which version it is, `caution` what a draft says on every sheet.

    `submitted` is the day this version was sent, Eastern time, `sender` who sent it; a draft has neither.
    """

    answers: Mapping[str, str]
    status: str
    caution: str = ""
    submitted: datetime.date | None = None
    sender: str = ""


def printed(document: Document | None, *, drafts: bool, in_force: bool = False) -> Printed | None:
    """The version in force, or what the reader reads now: with `drafts` as it is written, else what was sent last.

    None when the version in force is asked for and there is none.
    """
    held = document.in_force if document else None
    if in_force and held is None:
        return None
    if document is None:
        return Printed({}, "Nothing is written yet")
    if held is not None and (in_force or document.status == "meets"):
        accepted = date_in_words(day_of(held.made_at))
        return _of(document, held, f"In force, {held}, accepted {accepted}")
    if drafts and is_written(document):
        status = f"Draft of a revision; {held} is in force" if held else "Draft"
        return Printed(document.answers, status, NOT_SENT)
    last = document.revisions.last()
    if last is None:
        return Printed(document.answers if drafts else {}, f"{document.status_title}, never sent")
    return _of(document, last, f"{str(last).capitalize()} as it was sent; status: {document.status_title}")


def choices(document: Document | None, *, drafts: bool) -> list[tuple[str, str]]:
    """(name, query of the address) of each version the reader can have a chart of, the one in force first."""
    if document is None:
        return [("nothing is written yet", "")]
    held = document.in_force
    found = [(f"in force ({held})", f"?version={IN_FORCE}")] if held else []
    if held is not None and document.status == "meets":
        return found
    if drafts and is_written(document):
        return [*found, ("draft", "")]
    last = document.revisions.last()
    if last is None:
        return [("not sent", "")]
    return found if last == held else [*found, (f"{last} as it was sent", "")]


def _of(document: Document, revision: Revision, status: str) -> Printed:
    steps = document.moves.select_related("taken_by").order_by("number")
    made = steps.filter(revision=revision).first()
    sent = steps.filter(step="send", number__lte=made.number).last() if made else None
    if sent is None:
        return Printed(revision.answers, status)
    return Printed(revision.answers, status, submitted=day_of(sent.taken_at), sender=str(sent.taken_by))
