"""How a workflow reads: a table of steps, and one question: what speaks against this step now?

    SUBMISSION = Workflow("submission", start="received", steps=(
        Step("certify", {"ready"}, "certified", action="certify", needs=(without_errors,), tells=("district",)),
    ))
    refusals = SUBMISSION.refusals("certify", document, who)      # all reasons as sentences; empty permits

The same call explains why a button is not there, guards the action that changes state, and feeds the docs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from openperkins.errors import UnknownNameError, nearest
from openperkins.workflows.rights import right

#: A condition on a document: None when it is met, else the reason as a sentence.
Need = Callable[[Any, "Who"], str | None]


class Who(Protocol):
    """Somebody who asks to take a step."""

    def may(self, action: str, org_code: str) -> bool:
        """Whether the person's roles allow an action for an organization today."""


class Document(Protocol):
    """What a workflow moves: its status, and whose it is."""

    status: str
    org_code: str


@dataclass(frozen=True)
class Step:
    """One step: from which statuses to which, what right it takes, what must hold, who is told.

    One without `to` leaves the status as it is. With a step that `says_why` goes a reason; others may have a note.
    """

    name: str
    from_: frozenset[str]
    to: str
    action: str
    needs: tuple[Need, ...] = ()
    tells: tuple[str, ...] = ()
    says_why: bool = False

    def leads_to(self, status: str) -> str:
        """The status after the step, taken in `status`."""
        return self.to or status


@dataclass(frozen=True)
class Workflow:
    """`statuses` maps each status inside to the words people see; several may share words.

    With `hides_drafts` a step that is not open says nothing else: what is missing tells of answers that were not sent.
    """

    name: str
    start: str
    statuses: dict[str, str]
    steps: tuple[Step, ...]
    hides_drafts: bool = False
    by_name: dict[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {s for step in self.steps for s in (*step.from_, *filter(None, [step.to]))} | {self.start}
        if unknown := named - set(self.statuses):
            raise ValueError(f"{self.name}: no words for {sorted(unknown)}")
        for step in self.steps:
            right(step.action)
        object.__setattr__(self, "by_name", {step.name: step for step in self.steps})

    def step(self, name: str) -> Step:
        """The step of that name. Raises UnknownNameError."""
        try:
            return self.by_name[name]
        except KeyError:
            raise UnknownNameError(f"A {self.name} has no step {name}.", nearest(name, self.by_name)) from None

    def refusals(self, name: str, document: Document, who: Who) -> list[str]:
        """Every reason why `who` cannot take the step now, as sentences; empty permits."""
        step = self.step(name)
        against = []
        if not who.may(step.action, document.org_code):
            against.append(f"Your roles do not let you {right(step.action).says}.")
        if document.status not in step.from_:
            against.append(f"It is “{self.statuses[document.status]}”, so this step is not open.")
            if self.hides_drafts:
                return against
        return against + [reason for need in step.needs if (reason := need(document, who))]

    def open_steps(self, document: Document, who: Who) -> list[Step]:
        """The steps `who` can take now, in the order of the table."""
        return [step for step in self.steps if not self.refusals(step.name, document, who)]
