"""How far a year's plans or reports are: written, sent, accepted or waived, counted apart and alike on every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: statuses in which the State has answered for good
_SETTLED = ("meets", "waived")
#: status of what has a version in force → how far its revision is
_REVISION = {
    "draft": "revision begun",
    "in_review": "revision in review",
    "proposed": "revision proposed",
    "returned": "revision returned",
}


def is_settled(status: str, in_force: Any, *, lacks: bool = False) -> bool:
    """Whether the State has no more to ask: it meets the requirements, is waived, or a version of it is in force.

    What is in force holds while a revision of it is written, sent or returned. One that `lacks` a population figures
    published since ask for is not settled: an entry is owed again.
    """
    return not lacks and (bool(in_force) or status in _SETTLED)


def is_sent(status: str, in_force: Any, *, lacks: bool = False) -> bool:
    """Whether it is with the State, or settled."""
    return is_settled(status, in_force, lacks=lacks) or status == "in_review"


def charts_in_words(of: int, *, sent: int, settled: int, outcome: str) -> str:
    """`2 of 4 charts sent, 1 of 4 accepted or waived`; `outcome` says how they are settled."""
    return f"{sent} of {of} {'chart' if of == 1 else 'charts'} sent, {settled} of {of} {outcome}"


def entries_in_words(of: int, *, written: int) -> str:
    """`5 of 5 entries written`."""
    return f"{written} of {of} {'entry' if of == 1 else 'entries'} written"


def in_force_in_words(document: Any) -> str:
    """`Version 2 in force, revision begun`; empty where none is in force or no revision is under way."""
    if not document.in_force_id or document.status not in _REVISION:
        return ""
    return f"Version {document.in_force.number} in force, {_REVISION[document.status]}"


def count(flags: Iterable[bool]) -> int:
    """How many are so."""
    return sum(map(bool, flags))
