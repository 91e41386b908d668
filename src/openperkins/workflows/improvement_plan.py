"""A district's improvement plan for a core indicator (W9): written, reviewed, met, revised at any time, or waived.

A draft nobody asks for any more can be discarded, and taken up again.
"""

from __future__ import annotations

from typing import Any

from openperkins.workflows.document import (
    never_sent,
    not_asked_for,
    not_of_the_district,
    points_given,
    points_settled,
    ready_to_send,
    reason_given,
)
from openperkins.workflows.model import Step, Who, Workflow


def plans_for_itself(document: Any, who: Who) -> str | None:
    """A member of a consortium is measured, and plans, with its consortium."""
    return "The consortium's plans hold for its members." if document.organization.is_member else None


def minimum_checked(document: Any, who: Who) -> str | None:
    """Every point of the minimum requirements is ticked for every population."""
    return "; ".join(f"{where}: {point}" for where, point in document.unchecked) or None


def accepted_before(document: Any, who: Who) -> str | None:
    """A version of it is in force."""
    return None if document.in_force_id else "No version of it is in force."


def nothing_accepted(document: Any, who: Who) -> str | None:
    """No version of it is in force."""
    return "A version of it is in force: it is revised, not waived." if document.in_force_id else None


def not_begun_to_carry_out(document: Any, who: Who) -> str | None:
    """It was not said yet that this version is carried out."""
    return "It was said before that this version is carried out." if document.is_carried_out else None


PLAN = Workflow(
    "improvement plan",
    start="draft",
    hides_drafts=True,
    statuses={
        "draft": "Draft",
        "in_review": "In review",
        "returned": "Returned: changes needed",
        "meets": "Meets minimum requirements",
        "waived": "Waived",
        "discarded": "Discarded",
    },
    steps=(
        Step(
            "send",
            frozenset({"draft", "returned"}),
            "in_review",
            "send_plans",
            needs=(plans_for_itself, ready_to_send),
            tells=("liaison", "district"),
        ),
        Step("withdraw", frozenset({"in_review"}), "draft", "send_plans", tells=("liaison",)),
        Step(
            "meets",
            frozenset({"in_review"}),
            "meets",
            "decide_plans",
            needs=(not_of_the_district, ready_to_send, minimum_checked, points_settled),
            tells=("district", "liaison"),
        ),
        Step(
            "return",
            frozenset({"in_review"}),
            "returned",
            "decide_plans",
            needs=(not_of_the_district, points_given),
            tells=("district",),
            says_why=True,
        ),
        Step(
            "implement",
            frozenset({"meets"}),
            "meets",
            "send_plans",
            needs=(not_begun_to_carry_out,),
            tells=("liaison", "district"),
        ),
        Step("revise", frozenset({"meets"}), "draft", "send_plans", tells=("liaison",)),
        Step(
            "drop",
            frozenset({"draft", "returned"}),
            "meets",
            "send_plans",
            needs=(accepted_before,),
            tells=("liaison",),
        ),
        Step(
            "waive",
            frozenset({"draft", "returned", "discarded"}),
            "waived",
            "waive_plans",
            needs=(not_of_the_district, nothing_accepted, reason_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
        Step(
            "end_waiver",
            frozenset({"waived"}),
            "draft",
            "waive_plans",
            needs=(not_of_the_district, reason_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
        Step(
            "discard",
            frozenset({"draft"}),
            "discarded",
            "send_plans",
            needs=(never_sent, not_asked_for),
            tells=("district",),
        ),
        Step("resume", frozenset({"discarded"}), "draft", "send_plans", tells=("district",)),
    ),
)
