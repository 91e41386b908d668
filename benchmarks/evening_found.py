"""What the database holds after the evening: whether anything was lost or doubled, and whether its log is whole."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evening_state import DRAFT, OWED, PLANS_OF, Visitor
from evening_visits import typed

_MESSAGE_ID = re.compile(r"^Message-ID: *(\S+)", re.MULTILINE)
#: seconds until the worker, which looks each minute, has mailed everything
_PATIENCE = 300


def faults(sent_by: dict[Visitor, bool]) -> Iterator[str]:
    """What is wrong, as sentences; `sent_by` says of each superintendent whether everything was sent together."""
    from openperkins.portal.audit import log

    documents = _documents()
    if len(documents) != len(sent_by) * len(OWED):
        yield f"{len(documents)} plans are there, {len(sent_by) * len(OWED)} were begun."
    for document in documents:
        yield from _of_document(document)
    yield from _of_receipts(documents, {one.code: together for one, together in sent_by.items()})
    yield from _of_events(documents)
    yield from _of_mails()
    yield from log.faults()


def wait_for_mails() -> None:
    """Until the worker has handed over what waits; what still waits then shows as a fault."""
    begun = time.monotonic()
    open_ones = _told().filter(state__in=("waiting", "sending"))
    while open_ones.exists() and time.monotonic() < begun + _PATIENCE:
        time.sleep(1)


def counted() -> str:
    """What there is, in words."""
    from openperkins.portal.audit.models import Event
    from openperkins.portal.documents.models import Move, Sending

    there = {
        "plans sent": Move.objects.filter(step="send").count(),
        "receipts": Sending.objects.count(),
        "people told": _told().count(),
        "mails of it": sum(_mailed().values()),
        "events in the log": Event.objects.count(),
    }
    return ", ".join(f"{count} {what}" for what, count in there.items())


def _documents() -> list[Any]:
    from openperkins.portal.documents.models import Document

    found = Document.objects.filter(kind="improvement_plan", school_year=PLANS_OF)
    return list(found.select_related("organization").prefetch_related("moves", "revisions", "typed").order_by("pk"))


def _of_document(document: Any) -> Iterator[str]:
    """One move, one revision that holds every text typed, and the same text still in the document."""
    name, moves, revisions = f"{document.org_code} {document.part}", document.moves.all(), document.revisions.all()
    if [move.step for move in moves] != ["send"] or document.status != "in_review":
        yield f"{name} is {document.status} after {[move.step for move in moves]}."
    if len(revisions) != 1:
        yield f"{name} has {len(revisions)} versions."
    wanted = _wanted(document)
    for version in revisions:
        if version.answers != wanted:
            yield f"{name}: version {version.number} does not hold what was typed."
    if {answer.question: answer.text for answer in document.typed.all()} != wanted:
        yield f"{name} does not hold what was typed."


def _wanted(document: Any) -> dict[str, str]:
    answers = {}
    for population in OWED[document.part]:
        answers |= {f"{population}.{part}": text for part, text in DRAFT.items()}
        answers[f"{population}.plan"] = typed(document.org_code, document.part, population)
    return answers


def _of_receipts(documents: list[Any], together: dict[str, bool]) -> Iterator[str]:
    """A receipt for each plan, or one for all where they were sent together; and each is told once to each."""
    from openperkins.portal.documents.models import Sending

    receipts = Counter(Sending.objects.values_list("organization_id", flat=True))
    told = Counter(_told().values_list("organization_id", "person_id", "kind"))
    wanted_receipts = Counter({code: 1 if at_once else len(OWED) for code, at_once in together.items()})
    wanted_told = Counter()
    for code, people in _people().items():
        for person in people:
            kind = "document.sent_together" if together[code] else "document.send"
            wanted_told[code, person, kind] = wanted_receipts[code]
    for what, there, wanted in (("receipts", receipts, wanted_receipts), ("notices", told, wanted_told)):
        for key in sorted({*there, *wanted}, key=str):
            if there[key] != wanted[key]:
                yield f"{what} of {key}: {there[key]}, not {wanted[key]}."
    for document in documents:
        if any(move.sending_id is None for move in document.moves.all()):
            yield f"{document.org_code} {document.part} was sent without a receipt."


def _people() -> dict[str, list[int]]:
    """District → who is told of what its superintendent sends: its CTE director and its liaison."""
    from openperkins.portal.accounts.models import Membership
    from openperkins.portal.directory.models import LiaisonAssignment

    directors = Membership.objects.filter(role="cte_director").values_list("organization_id", "person_id")
    liaisons = dict(LiaisonAssignment.objects.values_list("organization_id", "liaison_id"))
    return {code: [person, liaisons[code]] for code, person in directors}


def _of_events(documents: list[Any]) -> Iterator[str]:
    """One event of sending for each plan."""
    from openperkins.portal.audit.models import Event

    noted = Counter(Event.objects.filter(verb="document.send").values_list("about", flat=True))
    if noted != Counter(f"document {document.pk}" for document in documents):
        yield f"The log knows {noted.total()} sendings of {len(noted)} plans."


def _of_mails() -> Iterator[str]:
    """Every notice was mailed, and no mail was written twice."""
    states = Counter(_told().values_list("state", flat=True))
    if set(states) - {"sent"}:
        yield f"Notices are {dict(states)}."
    mailed = _mailed()
    if any(count != 1 for count in mailed.values()):
        yield f"{sum(mailed.values())} mails were written of {len(mailed)}."


def _told() -> Any:
    """What people were told of documents; reminders, which a day's own deadlines bring, are apart."""
    from openperkins.portal.notices.models import Notice

    return Notice.objects.filter(kind__startswith="document.")


def _mailed() -> dict[str, int]:
    """Message-ID of each mail that tells of a document → how often it was written."""
    from django.conf import settings

    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*"))
    written = Counter(one for file in files for one in _MESSAGE_ID.findall(file.read_text(encoding="utf-8")))
    return {one: written[one] for one in set(_told().values_list("message_id", flat=True))}
