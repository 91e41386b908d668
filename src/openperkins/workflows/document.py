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


def reason_given(document: Any, who: Who) -> str | None:
    """A reason is given."""
    return None if document.note else "Say why."


def not_of_the_district(document: Any, who: Who) -> str | None:
    """Nobody decides for the State on what the own district sent."""
    own = who.may("write_plans", document.org_code) or who.may("write_levels", document.org_code)
    return "You write for this district; somebody else decides." if own else None
