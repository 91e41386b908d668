"""Which readings a school year's figures are computed by: one person proposes, another adopts."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def by_a_second_person(document: Any, who: Who) -> str | None:
    """Two people stand behind the readings of a year."""
    return "You proposed it; a second person adopts." if document.proposed_by == who else None


def readings_hold(document: Any, who: Who) -> str | None:
    """The ruleset still takes every changed value."""
    return document.fault or None


def on_top_of_the_latest(document: Any, who: Who) -> str | None:
    """No other readings were adopted for the year since it was proposed."""
    return None if document.is_on_top else "Other readings were adopted for this year meanwhile; propose it again."


ADOPTION = Workflow(
    "proposal of readings",
    start="proposed",
    statuses={"proposed": "Proposed", "adopted": "Adopted", "dropped": "Dropped"},
    steps=(
        Step(
            "adopt",
            frozenset({"proposed"}),
            "adopted",
            "adopt_ruleset",
            needs=(by_a_second_person, readings_hold, on_top_of_the_latest),
            tells=("administrators", "data_stewards"),
        ),
        Step("drop", frozenset({"proposed"}), "dropped", "adopt_ruleset", tells=("data_stewards",)),
        Step("withdraw", frozenset({"proposed"}), "dropped", "propose_ruleset"),
    ),
)
