"""Since when what was sent counts: by this a deadline is met or not.

The rule: a document counts while it is with the State, while the State has answered it with anything but its return,
and while a version of it is in force. It does not count while it is the organization's to send: never sent, taken back
or returned, with no version in force. The day is that of the first sending that was not taken back: what the State
returned was sent in time if it was, and keeps its day once it is sent again; what was taken back was not sent. A waiver
counts from its day until it is ended. A revision of what is in force changes nothing, whatever becomes of it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby

from django.db.models import OuterRef, Subquery

from openperkins.deadlines.moments import day_of
from openperkins.portal.documents.models import Document, Move
from openperkins.schoolyear import SchoolYear

#: (organization code, part of the document)
Place = tuple[str, str]
#: statuses in which a document is the organization's to send
_TO_SEND = ("draft", "returned", "discarded")
#: step → the step it undoes
_UNDOES = {"withdraw": "send", "end_waiver": "waive"}
#: last step → how what was sent before came to be to send again
_CAME_BACK = {"return": "returned", "withdraw": "taken back", "end_waiver": "waiver ended"}


def standing_since(
    kind: str, codes: Collection[str], year: SchoolYear, steps: Collection[str] = ("send",)
) -> dict[Place, datetime.date]:
    """Place → the day (Eastern time) since when its document counts as sent, or of another of `steps`. One query."""
    found = {}
    for document, moves in _documents(codes, year, kind=kind):
        if standing := [move for move in moves if move.step in steps]:
            found[document.org_code, document.part] = day_of(standing[0].taken_at)
    return found


def sent_together_since(codes: Collection[str], year: SchoolYear) -> dict[str, datetime.date]:
    """Organization code → the first day on which several documents went at once that all still count. One query."""
    counted: Counter[tuple[str, int, datetime.date]] = Counter()
    for document, moves in _documents(codes, year):
        counted.update((document.org_code, move.sending_id, day_of(move.taken_at)) for move in moves if move.sending_id)
    found: dict[str, datetime.date] = {}
    for (code, _, day), documents in counted.items():
        if documents > 1:
            found[code] = min(day, found.get(code, day))
    return found


def came_back(org_code: str, year: SchoolYear) -> dict[str, dict[str, str]]:
    """Kind → part → how what was sent before came to be to send again (`returned`, `taken back`). One query."""
    open_ = Document.objects.filter(
        organization=org_code, school_year=year.ends, status__in=_TO_SEND, in_force__isnull=True
    )
    last = Move.objects.filter(document=OuterRef("pk")).order_by("-number").values("step")[:1]
    sent = open_.filter(moves__step="send").distinct().order_by("kind", "part").annotate(last=Subquery(last))
    found: dict[str, dict[str, str]] = {}
    for kind, part, step in sent.values_list("kind", "part", "last"):
        if step in _CAME_BACK:
            found.setdefault(kind, {})[part] = _CAME_BACK[step]
    return found


def _documents(codes: Collection[str], year: SchoolYear, **of: str) -> Iterator[tuple[Document, list[Move]]]:
    """Documents that count, each with the steps taken at it that were not undone, in their order."""
    about = {"organization__in": list(codes), "school_year": year.ends} | of
    moves = Move.objects.filter(**{f"document__{name}": value for name, value in about.items()})
    for document, taken in groupby(moves.select_related("document").order_by("document", "number"), _document):
        standing: list[Move] = []
        for move in taken:
            if undone := _last(standing, _UNDOES.get(move.step, "")):
                standing.remove(undone)
            standing.append(move)
        if document.in_force_id or document.status not in _TO_SEND:
            yield document, standing


def _document(move: Move) -> Document:
    return move.document


def _last(moves: list[Move], step: str) -> Move | None:
    return next((move for move in reversed(moves) if move.step == step), None)
