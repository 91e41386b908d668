"""What figures published since a waiver, or since a plan was accepted, ask for beside it, as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from openperkins.portal.documents.models import Document
from openperkins.portal.plans.owed import Due
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.queries import known_at


def added_since(document: Document | None, dues: Iterable[Due]) -> str:
    """Which populations are owed by now that the waiver or the version in force does not know. Two queries at most.

    Empty where none is, and before the State has answered.
    """
    if document is None:
        return ""
    if document.status == "waived":
        covered, since = _waived(document), "the waiver"
        then = "The waiver holds for all of this core indicator until the State ends it."
    elif document.in_force is not None:
        covered = {question.partition(".")[0] for question, text in document.in_force.answers.items() if text}
        since, then = "the plan was accepted", "The accepted plan says nothing of it: revise the plan and send it."
    else:
        return ""
    found = [due.title for due in dues if due.owed and due.population not in covered]
    return f"Figures published since {since} also ask for: {', '.join(found)}. {then}" if found else ""


def _waived(document: Document) -> set[str]:
    """Populations that were owed when the plan was waived."""
    waived = document.moves.filter(step="waive").latest("number")
    then = known_at(document.organization_id, waived.taken_at)
    known = then.filter(publication__school_year=document.school_year - 1).last()
    cells = Cells(known.cells) if known else ()
    return {cell.population for cell in cells if cell.indicator == document.part and cell.needs_plan}
