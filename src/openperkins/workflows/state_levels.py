"""The State's levels of a school year (W7): one person proposes them, a second sets them, districts are told."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def by_a_second_person(document: Any, who: Who) -> str | None:
    """Two people stand behind the State's levels."""
    return "You proposed them; a second person sets them." if document.proposed_by == who else None


def nothing_set_since(document: Any, who: Who) -> str | None:
    """No other levels were set for the year since they were proposed."""
    return None if document.is_on_top else "Other levels were set for this year meanwhile; propose them again."


def nothing_agreed_yet(document: Any, who: Who) -> str | None:
    """No district agreed on its levels of the year yet, or those it adopted stay as they are."""
    changed = document.agreed_against
    if not changed:
        return None
    return f"Districts have agreed on levels of {', '.join(changed)} already; the State's stay as they are."


STATE_LEVELS = Workflow(
    "proposal of State levels",
    start="proposed",
    statuses={"proposed": "Proposed", "set": "Set", "dropped": "Dropped"},
    steps=(
        Step(
            "set",
            frozenset({"proposed"}),
            "set",
            "set_state_levels",
            needs=(by_a_second_person, nothing_set_since, nothing_agreed_yet),
            tells=("districts", "data_stewards"),
        ),
        Step("drop", frozenset({"proposed"}), "dropped", "set_state_levels", tells=("data_stewards",)),
        Step("withdraw", frozenset({"proposed"}), "dropped", "propose_state_levels"),
    ),
)
