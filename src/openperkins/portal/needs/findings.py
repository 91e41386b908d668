"""What a summary says in figures: of the whole, of groups and programs, of admissions; exact, or fit to be handed on.

Groups beside all students, or programs beside the whole, can leave a hidden figure no choice (disclosure/measures.py):
the protected form prints figures of the whole alone, one by one, whether from records or typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openperkins.disclosure.measures import protect_measured
from openperkins.exports.document import Found, FunnelStep, SummaryFigure, SummaryValue
from openperkins.needs.assessment import Assessment
from openperkins.needs.model import Component, Metric, Titled
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL, source_of
from openperkins.needs.values import with_unit
from openperkins.portal.needs.admissions import admissions
from openperkins.portal.needs.figures import IN_CTE, Figures, measured
from openperkins.portal.needs.page import BESIDE
from openperkins.portal.results.measures import Measured, Measures

#: groups named beside all students for a metric: those furthest behind
_MOST_GROUPS = 3


@dataclass(frozen=True)
class Printing:
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
            return _in_full(found)
        known = [measured(one, measure, scope, group) for one in self.versions]
        public = protect_measured([one for one in known if one is not None] or [found], measure=measure)
        said = " of ".join(part for part in (public.percent, public.students) if part)
        return said or "No result"


def found_of(printing: Printing, assessment: Assessment, component: Component, places: Mapping[str, str]) -> Found:
    """What is known of a component in figures; `places` is code → title of the programs and single schools."""
    return Found(
        tuple(_findings(printing, assessment, component)),
        tuple(_values(printing, assessment, component, places)),
        tuple(_funnel(assessment, component, places, exact=printing.exact)),
    )


def _findings(printing: Printing, assessment: Assessment, component: Component) -> Iterator[SummaryFigure]:
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
            yield SummaryFigure(name, with_unit(metric, typed), source)


def _of_records(
    printing: Printing, assessment: Assessment, metric: Metric, measure: str, title: str
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


def _in_full(found: Measured) -> str:
    if found.is_count:
        return f"{found.denominator:,}"
    return f"{found.percent_text}% of {found.denominator:,}" if found.denominator else "No students"


def _values(
    printing: Printing, assessment: Assessment, component: Component, places: Mapping[str, str]
) -> Iterator[SummaryValue]:
    """What records say of each place, and what was typed of groups and places; none of it in the protected form."""
    if not printing.exact:
        return  # whatever the unit: words of a group or a program can count its students, too
    scopes = {SCHOOL: "School", **places}
    groups = {EVERYONE: "all students", **{group.id: group.title for group in assessment.instrument.groups}}
    for metric in component.metrics:
        yield from _of_places(printing, metric, places)
        if metric.id in component.funnel:
            continue  # admissions have a table of their own
        for scope, place in scopes.items():
            if _answered(printing, metric, scope):
                continue  # a record stands before what was typed before records came
            for group, whom in groups.items():
                text = assessment.value(metric, scope, group)
                if not text or (scope, group) == (SCHOOL, EVERYONE):
                    continue
                name = assessment.text(f"{metric.id}.name") or metric.title
                source = assessment.text(source_of(metric.id, scope)) or "No source named"
                yield SummaryValue(name, f"{place}, {whom}", with_unit(metric, text), source)


def _answered(printing: Printing, metric: Metric, scope: str) -> bool:
    figures = printing.figures
    return bool(metric.measure and figures and figures.of(metric.measure, scope, EVERYONE) is not None)


def _of_places(printing: Printing, metric: Metric, places: Mapping[str, str]) -> Iterator[SummaryValue]:
    figures = printing.figures
    for measure in metric.measures if figures else ():
        title = BESIDE.get(measure, metric.title)
        for code, place in places.items():
            found = figures.of(measure, code, EVERYONE) if figures and code != SCHOOL else None
            if figures and found is not None:
                said = f"{title} ({IN_CTE})" if figures.counts_cte(measure, code) else title
                yield SummaryValue(said, f"{place}, all students", _in_full(found), f"Records of {figures.year}")


def _funnel(
    assessment: Assessment, component: Component, places: Mapping[str, str], *, exact: bool
) -> Iterator[FunnelStep]:
    """Admissions step by step: every group of every place; protected, all students of the whole alone."""
    scopes = {SCHOOL: "", **places} if exact else {SCHOOL: ""}
    for scope, place in scopes.items() if component.funnel else ():
        sources = [assessment.text(source_of(metric, scope)) or "No source named" for metric in component.funnel]
        found = admissions(assessment, component, scope)
        for line in found.lines if found else ():
            if not exact and not line.is_everyone:
                continue
            rates = [("", ""), *line.rates]
            whom = f"{place}: {line.group}" if place and scope != SCHOOL else line.group
            for step, students, (rate, ratio), source in zip(found.steps, line.counts, rates, sources, strict=True):
                # set against the group that does best, the rate of all would tell that group's
                yield FunnelStep(whom, step, students, rate, "" if line.is_everyone else ratio, source)
