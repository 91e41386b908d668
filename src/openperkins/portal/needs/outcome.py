"""C10: the outcome of an assessment: what a version says, with its figures, as the summary for the Perkins application.

Figures leave the district protected unless somebody who sees full counts asks for them: the summary is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from openperkins.accountability.names import POPULATIONS
from openperkins.disclosure.measures import protect_measured
from openperkins.exports.document import LinkedPlan, NeedsSummary, SummaryFigure, action_plan_of, as_word, summary_of
from openperkins.exports.page import as_pdf, as_xlsx
from openperkins.needs.assessment import Assessment, team_answers
from openperkins.needs.model import Component, Metric
from openperkins.needs.questions import EVERYONE, SCHOOL
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.figures import Figures, figures_at, figures_of, measured, program_titles
from openperkins.portal.needs.kind import FIGURES, cycle_in_words
from openperkins.portal.needs.page import BESIDE
from openperkins.portal.results.measures import Measured

#: groups named beside all students for a metric: those furthest behind
_MOST_GROUPS = 3


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
    organization, pinned = document.organization, answers.pop(FIGURES, "")
    figures = figures_at(organization.code, pinned) if revision else figures_of(organization.code, document.year)
    assessment = Assessment(instrument, answers)
    move = document.moves.filter(revision=revision).first() if revision else None
    on = timezone.localdate(revision.made_at) if revision else timezone.localdate()
    summary = summary_of(
        assessment,
        district=organization.name,
        cycle=cycle_in_words(document.year),
        version=f"{move.note} ({revision})" if move else "As it stands, not shared",
        on=on,
        scopes=program_titles(sorted(figures.programs)) if figures else {},
        figures_from=_from(figures, exact),
        figures={one.number: list(_findings(figures, assessment, one, exact)) for one in instrument.components},
        plans=list(_plans(document)),
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
    if figures is None:
        return ""
    return figures.source if exact else f"{figures.source}; protected: small groups and exact counts are not printed"


def _findings(
    figures: Figures | None, assessment: Assessment, component: Component, exact: bool
) -> Iterator[SummaryFigure]:
    """What records and the team's own values say of each metric: all students, then the groups furthest behind."""
    for metric in component.metrics:
        shown = [(measure, BESIDE.get(measure, metric.title)) for measure in metric.measures]
        from_records = [
            one for measure, title in shown for one in _of_records(figures, assessment, metric, measure, title, exact)
        ]
        yield from from_records
        typed = assessment.value(metric)
        if typed and not from_records:
            source = assessment.text(f"{metric.id}.source") or "No source named"
            name = assessment.text(f"{metric.id}.name") or metric.title
            yield SummaryFigure(name, f"{typed} {metric.unit}".strip(), source)


def _of_records(
    figures: Figures | None, assessment: Assessment, metric: Metric, measure: str, title: str, exact: bool
) -> Iterator[SummaryFigure]:
    everyone = figures.of(measure, SCHOOL, EVERYONE) if figures else None
    if figures is None or everyone is None:
        return
    source = f"Records of {figures.year}"
    yield SummaryFigure(title, _text(everyone, exact, measure), source)
    if everyone.is_count or not everyone.denominator:
        return
    for name, one in _behind(figures, assessment, metric, measure, everyone) if exact else ():
        yield SummaryFigure(f"{title}: {name}", _text(one, exact, measure), source)


def _behind(
    figures: Figures, assessment: Assessment, metric: Metric, measure: str, everyone: Measured
) -> list[tuple[str, Measured]]:
    """(group, figure) of the groups furthest behind all students. Which they are is no protected figure's to tell."""
    groups = assessment.instrument.groups
    found = [(group.title, measured(figures.measures, measure, SCHOOL, group.id)) for group in groups]
    sign = -1 if metric.lower_is_better else 1
    behind = [
        (sign * one.fraction, name, one)
        for name, one in found
        if one is not None and one.fraction is not None and sign * (everyone.fraction - one.fraction) > 0
    ]
    return [(name, one) for _, name, one in sorted(behind, key=lambda line: line[:2])[:_MOST_GROUPS]]


def _text(found: Measured, exact: bool, measure: str) -> str:
    """A figure in words; a protected one is a range of a rounded number, or that it is small."""
    if exact:
        if found.is_count:
            return f"{found.denominator:,}"
        return f"{found.percent_text}% of {found.denominator:,}" if found.denominator else "No students"
    public = protect_measured([found], measure=measure)
    if public.why == "no_result":
        return "No result"
    return " of ".join(part for part in (public.percent, public.students) if part)


def _plans(document: Document) -> Iterator[LinkedPlan]:
    """The improvement plans of the cycle's years that are in force."""
    found = Document.objects.filter(
        kind="improvement_plan",
        organization=document.organization,
        school_year__in=(document.school_year - 1, document.school_year),
        in_force__isnull=False,
    ).select_related("in_force")
    indicators, populations = indicator_titles(), population_titles()
    for plan in found.order_by("school_year", "part"):
        for population in POPULATIONS:
            text = plan.in_force.answers.get(f"{population}.plan", "") if plan.in_force else ""
            if text:
                yield LinkedPlan(
                    f"{plan.part} {indicators[plan.part]}, {plan.year}", populations.get(population, population), text
                )


def context_of(outcome: Outcome) -> dict[str, Any]:
    """What a page of an outcome shows."""
    return {"outcome": outcome, "summary": outcome.summary, "assessment": outcome.assessment}
