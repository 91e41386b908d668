"""Taking a step of a workflow: refused with every reason, or done by one statement that only one of two can win."""

from __future__ import annotations

from typing import Any

from openperkins.portal.accounts.reach import Reach
from openperkins.workflows.model import Workflow


class Refused(Exception):
    """A step that cannot be taken; `reasons` are sentences for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def advance(workflow: Workflow, step: str, document: Any, *, by: Reach, **changes: Any) -> None:
    """Move a document on, with `changes` to its other columns, inside the caller's transaction.

    Raises Refused with every reason against the step, also when somebody else was quicker.
    """
    if against := workflow.refusals(step, document, by):
        raise Refused(against)
    moved = workflow.step(step)
    rows = type(document).objects.filter(pk=document.pk, status=document.status)
    if rows.update(status=moved.leads_to(document.status), **changes) != 1:
        raise Refused([f"Somebody else changed this {workflow.name} meanwhile; look at it again."])
    document.refresh_from_db()
