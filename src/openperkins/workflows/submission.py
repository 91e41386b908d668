"""The life of a sent file (W1, W14): from being received to being the district's record of a collection."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def without_errors(document: Any, who: Who) -> str | None:
    """A file with errors is never a record."""
    return "The checks found errors; correct the file and send it again." if document.errors else None


SUBMISSION = Workflow(
    "submission",
    start="received",
    statuses={
        "received": "Checking",
        "checking": "Checking",
        "failed": "Could not be checked",
        "has_errors": "Has errors",
        "ready": "Ready to certify",
        "certified": "Certified",
        "replaced": "Replaced",
        "withdrawn": "Withdrawn",
    },
    steps=(
        Step("certify", frozenset({"ready"}), "certified", "certify", needs=(without_errors,), tells=("district",)),
        Step(
            "withdraw", frozenset({"received", "checking", "failed", "has_errors", "ready"}), "withdrawn", "send_files"
        ),
        Step("check_again", frozenset({"failed"}), "received", "send_files"),
    ),
)
