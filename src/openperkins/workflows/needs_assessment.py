"""A district's own needs assessment: private while it is written, and of a named version when it is shared (C9)."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def named(document: Any, who: Who) -> str | None:
    """The version has a name."""
    return None if document.note else "Give this version a name."


def in_time(document: Any, who: Who) -> str | None:
    """No next step of its action plan is due later than it may be."""
    return " ".join(said for _, said in document.faults) or None


NEEDS_ASSESSMENT = Workflow(
    "needs assessment",
    start="draft",
    statuses={"draft": "Private to the district", "shared": "A version is shared"},
    steps=(
        Step(
            "share",
            frozenset({"draft", "shared"}),
            "shared",
            "share_needs",
            needs=(named, in_time),
            tells=("liaison", "district"),
            says_why=True,
        ),
        Step("stop", frozenset({"shared"}), "draft", "share_needs", tells=("liaison", "district")),
    ),
)
