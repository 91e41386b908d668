"""What the documents that go between a district and the State have in common."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Who


def ready_to_send(document: Any, who: Who) -> str | None:
    """Every answer is there and can stand."""
    faults = document.faults
    if not faults:
        return None
    return " ".join(f"{where}: {fault}" if where else fault for where, fault in faults)


def points_given(document: Any, who: Who) -> str | None:
    """It is said what has to change."""
    given = document.note or document.has_open_points
    return None if given else "Say what has to change."


def points_settled(document: Any, who: Who) -> str | None:
    """Every point of the State's was answered or taken back."""
    open_ = document.open_points
    if not open_:
        return None
    places = "; ".join(dict.fromkeys(open_))
    if len(open_) == 1:
        return f"1 point is still open ({places}). Mark it as answered, or take it back, among the comments."
    return f"{len(open_)} points are still open ({places}). Mark each as answered, or take it back, among the comments."


def never_sent(document: Any, who: Who) -> str | None:
    """Nothing of it was sent or decided: it is its writers' own draft."""
    return None if document.is_own_draft else "It was sent or decided on before, so it stays."


def not_asked_for(document: Any, who: Who) -> str | None:
    """Nothing asks for it."""
    return None if document.unasked else "It is owed, so it stays."


def reason_given(document: Any, who: Who) -> str | None:
    """A reason is given."""
    return None if document.note else "Say why."


def not_of_the_district(document: Any, who: Who) -> str | None:
    """Nobody decides for the State on what the own district sent."""
    own = who.may("write_plans", document.org_code) or who.may("write_levels", document.org_code)
    return "You write for this district; somebody else decides." if own else None
