"""Two revisions of a document side by side, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from openperkins.portal.documents.models import Revision

#: a word with the space after it
_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is in both texts, or only in the earlier or the later one."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in both revisions."""

    title: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def compare(earlier: Revision, later: Revision, about: Any) -> list[Compared]:
    """Every question either revision answers, in order of questions."""
    questions = sorted({**earlier.answers, **later.answers}, key=about.question_place)

    def said(revision: Revision, question: str) -> str:
        return about.answer_words(question, revision.answers.get(question, ""))

    return [
        Compared(
            about.question_title(question),
            list(pieces(said(earlier, question), said(later, question))),
        )
        for question in questions
    ]


def pieces(before: str, after: str) -> Iterator[Piece]:
    """What is the same, gone and new between two texts: without the new it reads `before`, without the gone `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # words that are everywhere in a long text are no landmarks: without that, hostile text takes minutes
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(old[a:b]))
        if c < d:
            yield Piece("new", "".join(new[c:d]))


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed since the version sent before: `places` are questions without their last part."""

    version: Any
    places: frozenset[str]


def changed_since(document: Any) -> Since | None:
    """What the version sent last changes in the one sent before; None when there is no earlier one."""
    moves = document.moves.filter(step="send").select_related("revision").order_by("-number")[:2]
    if len(moves) < 2:
        return None
    later, earlier = (move.revision for move in moves)
    changed = {q for q in {*later.answers, *earlier.answers} if later.answers.get(q, "") != earlier.answers.get(q, "")}
    return Since(earlier, frozenset(question.rpartition(".")[0] for question in changed))
