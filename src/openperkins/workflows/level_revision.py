"""A superintendent's request for another 5S1 level after a region lost jobs (W8): sent, granted or denied."""

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


def asks_for_itself(document: Any, who: Who) -> str | None:
    """A member of a consortium shares the consortium's level."""
    return "The consortium's level holds for its members." if document.organization.is_member else None


def level_agreed(document: Any, who: Who) -> str | None:
    """A 5S1 level of the year is agreed."""
    if document.asked.agreed is not None:
        return None
    return f"No 5S1 level of {document.year} is agreed yet, so there is none to revise."


def granted_before(document: Any, who: Who) -> str | None:
    """The State's last decision granted the request."""
    return None if document.asked.decided == "grant" else "It was not granted before."


def denied_before(document: Any, who: Who) -> str | None:
    """The State's last decision denied the request."""
    return None if document.asked.decided == "deny" else "It was not denied before."


LEVEL_REVISION = Workflow(
    "5S1 revision request",
    start="draft",
    hides_drafts=True,
    statuses={
        "draft": "Draft",
        "sent": "Sent",
        "returned": "Returned: changes needed",
        "granted": "Granted",
        "denied": "Denied",
    },
    steps=(
        Step(
            "send",
            frozenset({"draft", "returned"}),
            "sent",
            "send_level_revision",
            needs=(asks_for_itself, level_agreed, ready_to_send),
            tells=("administrator", "liaison", "district"),
        ),
        Step(
            "withdraw",
            frozenset({"sent"}),
            "draft",
            "send_level_revision",
            tells=("administrator", "liaison", "district"),
        ),
        Step(
            "grant",
            frozenset({"sent"}),
            "granted",
            "decide_level_revision",
            needs=(not_of_the_district, level_agreed, ready_to_send, points_settled, reason_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
        Step(
            "deny",
            frozenset({"sent"}),
            "denied",
            "decide_level_revision",
            needs=(not_of_the_district, reason_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
        Step(
            "return",
            frozenset({"sent"}),
            "returned",
            "decide_level_revision",
            needs=(not_of_the_district, points_given),
            tells=("district", "liaison"),
            says_why=True,
        ),
        Step(
            "revise",
            frozenset({"granted", "denied"}),
            "draft",
            "send_level_revision",
            tells=("district",),
        ),
        Step(
            "drop_after_grant",
            frozenset({"draft", "returned"}),
            "granted",
            "send_level_revision",
            needs=(granted_before,),
            tells=("district", "liaison"),
        ),
        Step(
            "drop_after_denial",
            frozenset({"draft", "returned"}),
            "denied",
            "send_level_revision",
            needs=(denied_before,),
            tells=("district", "liaison"),
        ),
    ),
)
