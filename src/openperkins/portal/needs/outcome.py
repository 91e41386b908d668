"""C10: the outcome of an assessment: what a version says, with its figures, as the summary for the Perkins application.

Figures leave the district protected unless somebody who sees full counts asks for them: the summary is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from openperkins.accountability.names import POPULATIONS
from openperkins.exports.document import LinkedPlan, NeedsSummary, action_plan_of, as_word, summary_of
from openperkins.exports.page import as_pdf, as_xlsx
from openperkins.needs.assessment import Assessment, team_answers
from openperkins.portal.documents.actions import FROZEN
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.figures import (
    Figures,
    figures_at,
    figures_of,
    sheets_of,
    versions_of,
)
from openperkins.portal.needs.findings import Printing, found_of
from openperkins.portal.needs.kind import FIGURES, NAMES, PLANS, cycle_in_words, plans_in_force, plans_kept
from openperkins.portal.needs.names import from_text, names_of

#: what is said of figures that may be handed on
PROTECTED = (
    "protected: small groups and exact counts are not printed, nor are figures of single student groups and programs"
)


@dataclass(frozen=True)
class Outcome:
    """A version of an assessment (or, without `revision`, the assessment as it stands) and what goes with it."""

    document: Document
    revision: Revision | None
    assessment: Assessment
    figures: Figures | None
    summary: NeedsSummary
    exact: bool

    @property
    def version(self) -> str:
        return str(self.revision) if self.revision else "as it stands"


def outcome_of(document: Document, revision: Revision | None = None, *, exact: bool = False) -> Outcome:
    """The outcome of a frozen version, or of the answers as they stand; figures are protected unless `exact`."""
    answers = dict(revision.answers) if revision else team_answers(document.answers)
    instrument = instrument_of(document)
    organization, pinned, plans = document.organization, answers.pop(FIGURES, ""), answers.pop(PLANS, "")
    kept = from_text(answers.pop(NAMES, ""))
    answers |= _with_files(answers, revision.attachments if revision else document.attached.values(*FROZEN))
    figures = figures_at(organization.code, pinned) if revision else figures_of(organization.code, document.year)
    assessment = Assessment(instrument, answers)
    names = kept or names_of(document, figures, answers)
    if figures is not None:  # of single schools, which the district's own sheet does not part
        figures = replace(figures, schools=sheets_of(figures, names.places.keys() - set(figures.programs)))
    printing = Printing(figures, [] if exact or not figures else versions_of(figures, organization.code), exact)
    move = document.moves.filter(revision=revision).first() if revision else None
    on = timezone.localdate(revision.made_at) if revision else timezone.localdate()
    summary = summary_of(
        assessment,
        district=names.district,
        cycle=cycle_in_words(document.year),
        version=move.note if move else "As it stands",
        on=on,
        scopes=names.places,
        figures_from=_from(figures, exact),
        found={one.number: found_of(printing, assessment, one, names.places) for one in instrument.components},
        plans=list(_plans(plans_kept(plans) if revision else plans_in_force(document))),
    )
    return Outcome(document, revision, assessment, figures, summary, exact)


def outcome_files(outcome: Outcome, form: str) -> HttpResponse:
    """The summary as a Word, PDF or Excel file. Raises Http404 for another form."""
    summary = outcome.summary
    name = f"Needs assessment {summary.cycle} {outcome.document.organization_id}"
    forms: dict[str, Callable[[], bytes]] = {
        "docx": lambda: as_word(summary),
        "pdf": lambda: as_pdf(summary.page()),
        "xlsx": lambda: as_xlsx(summary.page()),
    }
    return made(forms, form, name)


def plan_files(outcome: Outcome, form: str) -> HttpResponse:
    """The action plan in the shape of the template, as Word or PDF. Raises Http404 for another form."""
    organization, cycle = outcome.document.organization, outcome.summary.cycle
    plan = action_plan_of(outcome.assessment, district=organization.name, cycle=cycle)
    forms: dict[str, Callable[[], bytes]] = {"docx": lambda: as_word(plan), "pdf": lambda: as_pdf(plan.page())}
    return made(forms, form, f"Action plan {cycle} {organization.code}")


def made(forms: Mapping[str, Callable[[], bytes]], form: str, name: str) -> HttpResponse:
    if form not in forms:
        raise Http404
    return as_attachment(forms[form](), f"{name}.{form}")


def _from(figures: Figures | None, exact: bool) -> str:
    said = figures.source if figures else "none from records"
    return said if exact else f"{said}; {PROTECTED}"


def _with_files(answers: Mapping[str, str], files: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Evidence with the names of the files that go with it."""
    named: dict[str, list[str]] = {}
    for file in files:
        if file.get("question"):
            named.setdefault(file["question"], []).append(file["name"])
    return {
        question: "\n".join(part for part in (answers.get(question, ""), f"Files: {', '.join(names)}") if part)
        for question, names in named.items()
    }


def _plans(versions: Iterable[Revision]) -> Iterator[LinkedPlan]:
    """What versions of improvement plans say of each population."""
    indicators, populations = indicator_titles(), population_titles()
    for version in versions:
        plan = version.document
        for population in POPULATIONS:
            if text := version.answers.get(f"{population}.plan", ""):
                title = f"{plan.part} {indicators[plan.part]}, {plan.year}"
                yield LinkedPlan(title, populations.get(population, population), text)


def context_of(outcome: Outcome) -> dict[str, Any]:
    """What a page of an outcome shows."""
    return {"outcome": outcome, "summary": outcome.summary, "assessment": outcome.assessment}
