"""What the tests that take steps in any order share: one document in a savepoint, and how long they go on."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from openperkins.portal.documents.models import Document


class OneDocument(RuleBasedStateMachine):
    """`document` is made by the machine's `@initialize`, which calls `open_savepoint` first."""

    document: Document

    def open_savepoint(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def _now(self) -> Document:
        return Document.objects.get(pk=self.document.pk)


def run_in_any_order(machine: type[OneDocument]) -> None:
    """Twenty runs of up to 25 steps, the same each time."""
    wanted = settings(
        max_examples=20,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(machine, settings=wanted)
