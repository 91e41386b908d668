"""What figures published since a waiver, or since a plan was accepted, ask for beside it.

A waiver holds for its whole core indicator. An accepted plan speaks for its populations alone: for another one that is
below the line since, a plan is owed like any other (W9), until the revision with it is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.plans.owed import Due
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.queries import known_at
from openperkins.schoolyear import SchoolYear

#: status of a plan with a version in force → what becomes of a population that version says nothing of
_THEN = {
    "meets": "The accepted plan says nothing of it: revise the plan and send it.",
    "draft": "The accepted plan says nothing of it: write it in the revision and send that.",
    "returned": "The accepted plan says nothing of it: write it in the revision and send that.",
    "in_review": "The accepted plan says nothing of it; a revision is with the State.",
}


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
        covered, since, then = _spoken_of(document.in_force), "the plan was accepted", _THEN[document.status]
    else:
        return ""
    found = [due.title for due in dues if due.owed and due.population not in covered]
    return f"Figures published since {since} also ask for: {', '.join(found)}. {then}" if found else ""


def lacking(owed: Mapping[str, Mapping[str, Iterable[str]]], year: SchoolYear) -> dict[tuple[str, str], str]:
    """(organization, core indicator) → the status of each accepted plan that says nothing of a population by now owed.

    `owed` is organization → core indicator → populations. One query at most.
    """
    wanted = {code: places for code, places in owed.items() if places}
    if not wanted:
        return {}
    accepted = Document.objects.filter(
        kind="improvement_plan", organization__in=list(wanted), school_year=year.ends, in_force__isnull=False
    )
    return {
        (one.org_code, one.part): one.status
        for one in accepted.select_related("in_force")
        if set(wanted[one.org_code].get(one.part, ())) - _spoken_of(one.in_force)
    }


def _spoken_of(held: Revision) -> set[str]:
    """Populations a version has anything of."""
    return {question.partition(".")[0] for question, text in held.answers.items() if text}


def _waived(document: Document) -> set[str]:
    """Populations that were owed when the plan was waived."""
    waived = document.moves.filter(step="waive").latest("number")
    then = known_at(document.organization_id, waived.taken_at)
    known = then.filter(publication__school_year=document.school_year - 1).last()
    cells = Cells(known.cells) if known else ()
    return {cell.population for cell in cells if cell.indicator == document.part and cell.needs_plan}
