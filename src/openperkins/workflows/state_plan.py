"""The State Improvement Plan of a core indicator (W12): written, approved by a second person, revised at any time."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.document import points_given, points_settled, ready_to_send
from openperkins.workflows.improvement_plan import accepted_before
from openperkins.workflows.model import Step, Who, Workflow


def not_sent_by_oneself(document: Any, who: Who) -> str | None:
    """Somebody else sent it."""
    return "You sent it; a second person decides." if document.sent_by == who else None


def figures_published(document: Any, who: Who) -> str | None:
    """The State's figures it answers to are published."""
    if document.asked is not None:
        return None
    return f"The State's figures of {document.year - 1} are not published, so there is nothing the plan answers to."


STATE_PLAN = Workflow(
    "State improvement plan",
    start="draft",
    hides_drafts=True,
    statuses={
        "draft": "Draft",
        "proposed": "Proposed",
        "returned": "Returned: changes needed",
        "in_force": "In force",
    },
    steps=(
        Step(
            "send",
            frozenset({"draft", "returned"}),
            "proposed",
            "send_state_plan",
            needs=(figures_published, ready_to_send),
            tells=("administrator", "data_stewards"),
        ),
        Step("withdraw", frozenset({"proposed"}), "draft", "send_state_plan", tells=("administrator", "data_stewards")),
        Step(
            "approve",
            frozenset({"proposed"}),
            "in_force",
            "decide_state_plan",
            needs=(not_sent_by_oneself, figures_published, ready_to_send, points_settled),
            tells=("administrator", "data_stewards"),
        ),
        Step(
            "return",
            frozenset({"proposed"}),
            "returned",
            "decide_state_plan",
            needs=(not_sent_by_oneself, points_given),
            tells=("administrator", "data_stewards"),
            says_why=True,
        ),
        Step("revise", frozenset({"in_force"}), "draft", "send_state_plan", tells=("administrator", "data_stewards")),
        Step(
            "drop",
            frozenset({"draft", "returned"}),
            "in_force",
            "send_state_plan",
            needs=(accepted_before,),
            tells=("administrator", "data_stewards"),
        ),
    ),
)
