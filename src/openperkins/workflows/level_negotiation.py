"""A district's levels of a year (W7): adopted or proposed, answered by the State, agreed."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.document import (
    not_of_the_district,
    points_given,
    points_settled,
    ready_to_send,
    reason_given,
)
from openperkins.workflows.model import Step, Who, Workflow


def negotiates_for_itself(document: Any, who: Who) -> str | None:
    """A member of a consortium shares the consortium's levels."""
    return "The consortium's levels hold for its members." if document.organization.is_member else None


def sent_by_a_second_person(document: Any, who: Who) -> str | None:
    """Whoever made the last change does not send alone, where two people are asked for."""
    alone = document.needs_two_people and document.edited_by == who
    return "You made the last change; a second person sends it." if alone else None


def counters_hold(document: Any, who: Who) -> str | None:
    """There is a counter-offer, and each is a level that can be agreed."""
    if not document.counters:
        return "No counter-offer is entered."
    return " ".join(f"{question}: {fault}" for question, fault in document.counter_faults) or None


def no_counter_left(document: Any, who: Who) -> str | None:
    """No counter-offer was entered."""
    return "A counter-offer is entered: send it, or clear it." if document.counters else None


def against_the_states_levels_in_force(document: Any, who: Who) -> str | None:
    """The State's levels are those the district's were sent against."""
    moved = document.asked.moved
    if not moved:
        return None
    told = ", ".join(f"{indicator} from {then}% to {now}%" for indicator, then, now in moved)
    return f"The State's levels changed since these were sent ({told}): the district has to send them again."


def as_the_state_answered(document: Any, who: Who) -> str | None:
    """What is accepted is what the State had before it when it made its offer."""
    changed = document.asked.changed
    if not changed:
        return None
    return f"Changed since the State's offer: {', '.join(changed)}. Put it back as it was, or send the levels again."


def not_final(document: Any, who: Who) -> str | None:
    """The rules of the year let agreed levels be negotiated again."""
    if document.law.levels.agreed == "open":
        return None
    return f"By the rules of {document.year} agreed levels are final; 5S1 alone can be revised, after a loss of jobs."


NEGOTIATION = Workflow(
    "level negotiation",
    start="draft",
    hides_drafts=True,
    statuses={
        "draft": "Draft",
        "sent": "Sent",
        "returned": "Returned: changes needed",
        "countered": "State countered",
        "agreed": "Agreed",
    },
    steps=(
        Step(
            "send",
            frozenset({"draft", "returned", "countered"}),
            "sent",
            "send_levels",
            needs=(negotiates_for_itself, ready_to_send, sent_by_a_second_person),
            tells=("liaison", "district"),
        ),
        Step("withdraw", frozenset({"sent"}), "draft", "send_levels", tells=("liaison",)),
        Step(
            "accept",
            frozenset({"countered"}),
            "agreed",
            "send_levels",
            needs=(ready_to_send, as_the_state_answered, against_the_states_levels_in_force),
            tells=("liaison", "district"),
        ),
        Step(
            "agree",
            frozenset({"sent"}),
            "agreed",
            "decide_levels",
            needs=(
                not_of_the_district,
                ready_to_send,
                no_counter_left,
                points_settled,
                against_the_states_levels_in_force,
            ),
            tells=("district", "liaison"),
        ),
        Step(
            "counter",
            frozenset({"sent"}),
            "countered",
            "decide_levels",
            needs=(not_of_the_district, counters_hold, against_the_states_levels_in_force),
            tells=("district",),
        ),
        Step(
            "return",
            frozenset({"sent"}),
            "returned",
            "decide_levels",
            needs=(not_of_the_district, points_given),
            tells=("district",),
            says_why=True,
        ),
        Step(
            "reopen",
            frozenset({"agreed"}),
            "draft",
            "decide_levels",
            needs=(not_of_the_district, not_final, reason_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
    ),
)
