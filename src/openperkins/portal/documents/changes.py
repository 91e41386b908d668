"""Answers as pages carry them: what was shown, what was typed, and which of two is kept after a conflict.

A page sends for every question `q.<question>` with what is typed and `was.<question>` with what it showed; the page of
a conflict sends `keep.<question>`, too: `mine`, `theirs` or `both` (then `both.<question>` holds the text).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import QueryDict

from openperkins.portal.documents.actions import Change, Conflict
from openperkins.portal.documents.models import Document

#: as many characters as an answer holds
MOST = 20_000
#: how many answers one page can send; a page of choices sends four fields an answer (DATA_UPLOAD_MAX_NUMBER_FIELDS)
_MOST_ANSWERS = 1_000


class NotWhole(ValueError):
    """A page that was not sent whole, or an answer no file can hold; the text says which."""


def changes_of(data: QueryDict) -> list[Change]:
    """What a page sent. Raises NotWhole with a sentence for the person who typed it."""
    questions = [name.removeprefix("q.") for name in data if name.startswith("q.")]
    if len(questions) > _MOST_ANSWERS:
        raise NotWhole("The page was not sent whole. Open it again.")
    return [_change(question, data) for question in questions if data.get(f"keep.{question}") != "theirs"]


def _change(question: str, data: QueryDict) -> Change:
    both = data.get(f"keep.{question}") == "both"
    typed = data.get(f"both.{question}" if both else f"q.{question}", "")
    return Change(question, plain(data.get(f"was.{question}", "")), plain(typed))


def plain(text: str) -> str:
    """Text as it is kept: one kind of line end, no outer spaces. Raises NotWhole for what cannot be kept."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(kept) > MOST:
        raise NotWhole(f"An answer has {len(kept):,} characters; at most {MOST:,} can be kept. Shorten it.")
    if "\x00" in kept:
        raise NotWhole("An answer holds a sign that cannot be kept. Type it again.")
    return kept


@dataclass(frozen=True, slots=True)
class Dispute:
    """One answer two people saved, as it is typed; `words` are the three as people read them.

    `may_be_both` says whether two texts can be made one: an answer that is chosen from a list cannot. `both` is what
    one begins with, in one line where the page asks in one.
    """

    question: str
    title: str
    mine: str
    theirs: str
    started_from: str
    by: Any
    at: Any
    words: tuple[str, str, str]
    may_be_both: bool
    is_one_line: bool
    both: str


def disputes(conflicts: Iterable[Conflict], document: Document) -> list[Dispute]:
    """Conflicts in words."""
    return [_dispute(one, document) for one in conflicts]


def _dispute(one: Conflict, document: Document) -> Dispute:
    about, question = document.about, one.change.question
    mine, theirs, started_from = one.change.typed, one.theirs.text, one.change.started_from
    in_words = partial(about.answer_words, question)
    is_one_line = about.is_one_line(question)
    return Dispute(
        question,
        about.question_title(question),
        mine,
        theirs,
        started_from,
        one.theirs.changed_by,
        one.theirs.changed_at,
        (in_words(mine), in_words(theirs), in_words(started_from)),
        not about.against_answer(question, f"{theirs}\n{mine}", document),
        is_one_line,
        "; ".join(filter(None, (in_words(theirs), in_words(mine)))) if is_one_line else f"{theirs}\n{mine}",
    )


def by_oneself(conflicts: Iterable[Conflict], person: Any) -> bool:
    """Whether it was the same person, in another window, who was quicker each time."""
    return all(one.theirs.changed_by_id == person.pk for one in conflicts)
