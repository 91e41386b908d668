"""The life of a publication (W6): one person composes it, another approves, and it is published whole."""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def by_a_second_person(document: Any, who: Who) -> str | None:
    """Two people stand behind every published figure."""
    return "You composed it; a second person approves." if document.composed_by == who else None


def reason_for_correction(document: Any, who: Who) -> str | None:
    """A correction says why the earlier figures are replaced."""
    missing = document.supersedes is not None and not document.reason
    return "It replaces published figures: say why." if missing else None


def on_top_of_the_latest(document: Any, who: Who) -> str | None:
    """What it was compared with is still what is published."""
    return None if document.is_on_top else "Other figures were published meanwhile; compose it again."


def is_in_force(document: Any, who: Who) -> str | None:
    """Only what is shown can be taken back."""
    return None if document.in_force else "It was replaced already."


PUBLICATION = Workflow(
    "publication",
    start="composing",
    statuses={
        "composing": "Computing",
        "failed": "Could not be computed",
        "draft": "Draft",
        "proposed": "Waiting for approval",
        "published": "Published",
        "retracted": "Retracted",
        "discarded": "Discarded",
    },
    steps=(
        Step(
            "propose",
            frozenset({"draft"}),
            "proposed",
            "compose_publication",
            needs=(reason_for_correction, on_top_of_the_latest),
            tells=("administrators",),
        ),
        Step(
            "approve",
            frozenset({"proposed"}),
            "published",
            "approve_publication",
            needs=(by_a_second_person, on_top_of_the_latest),
            tells=("districts", "data_stewards"),
        ),
        Step("return", frozenset({"proposed"}), "draft", "approve_publication", tells=("data_stewards",)),
        Step("discard", frozenset({"composing", "failed", "draft"}), "discarded", "compose_publication"),
        Step(
            "retract",
            frozenset({"published"}),
            "retracted",
            "retract_publication",
            needs=(is_in_force,),
            tells=("districts", "data_stewards"),
        ),
    ),
)
