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
from openperkins.disclosure.measures import protect_measured
from openperkins.exports.document import LinkedPlan, NeedsSummary, SummaryFigure, action_plan_of, as_word, summary_of
from openperkins.exports.page import as_pdf, as_xlsx
from openperkins.needs.assessment import Assessment, team_answers
from openperkins.needs.model import Component, Metric, Titled
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL, typed_places
from openperkins.portal.documents.actions import FROZEN
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.figures import (
    IN_CTE,
    Figures,
    figures_at,
    figures_of,
    measured,
    place_titles,
    sheets_of,
    versions_of,
)
from openperkins.portal.needs.kind import FIGURES, cycle_in_words
from openperkins.portal.needs.page import BESIDE, places_of, schools_of
from openperkins.portal.results.measures import Measures

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
    answers |= _with_files(answers, revision.attachments if revision else document.attached.values(*FROZEN))
    figures = figures_at(organization.code, pinned) if revision else figures_of(organization.code, document.year)
    assessment = Assessment(instrument, answers)
    printing = _Printing(figures, [] if exact or not figures else versions_of(figures, organization.code), exact)
    move = document.moves.filter(revision=revision).first() if revision else None
    on = timezone.localdate(revision.made_at) if revision else timezone.localdate()
    summary = summary_of(
        assessment,
        district=organization.name,
        cycle=cycle_in_words(document.year),
        version=f"{move.note} ({revision})" if move else "As it stands",
        on=on,
        scopes=_places(document, figures, answers),
        figures_from=_from(figures, exact),
        figures={one.number: list(_findings(printing, assessment, one)) for one in instrument.components},
        plans=list(_plans(document)),
    )
    return Outcome(document, revision, assessment, figures, summary, exact)


def _places(document: Document, figures: Figures | None, answers: Mapping[str, str]) -> dict[str, str]:
    """Code → title of what the team may have rated beside the whole: programs, and schools where there are several."""
    codes = sorted({*(figures.programs if figures else ()), *typed_places(answers)})
    schools = schools_of(document.organization)
    counted = replace(figures, schools=sheets_of(figures, schools)) if figures else None
    whole = {SCHOOL: "All schools"} if places_of(schools, counted, answers) else {}
    return whole | place_titles(codes)


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


@dataclass(frozen=True)
class _Printing:
    """Figures as a summary prints them: exact, or protected against every version published of their year."""

    figures: Figures | None
    versions: list[Measures]
    exact: bool

    def text(self, measure: str, group: str, scope: str = SCHOOL) -> str:
        """One figure in words: exact, a range of a rounded number, or that it is small."""
        found = self.figures.of(measure, scope, group) if self.figures else None
        if found is None:
            return ""
        if self.exact:
            if found.is_count:
                return f"{found.denominator:,}"
            return f"{found.percent_text}% of {found.denominator:,}" if found.denominator else "No students"
        known = [measured(one, measure, scope, group) for one in self.versions]
        public = protect_measured([one for one in known if one is not None] or [found], measure=measure)
        said = " of ".join(part for part in (public.percent, public.students) if part)
        return said or "No result"


def _findings(printing: _Printing, assessment: Assessment, component: Component) -> Iterator[SummaryFigure]:
    """What records and the team's own values say of each metric: all students, then the groups furthest behind."""
    for metric in component.metrics:
        from_records = [
            one
            for measure in metric.measures
            for one in _of_records(printing, assessment, metric, measure, BESIDE.get(measure, metric.title))
        ]
        yield from from_records
        typed = assessment.value(metric)
        if typed and not from_records:
            source = assessment.text(f"{metric.id}.source") or "No source named"
            name = assessment.text(f"{metric.id}.name") or metric.title
            yield SummaryFigure(name, f"{typed} {metric.unit}".strip(), source)


def _of_records(
    printing: _Printing, assessment: Assessment, metric: Metric, measure: str, title: str
) -> Iterator[SummaryFigure]:
    figures, everyone = printing.figures, printing.text(measure, EVERYONE)
    if figures is None or not everyone:
        return
    source = f"Records of {figures.year}"
    in_cte = f"{title} ({IN_CTE})"
    yield SummaryFigure(in_cte if figures.counts_cte(measure, SCHOOL) else title, everyone, source)
    # two protected figures, one of the other's students, could tell what each hides; and which groups are furthest
    # behind is no protected figure's to tell
    if not printing.exact:
        return
    scope = CTE if figures.tells_cte_apart(measure) else SCHOOL
    if scope == CTE:
        yield SummaryFigure(in_cte, printing.text(measure, EVERYONE, scope), source)
    whose = in_cte if scope == CTE or figures.counts_cte(measure, SCHOOL) else title
    for group in _behind(figures, assessment, metric, measure, scope):
        yield SummaryFigure(f"{whose}: {group.title}", printing.text(measure, group.id, scope), source)


def _behind(figures: Figures, assessment: Assessment, metric: Metric, measure: str, scope: str) -> list[Titled]:
    """The groups furthest behind all students, furthest first."""
    everyone = figures.of(measure, scope, EVERYONE)
    if everyone is None or everyone.fraction is None:
        return []
    sign = -1 if metric.lower_is_better else 1
    found = [(figures.of(measure, scope, group.id), group) for group in assessment.instrument.groups]
    behind = [
        (sign * one.fraction, place, group)
        for place, (one, group) in enumerate(found)
        if one is not None and one.fraction is not None and sign * (everyone.fraction - one.fraction) > 0
    ]
    return [group for _, _, group in sorted(behind, key=lambda line: line[:2])[:_MOST_GROUPS]]


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
