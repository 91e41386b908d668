"""What the State decided last on a request, and the version it decided on: both stay while the request is revised."""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.portal.documents.actions import restore_to
from openperkins.portal.documents.models import Document, Move, Revision

_DECISIONS = ("grant", "deny")
_GIVES_UP = ("drop_after_grant", "drop_after_denial")


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: its step, and the version that was decided on. `stands` until the request is sent again.

    It stands once more when that sending is given up.
    """

    move: Move
    on: Revision
    stands: bool


def decided(document: Document | None) -> Decided | None:
    """The State's last decision; None before there is one."""
    moves = list(document.moves.select_related("taken_by", "revision").order_by("number")) if document else []
    last = next((move for move in reversed(moves) if move.step in _DECISIONS), None)
    if last is None:
        return None
    on = next(move.revision for move in reversed(moves) if move.number < last.number and move.revision)
    # a revision that was sent and then given up leaves what was decided before
    since = [move.step for move in moves if move.number > last.number and move.step in ("send", *_GIVES_UP)]
    return Decided(last, on, since[-1:] != ["send"])


def give_up(document: Document, move: Move) -> None:
    """The request is again what was decided on: what was typed or attached since is given up. Done with a step."""
    found = decided(document)
    assert found is not None  # the step asks for it
    restore_to(found.on, move)
