"""What figures published since a waiver ask for beside what was waived."""

from __future__ import annotations

from collections.abc import Iterable

from openperkins.portal.documents.models import Document
from openperkins.portal.plans.owed import Due
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.models import Sheet


def added_since(document: Document | None, dues: Iterable[Due]) -> list[str]:
    """Titles of the populations owed by now that were not when the plan was waived; none unless it is. Two queries."""
    if document is None or document.status != "waived":
        return []
    waived = document.moves.filter(step="waive").latest("number")
    then = Sheet.objects.filter(
        org_code=document.organization_id,
        publication__school_year=document.school_year - 1,
        publication__published_at__lte=waived.taken_at,
    )
    known = then.order_by("publication__published_at").last()
    cells = Cells(known.cells) if known else ()
    covered = {cell.population for cell in cells if cell.indicator == document.part and cell.needs_plan}
    return [due.title for due in dues if due.owed and due.population not in covered]
