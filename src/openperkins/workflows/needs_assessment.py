"""A district's own needs assessment: private while it is written, and of a named version when it is shared (C9).

A version that is kept is the district's alone: nobody is told, and the State never reads it.
"""

from __future__ import annotations

from typing import Any

from openperkins.workflows.model import Step, Who, Workflow


def named(document: Any, who: Who) -> str | None:
    """The version has a name."""
    return None if document.note else "Give this version a name."


def sound(document: Any, who: Who) -> str | None:
    """No answer is one that cannot stand, such as a word for a number; what is not answered yet may be."""
    wrong = [f"{title}: {said}" for title, said in document.faults]
    if not wrong:
        return None
    return f"{len(wrong)} {'answer' if len(wrong) == 1 else 'answers'} cannot stand as typed. {' '.join(wrong)}"


NEEDS_ASSESSMENT = Workflow(
    "needs assessment",
    start="draft",
    hides_drafts=True,
    statuses={"draft": "Private to the district", "shared": "A version is shared"},
    steps=(
        Step("keep", frozenset({"draft", "shared"}), "", "write_needs", needs=(named,), says_why=True),
        Step(
            "share",
            frozenset({"draft", "shared"}),
            "shared",
            "share_needs",
            needs=(named, sound),
            tells=("liaison", "district"),
            says_why=True,
        ),
        Step("stop", frozenset({"shared"}), "draft", "share_needs", tells=("liaison", "district")),
    ),
)
