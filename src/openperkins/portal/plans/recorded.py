"""What the records of plans and reports say beside the answers: the figures they answer, and what came of a plan."""

from __future__ import annotations

import datetime
from dataclasses import replace

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.documents.models import Document, Move, Revision
from openperkins.portal.law import population_titles
from openperkins.portal.plans.answers import DISTRICT, populations_in, written_of
from openperkins.portal.plans.owed import Accepted
from openperkins.portal.results.models import Sheet
from openperkins.portal.results.queries import Published, published_at, trend_at
from openperkins.portal.results.working import working
from openperkins.schoolyear import SchoolYear


def plan_rested_on(document: Document, revision: Revision) -> list[tuple[str, str]]:
    """Each population that owed a plan, or was written about, with its result, level, line and what follows (R50-R54).

    By the figures that were published when the version was frozen, of that year and of those before.
    """
    years = trend_at(document.organization_id, document.year - 1, revision.made_at)
    found = years[-1] if years and years[-1].year == document.year - 1 else None
    if found is None:
        return [(f"Figures of {document.year - 1}", "none were published")]
    written = {one for part in DISTRICT for one in populations_in(revision.answers, part)}
    on_file = _accepted_by(document, revision.made_at)
    rows = [(f"Figures of {found.year}", str(found.publication))]
    for population, title in population_titles().items():
        cell = found.cells.of(document.part, population)
        if population in written or cell.plan in ("required", "on_file"):
            if cell.plan == "required" and population in on_file:
                cell = replace(cell, plan="on_file")  # accepted here in an earlier year, whatever the figures know
            rows.append((title, working(found, cell, years).text))
    return rows


def plan_followed(document: Document) -> list[tuple[str, str]]:
    """The version in force, whether it is carried out, and the annual reports on it."""
    if document.in_force is None:
        return []
    accepted = date_in_words(day_of(document.in_force.made_at))
    rows = [("In force", f"{document.in_force}, accepted {accepted}")]
    if document.is_carried_out:
        rows.append(("Carried out", "The district said so of the version in force."))
    reports = Document.objects.filter(
        kind="annual_report",
        organization=document.organization_id,
        part=document.part,
        school_year__gt=document.school_year,
    )
    sent = reports.filter(sent_at__isnull=False).order_by("school_year")
    return rows + [(str(one), one.status_title) for one in sent]


def report_rested_on(document: Document, revision: Revision) -> list[tuple[str, str]]:
    """Each plan reported on, as it was accepted by then, and the figures since as they were published at the time."""
    moment, titles = revision.made_at, population_titles()
    known: dict[str, Accepted | None] = dict.fromkeys(_on_file_by(document, moment)) | _accepted_by(document, moment)
    rows = []
    for population in filter(known.__contains__, titles):
        accepted = known[population]
        if accepted is None:
            rows.append((f"{titles[population]}: the plan", "On file; its text is not kept here."))
        else:
            on = date_in_words(accepted.on)
            words = f"Accepted {on} (version {accepted.version}): {accepted.written.plan}"
            rows.append((f"{titles[population]}: the plan", words))
        since = accepted.year if accepted else document.year
        for found in _figures_since(document, revision, since.ends - 1):
            text = working(found, found.cells.of(document.part, population), []).text
            rows.append((f"{titles[population]}: result of {found.year}", text))
    return rows


def _accepted_by(document: Document, moment: datetime.datetime) -> dict[str, Accepted]:
    """Population → the plan of earlier school years accepted last by a moment, whatever was accepted since."""
    taken = Move.objects.filter(
        step="meets",
        taken_at__lte=moment,
        document__kind="improvement_plan",
        document__organization=document.organization_id,
        document__part=document.part,
        document__school_year__lt=document.school_year,
    )
    ordered = taken.select_related("document", "revision").order_by("document__school_year", "number")
    held = {move.document: move.revision for move in ordered}  # the last version of each plan stays
    return {
        population: Accepted(plan.pk, plan.year, one.number, day_of(one.made_at), written_of(one.answers, population))
        for plan, one in held.items()
        for population in populations_in(one.answers, "plan")
    }


def _on_file_by(document: Document, moment: datetime.datetime) -> list[str]:
    """Populations of which figures of earlier years, as they were published at a moment, say that a plan is on file."""
    of_here = Sheet.objects.filter(
        org_code=document.organization_id,
        publication__school_year__lt=document.school_year,
        publication__published_at__lte=moment,
    )
    years = of_here.order_by().values_list("publication__school_year", flat=True).distinct()
    found = (published_at(document.organization_id, SchoolYear(year), moment) for year in years)
    held = [one.cells for one in found if one is not None]
    return [one for one in population_titles() if any(cells.of(document.part, one).plan == "on_file" for cells in held)]


def _figures_since(document: Document, revision: Revision, first: int) -> list[Published]:
    years = [document.year - back for back in range(document.school_year - first, 0, -1)]
    found = (published_at(document.organization_id, year, revision.made_at) for year in years)
    return [one for one in found if one is not None]
