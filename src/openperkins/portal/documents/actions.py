"""The only writer of documents. Each action is one transaction with its revision, its event and its notices.

Files that go with a document are added and removed in documents/attaching.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.drafts import answers_to_freeze
from openperkins.portal.documents.kinds import kind_of
from openperkins.portal.documents.models import Answer, Comment, Document, Move, Revision, Sending
from openperkins.portal.documents.reviewers import may_review
from openperkins.portal.documents.showing import against_shown
from openperkins.portal.documents.telling import tell_assigned, tell_comment, tell_move, tell_sending
from openperkins.portal.workflow import Refused, advance
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import right

#: what a version says of each file that went with it
FROZEN = ("id", "name", "sha256", "bytes", "question")
#: statuses in which a document is with those who decide
_SENT = ("sent", "in_review", "proposed")


class NoAnswer(Refused):
    """A text that is none of the answers a question can have."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer as somebody saves it: what the page showed before, and what was typed."""

    question: str
    started_from: str
    typed: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer somebody else saved meanwhile: nothing of either was lost, and one has to be chosen."""

    change: Change
    theirs: Answer


def begin(*, kind: str, organization: Organization, year: SchoolYear, part: str = "", by: Reach) -> Document:
    """The document of a place, begun when it is not there yet. Raises Refused.

    What is there is found without a transaction: on SQLite a page that saves itself would wait for its turn twice.
    """
    place = {"kind": kind, "organization": organization, "school_year": year.ends, "part": part}
    known = Document.objects.filter(**place).first()
    return known if known is not None else _begun(place, year, by)


@transaction.atomic
def _begun(place: dict[str, Any], year: SchoolYear, by: Reach) -> Document:
    about, organization = kind_of(place["kind"]), place["organization"]
    # two people who begin at once begin one after the other: each sees what the other began
    Organization.objects.select_for_update().get(pk=organization.pk)
    if not any(by.may(action, organization.code) for action in about.begins):
        check(by, about.begins_with, organization.code)
    if against := about.against_beginning(organization, year):
        raise Refused(against)
    made, is_new = Document.objects.get_or_create(
        **place, defaults={"status": about.workflow.start, "begun_by": by.person}
    )
    if is_new:
        about.begun(made)
        _note("document.begun", made, by, title=about.title(made))
    return made


@transaction.atomic
def save(document: Document, *, changes: Iterable[Change], by: Reach, tab: str = "") -> list[Conflict]:
    """Keep typed answers; returns those somebody else saved differently meanwhile, which are not kept.

    What was not changed is left alone, so that two people at two parts of one page do not disturb each other. `tab` is
    the opened page: what it saved itself, moments ago, is no conflict with what is typed in it since. Raises Refused
    when the document is not open to the person (any more): then nothing is kept.
    """
    document = locked(document)
    about = document.about
    wanted = [change for change in changes if change.typed != change.started_from]
    if wanted and (against := against_writing(document, by)):
        raise Refused(against)
    known = {answer.question: answer for answer in document.typed.select_related("changed_by")}
    conflicts, kept = [], []
    for change in wanted:
        if not document.about.writes_question(change.question, document.about.writes[document.status], document):
            raise Refused(["This part of the document is not open to you."])
        if document.about.belongs_to(change.question) not in (None, by.person.pk):
            raise Refused(["That is another person's own answer."])
        answer = known.get(change.question)
        current = answer.text if answer else ""
        if change.typed == current:
            continue
        if no_answer := about.against_answer(change.question, change.typed, document):
            raise NoAnswer([no_answer])
        if current != change.started_from and answer is not None and (not tab or answer.tab != tab):
            conflicts.append(Conflict(change, answer))
            continue
        _keep(document, answer, change, by, tab)
        kept.append(change.question)
    if kept:
        own = about.writes[document.status] == about.begins_with
        stamp = "edited" if own else "reviewed"
        Document.objects.filter(pk=document.pk).update(**{f"{stamp}_by": by.person, f"{stamp}_at": timezone.now()})
        _note("document.saved", document, by, for_state=not own, answers=kept)
    return conflicts


@transaction.atomic
def take(document: Document, step: str, *, by: Reach, note: str = "", shown: str = "") -> Move:
    """Take a step of the document's workflow. Raises Refused with every reason against it.

    What is sent gets a receipt of its own. `shown` is what the page the step is taken from showed (`as_shown`):
    nobody decides on what they have not seen.
    """
    return _take(locked(document), step, by=by, note=note, shown=shown)


def _take(
    document: Document, step: str, *, by: Reach, note: str = "", sending: Sending | None = None, shown: str = ""
) -> Move:
    """Take a step of a locked document; what is part of a `sending` is told as a whole."""
    about, came_from = document.about, document.status
    document.note = note.strip()
    if came_from in about.workflow.step(step).from_ and (against := against_shown(document, step, shown)):
        raise Refused([against])
    stamps = {"sent_at": timezone.now()} if about.workflow.step(step).to in _SENT else {}
    advance(about.workflow, step, document, by=by, **stamps)
    sends = about.workflow.step(step).to in _SENT
    revision = _freeze(document, by, own_only=sends) if step in about.freezes else None
    if step in about.holds:
        holding = revision or document.revisions.last()
        Document.objects.filter(pk=document.pk).update(in_force=holding)
        document.in_force = holding
    is_alone = sending is None
    if step == "send" and sending is None and about.is_reviewed:
        sending = _sending(document, by)
    move = Move.objects.create(
        document=document,
        number=document.moves.count() + 1,
        step=step,
        came_from=came_from,
        to=document.status,
        revision=revision,
        note=note.strip(),
        sending=sending,
        taken_by=by.person,
        taken_at=timezone.now(),
    )
    if step in about.then:
        about.then[step](document, move)
    told = tell_move(document, move) if is_alone else 0
    said = {"title": about.title(document), "version": revision.number if revision else None, "told": told}
    _note(f"document.{step}", document, by, is_told=step in about.told, **said)
    return move


@transaction.atomic
def send_together(documents: Iterable[Document], *, by: Reach, shown: Mapping[int, str] | None = None) -> Sending:
    """Send several documents of one organization and year at once, with one receipt; all of them or none.

    `shown` is what the page showed of each, as in `take`. Raises Refused with every reason against each.
    """
    chosen = [locked(document) for document in sorted(documents, key=lambda one: one.pk)]
    if not chosen:
        raise Refused(["Choose what to send."])
    if len({(document.org_code, document.school_year) for document in chosen}) > 1:
        raise Refused(["What is sent together is of one organization and one school year."])
    against = [
        f"{document}: {reason}"
        for document in chosen
        for reason in document.about.workflow.refusals("send", document, by)
    ]
    if against:
        raise Refused(against)
    sending = _sending(chosen[0], by)
    shown = shown or {}
    moves = [_take(one, "send", by=by, sending=sending, shown=shown.get(one.pk, "")) for one in chosen]
    told = tell_sending(sending, moves)
    record(
        "document.sent_together",
        by=by.person,
        organization=sending.organization,
        about=sending,
        documents=[str(document) for document in chosen],
        told=told,
    )
    return sending


@transaction.atomic
def comment(
    document: Document,
    *,
    text: str,
    by: Reach,
    question: str = "",
    state_only: bool = False,
    asks_change: bool = False,
) -> Comment:
    """Remark on a document. Raises Refused for somebody who neither writes nor decides on it.

    A point (`asks_change`) is told with the State's next step, not by itself. The same remark made again, with none in
    between, is the one there is: a button was pressed twice.
    """
    about = document.about
    of_state = by.may(about.remarks, document.org_code)
    if state_only:
        check(by, "comment_for_state", document.org_code)
    elif asks_change:
        check(by, about.decides or "comment_for_state", document.org_code)
    elif not of_state:
        check(by, about.begins_with, document.org_code)
    if of_state and document.never_sent:
        raise Refused(["It was never sent, so it is the district's own."])
    if question and question not in about.places(document) and not about.is_place(question, document):
        raise Refused(["That is none of the answers of this document."])
    if not text.strip():
        raise Refused(["The comment is empty."])
    said = {"question": question, "text": text.strip(), "state_only": state_only, "asks_change": asks_change}
    last = locked(document).comments.order_by("pk").last()
    if last is not None and last.settled_at is None and _says(last, said, by):
        return last
    made = Comment.objects.create(document=document, **said, said_by=by.person)
    _note("document.commented", document, by, for_state=state_only or asks_change)
    if not asks_change:
        tell_comment(made, by_who_decides=of_state)
    return made


def _says(remark: Comment, said: dict[str, Any], by: Reach) -> bool:
    return remark.said_by_id == by.person.pk and all(getattr(remark, name) == value for name, value in said.items())


@transaction.atomic
def settle(remark: Comment, *, by: Reach) -> None:
    """Mark a comment as answered; a point is taken back by who made it. Raises Refused."""
    document = remark.document
    if remark.state_only:
        check(by, "comment_for_state", document.org_code)
    elif not by.may(document.about.remarks, document.org_code):
        check(by, document.about.begins_with, document.org_code)
    done = Comment.objects.filter(pk=remark.pk, settled_at__isnull=True)
    if done.update(settled_by=by.person, settled_at=timezone.now()):
        own = remark.state_only or (remark.asks_change and remark.said_by_id == by.person.pk)
        _note("document.settled", document, by, for_state=own, comment=remark.pk)


@transaction.atomic
def assign(document: Document, *, reviewer: Any, by: Reach) -> None:
    """Say who of the State looks at a document; `None` leaves it to the district's liaison. Raises Refused.

    Said again of the same person it changes nothing, and nobody is told twice.
    """
    check(by, "assign_reviews", document.org_code)
    document = locked(document)
    if reviewer == document.reviewer:
        return
    if reviewer is not None and not may_review(document, reviewer):
        raise Refused([f"{reviewer} does not serve {document.organization.name}."])
    Document.objects.filter(pk=document.pk).update(reviewer=reviewer)
    event = record(
        "document.assigned",
        by=by.person,
        organization=document.organization,
        about=document,
        to=str(reviewer) if reviewer else "the liaison",
    )
    if reviewer is not None and reviewer.pk != by.person.pk:
        tell_assigned(document, reviewer, by=by.person, number=event.number)


def restore(document: Document, move: Move) -> None:
    """Answers and files as they are in force again: what came since is given up. Done with a step."""
    assert document.in_force is not None  # the step asks for it
    restore_to(document.in_force, move)


def restore_to(revision: Revision, move: Move) -> None:
    """The answers and files of a move's document as a revision of it has them."""
    document = move.document
    kept = [file["id"] for file in revision.attachments]
    document.attachments.filter(pk__in=kept).update(removed_by=None, removed_at=None)
    document.attached.exclude(pk__in=kept).update(removed_by=move.taken_by, removed_at=move.taken_at)
    held = revision.answers
    known = {answer.question: answer for answer in document.typed.all()}
    changed = {question: held.get(question, "") for question in {*known, *held}}
    for question, text in changed.items():
        answer = known.get(question) or Answer(document=document, question=question, version=0)
        if answer.text != text or answer.pk is None:
            answer.text, answer.tab, answer.version = text, "", answer.version + 1
            answer.changed_by, answer.changed_at = move.taken_by, move.taken_at
            answer.save()


def against_writing(document: Document, by: Reach) -> list[str]:
    """Why a person cannot type into the document now; empty when it is open to them."""
    needed = document.about.writes.get(document.status)
    if needed is None:
        return [f"It is “{document.status_title}”, so nothing in it can be changed."]
    if not by.may(needed, document.org_code):
        return [f"It is “{document.status_title}”, so it is not your turn to write in it."]
    return []


def _note(
    verb: str, document: Document, by: Reach, *, for_state: bool = False, is_told: bool = False, **details: Any
) -> None:
    """The event of what was done in a document.

    A district does not read of what the State did for itself, the State not of what is an organization's own.
    """
    if for_state:
        details["for_state"] = True
    if document.about.private and not is_told:
        details["private"] = True
    record(verb, by=by.person, organization=document.organization, about=document, **details)


def _sending(document: Document, by: Reach) -> Sending:
    return Sending.objects.create(
        organization=document.organization,
        school_year=document.school_year,
        sent_by=by.person,
        sent_at=timezone.now(),
    )


def _keep(document: Document, answer: Answer | None, change: Change, by: Reach, tab: str) -> None:
    now = timezone.now()
    said = {"text": change.typed, "changed_by": by.person, "changed_at": now, "tab": tab.replace("\x00", "")[:32]}
    if answer is None:
        Answer.objects.create(document=document, question=change.question, **said)
        return
    for column, value in said.items():
        setattr(answer, column, value)
    answer.version += 1
    answer.save()


def _freeze(document: Document, by: Reach, *, own_only: bool) -> Revision:
    """The answers as they are, as the next revision."""
    answers = answers_to_freeze(document, own_only=own_only)
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Revision.objects.create(
        document=document,
        number=document.revisions.count() + 1,
        answers=answers,
        attachments=list(document.attached.values(*FROZEN)),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_by=by.person,
        made_at=timezone.now(),
    )


def locked(document: Document) -> Document:
    """What two people do at once to one document is done one after the other; read anew, with nothing remembered."""
    return (
        Document.objects.select_for_update(of=("self",)).select_related("organization", "edited_by").get(pk=document.pk)
    )


def check(by: Reach, action: str, org_code: str) -> None:
    if not by.may(action, org_code):
        raise Refused([f"Your roles do not let you {right(action).says}."])
