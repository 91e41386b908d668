"""A document as its pages show it: its history, its comments, the steps that are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Comment, Document, Move
from openperkins.portal.documents.telling import told_of
from openperkins.workflows.model import Step

#: step → (what its button says, what was done, as history says it)
STEPS = {
    "send": ("Send", "Sent"),
    "withdraw": ("Take back", "Taken back"),
    "accept": ("Accept the State's offer", "Accepted the State's offer"),
    "agree": ("Agree", "Agreed"),
    "counter": ("Send the counter-offer", "Offered other levels"),
    "reopen": ("Negotiate again", "Opened again"),
    "return": ("Return for changes", "Returned: changes needed"),
    "meets": ("Meets minimum requirements", "Found to meet minimum requirements"),
    "implement": ("Say that it is carried out", "Said that it is carried out"),
    "revise": ("Revise", "Began a revision"),
    "drop": ("Give up the revision", "Gave up the revision"),
    "drop_after_grant": ("Give up the revision", "Gave up the revision"),
    "drop_after_denial": ("Give up the revision", "Gave up the revision"),
    "waive": ("Waive", "Waived"),
    "approve": ("Approve", "Approved"),
    "grant": ("Grant", "Granted"),
    "deny": ("Deny", "Denied"),
    "keep": ("Keep a version", "Kept a version"),
    "share": ("Share this version with the State", "Shared"),
    "stop": ("Stop sharing", "Stopped sharing"),
    "end_waiver": ("End the waiver", "Ended the waiver"),
    "discard": ("Discard this draft", "Discarded the draft"),
    "resume": ("Take up the draft again", "Took up the draft again"),
}
#: step → what is asked for with it, where a reason goes with it
ASKS = {
    "grant": "Why it is granted",
    "deny": "Why it is denied",
    "end_waiver": "Why the waiver ends",
    "discard": "A note for your colleagues",
    "resume": "A note for your colleagues",
}
#: what a draft says on every sheet of its chart or letter
NOT_SENT = "Draft, not sent to the State."
#: steps whose note the State does not read
_AMONG_COLLEAGUES = ("discard", "resume")
#: steps that give the version a name in place of a reason
NAMES = ("keep", "share")
#: step → what it means, where its name does not say it
MEANS = {
    "revise": "The accepted version stays in force until the State finds that the revision meets its requirements.",
    "drop": "What was typed or attached since the revision began is given up. The accepted version stays as it is.",
    "end_waiver": "The plan is owed again: the district writes and sends it. What it had typed is still there.",
    "discard": "Nothing of it was sent. What you typed is kept, and the draft can be taken up again at any time.",
    "resume": "What was typed before is there again.",
}
#: step that decides over open points → what becomes of them
OVER_POINTS = {
    "deny": "The request is denied while these points are open. The district reads them with the decision, and answers "
    "them when it sends the request again. Take back, among the comments, what it need not answer.",
}
#: steps nobody misses who cannot take them
_ONLY_OPEN = ("drop", "drop_after_grant", "drop_after_denial", "implement", "waive", "reopen", "discard")
#: statuses a district comes to by a step of the State that it has to answer or to know
_SAID_BY_THE_STATE = ("returned", "countered", "waived")
#: how a status looks; the word alone says what it is
LOOKS = {
    "draft": "progress",
    "sent": "waiting",
    "in_review": "waiting",
    "returned": "action",
    "countered": "action",
    "agreed": "done",
    "meets": "done",
    "waived": "filed",
    "proposed": "waiting",
    "in_force": "done",
    "granted": "done",
    "denied": "filed",
    "shared": "done",
    "discarded": "filed",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step the reader may know of: what its button says, and every reason why it is not open."""

    step: str
    label: str
    against: list[str]


def offers(document: Document, reach: Reach) -> list[Offer]:
    """The steps that begin where the document is, as far as the reader's roles go."""
    workflow = document.about.workflow
    found = [
        Offer(step.name, STEPS[step.name][0], refusals_but_the_note(document, step, reach))
        for step in workflow.steps
        if document.status in step.from_ and reach.may(step.action, document.org_code)
    ]
    return [offer for offer in found if not (offer.against and offer.step in _ONLY_OPEN)]


def paged(document: Document, reach: Reach, pages_of: Mapping[str, str]) -> list[tuple[Offer, str]]:
    """The steps of one side, each with the name of its page; `pages_of` is step → name."""
    return [(offer, pages_of[offer.step]) for offer in offers(document, reach) if offer.step in pages_of]


def last_note(document: Document | None) -> Move | None:
    """The State's last step with what was said, while the district has to answer or to know it."""
    if document is None or document.status not in (*_SAID_BY_THE_STATE, document.about.workflow.start):
        return None
    last = document.moves.select_related("taken_by").order_by("-number").first()
    opened_again = last is not None and last.step in ("reopen", "end_waiver")
    return last if opened_again or document.status in _SAID_BY_THE_STATE else None


def refusals_but_the_note(document: Document, step: Step, reach: Reach) -> list[str]:
    """What speaks against a step before its page is opened: what is said with it is written there."""
    document.note = "to be written" if step.says_why else ""
    return document.about.workflow.refusals(step.name, document, reach)


def as_shown(document: Document, step: str) -> str:
    """What the page of a step showed, as a text that differs once any of it was changed.

    With what is sent or decided go the figures it answers to, and with a decision the points that are open: those the
    State has not told yet are not the district's to know.
    """
    about, shown = document.about, document.as_it_is
    if step != "send" and step not in about.decisions:
        return shown
    open_ = document.comments.filter(asks_change=True, settled_at__isnull=True) if step in about.decisions else ()
    return "_".join([shown, about.answers_to(document), *(str(one.pk) for one in open_)])


def against_shown(document: Document, step: str, shown: str) -> str:
    """Why a step is not taken from a page that showed something else; empty when it showed what is there."""
    if shown in ("", as_shown(document, step)):
        return ""
    if shown.partition("_")[0] != document.as_it_is:
        what = "It was changed after you opened this page."
    else:
        what = "The figures or points that go with it were changed after you opened this page."
    return f"{what} Look at it as it is now before you go on."


def is_written(document: Document) -> bool:
    """Whether the district is writing, so that the State reads the version sent last."""
    about = document.about
    return about.writes.get(document.status) == about.begins_with


def read_answers(document: Document | None, *, drafts: bool) -> dict[str, str]:
    """Answers as one side reads them: with `drafts` as typed, else what was sent. A draft is the district's own.

    What was waived or discarded while it was written was not sent either.
    """
    if document is None:
        return {}
    if drafts or not (is_written(document) or document.status in ("waived", "discarded")):
        return document.answers
    last = document.revisions.last()
    return dict(last.answers) if last else {}


def told_by_mail(document: Document, step: Step, by: Reach) -> list[Any]:
    """Exactly who will be told when the reader takes a step."""
    people = [person for told in told_of(document, step.name).values() for person in told]
    return [person for person in people if person.pk != by.person.pk]


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of the history in words."""

    number: int
    words: str
    status: str
    by: Any
    at: Any
    note: str
    revision: Any
    sending: Any


def history(document: Document, reach: Reach) -> list[Happened]:
    """Every step, in order of time, with the notes that are the reader's to read."""
    moves = document.moves.select_related("taken_by", "revision", "sending").order_by("number")
    return [_happened(document, move, reach) for move in moves]


def _happened(document: Document, move: Move, reach: Reach) -> Happened:
    status = document.about.workflow.statuses[move.to]
    words = STEPS[move.step][1]
    note = "" if move.step in _AMONG_COLLEAGUES and not reach.reads_drafts else move.note
    return Happened(move.number, words, status, move.taken_by, move.taken_at, note, move.revision, move.sending)


def comments(document: Document, reach: Reach, question: str | None = None) -> list[Comment]:
    """What the reader may read of the remarks, in order of time.

    Before anything was sent they are among the writers. A point is the State's own until it is told with a step of the
    State's, and stays so when it was taken back before.
    """
    if not reach.reads_drafts and document.never_sent:
        return []
    found = document.comments.select_related("said_by", "settled_by")
    if not reach.may("comment_for_state", document.org_code):
        told = document.moves.filter(step__in=document.about.decisions, taken_at__gte=OuterRef("said_at"))
        in_time = Exists(told.filter(taken_at__lte=OuterRef("settled_at")))
        found = found.filter(
            Q(asks_change=False) | Q(Exists(told), settled_at__isnull=True) | in_time, state_only=False
        )
    if question is not None:
        found = found.filter(question=question)
    return list(found)
