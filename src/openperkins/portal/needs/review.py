"""The review tables of a needs assessment: what records answer of each metric, and what is typed.

A record is shown before anything typed: what somebody typed before records came stands under the figure, to be removed.
"""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.needs.measures import BY_CODE
from openperkins.needs.model import Component, Metric
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL, source_of
from openperkins.needs.values import value_fault
from openperkins.portal.needs.figures import IN_CTE
from openperkins.portal.needs.page import BESIDE, Workspace


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a review table: a figure from the records (`text`, `under`), or a question to type at.

    A figure with a `question` has a `value` somebody typed before records answered.
    """

    head: str
    text: str = ""
    under: str = ""
    question: str = ""
    value: str = ""
    fault: str = ""

    @property
    def field(self) -> str:
        """Its id on the page."""
        return self.question.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One metric (or a measure beside one) of a review table. `computed` says that the records answer it.

    `who` says whom its figures count where that is not everybody of the place; `typed_source` where the values came
    from that were typed before.
    """

    metric: Metric
    title: str
    cells: list[Cell]
    computed: bool
    source: str
    source_question: str = ""
    name: str = ""
    who: str = ""
    typed_source: str = ""
    is_beside: bool = False


def review(space: Workspace, component: Component, scope: str) -> list[Row]:
    """The review table of a component for a place: what records answer, and what is typed.

    Of all students in CTE there is what records answer alone: people type of the school and of programs.
    """
    rows = []
    for metric in component.metrics:
        if scope != CTE or _known(space, metric.measure, scope):
            rows.append(_row(space, component, metric, scope))
        rows += [_beside(space, metric, measure, scope) for measure in metric.beside if _known(space, measure, scope)]
    return rows


def heads(space: Workspace, component: Component) -> list[tuple[str, str]]:
    """(id, title) of the columns: all students and the groups, or the place alone where groups are not asked for."""
    if component.of_places:
        return [(EVERYONE, "Value")]
    return [(EVERYONE, "All students"), *((group.id, group.short or group.title) for group in space.instrument.groups)]


def _row(space: Workspace, component: Component, metric: Metric, scope: str) -> Row:
    computed = _known(space, metric.measure, scope)
    groups = [group for group, _ in heads(space, component)]
    titles = _titles(space)
    said, source_question = space.assessment, source_of(metric.id, scope)
    if computed:
        cells = [_recorded(space, metric, scope, group, titles[group]) for group in groups]
    else:
        cells = [_typed(space, metric, scope, group, titles[group]) for group in groups]
    return Row(
        metric,
        metric.title,
        cells,
        computed,
        space.figures.source if computed and space.figures else said.text(source_question),
        source_question,
        said.text(f"{metric.id}.name"),
        who_of(space, metric.measure, scope) if computed else "",
        said.text(source_question) if computed else "",
    )


def _beside(space: Workspace, metric: Metric, measure: str, scope: str) -> Row:
    titles = _titles(space)
    component = space.instrument.component_of(metric.id)
    cells = [_figure(space, measure, scope, group, titles[group]) for group, _ in heads(space, component)]
    source, who = space.figures.source if space.figures else "", who_of(space, measure, scope)
    return Row(metric, BESIDE.get(measure) or BY_CODE[measure].title, cells, True, source, who=who, is_beside=True)


def _titles(space: Workspace) -> dict[str, str]:
    return {EVERYONE: "all students", **{group.id: group.title for group in space.instrument.groups}}


def who_of(space: Workspace, measure: str, scope: str) -> str:
    """Whom a figure counts, where that is not everybody of the place: `students in CTE`; else empty."""
    return IN_CTE if space.figures and space.figures.counts_cte(measure, scope) else ""


def _known(space: Workspace, measure: str, scope: str) -> bool:
    return bool(measure) and space.figures is not None and space.figures.of(measure, scope, EVERYONE) is not None


def _figure(space: Workspace, measure: str, scope: str, group: str, head: str) -> Cell:
    found = space.figures.of(measure, scope, group) if space.figures else None
    if found is None:
        return Cell(head, "–")
    if found.is_count:
        return Cell(head, f"{found.denominator:,}")
    if not found.denominator:
        return Cell(head, "–", "n 0")
    return Cell(head, f"{found.percent_text}%", f"n {found.denominator:,}")


def _recorded(space: Workspace, metric: Metric, scope: str, group: str, head: str) -> Cell:
    """A figure, with what was typed of it before."""
    cell = _figure(space, metric.measure, scope, group, head)
    before = space.assessment.value(metric, scope, group)
    question = f"{metric.id}.value.{scope}.{group}" if before else ""
    return Cell(head, cell.text, cell.under, question, before)


def _typed(space: Workspace, metric: Metric, scope: str, group: str, head: str) -> Cell:
    question = f"{metric.id}.value.{scope}.{group}"
    value = space.assessment.text(question)
    return Cell(head, question=question, value=value, fault=value_fault(metric, value))


@dataclass(frozen=True, slots=True)
class ByProgram:
    """One place beside the school: a text for each metric, all students."""

    code: str
    title: str
    texts: list[str]


def by_program(space: Workspace, component: Component) -> list[ByProgram]:
    """All students of the school, of CTE and of each program, metric by metric."""
    return [
        ByProgram(scope, title, [text_of(space, metric, scope) or "–" for metric in component.metrics])
        for scope, title in space.shown.items()
    ]


def text_of(space: Workspace, metric: Metric, scope: str = SCHOOL) -> str:
    """What is known of a metric for all students of a place: from records, else typed; empty where nothing is."""
    if not _known(space, metric.measure, scope):
        return space.assessment.value(metric, scope)
    cell, who = _figure(space, metric.measure, scope, EVERYONE, ""), who_of(space, metric.measure, scope)
    under = ", ".join(part for part in (cell.under, who) if part)
    return f"{cell.text} ({under})" if under else cell.text


def metric_now(space: Workspace, named: str) -> str:
    """What a metric is now for all students, to set a target beside it; empty where nothing is known of it."""
    metric = next((one for one in space.instrument.metrics if named in (one.id, one.title)), None)
    return text_of(space, metric).removesuffix("–") if metric else ""
