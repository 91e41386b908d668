"""A district's annual report on the plans of a core indicator (W10): written, reviewed, met."""

from __future__ import annotations

from openperkins.workflows.document import (
    never_sent,
    not_asked_for,
    not_of_the_district,
    points_given,
    points_settled,
    ready_to_send,
)
from openperkins.workflows.improvement_plan import accepted_before, plans_for_itself
from openperkins.workflows.model import Step, Workflow

REPORT = Workflow(
    "annual report",
    start="draft",
    hides_drafts=True,
    statuses={
        "draft": "Draft",
        "in_review": "In review",
        "returned": "Returned: changes needed",
        "meets": "Meets minimum requirements",
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
            needs=(not_of_the_district, ready_to_send, points_settled),
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
