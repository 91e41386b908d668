"""The summary of a needs assessment for the Perkins application: findings with evidence, tied to the plans.

`summary_of` takes what the assessment says; figures and improvement plans come from the caller as text that may be
shown (exact or protected). Single people's ratings are never part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from openperkins.exports.document.action_plan import ActionPlanDocument, action_plan_of, day_in_words
from openperkins.exports.page.model import Column, Page, Table
from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment, Checked
from openperkins.needs.model import Component
from openperkins.needs.questions import SCHOOL, WORKFORCE_FIELDS
from openperkins.needs.values import APPLIES_NOT, answer_titles

_NOT_RATED, _NOT_ANSWERED, _NOBODY = "Not rated", "Not answered", "Not named"


@dataclass(frozen=True, slots=True)
class SummaryFigure:
    """One main finding in figures: the metric, its text (`87.5% of 124 students`), where it comes from."""

    metric: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class SummaryValue:
    """What is known of a group or a program: the metric, of whom (`School: English learners`), its text, its source."""

    metric: str
    whom: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A group at one step of the admissions funnel: students, the rate and the ratio as text, empty at the first; and
    where the number comes from."""

    group: str
    step: str
    students: str
    rate: str
    ratio: str
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one component in figures, all of it text that may be shown."""

    figures: tuple[SummaryFigure, ...] = ()
    values: tuple[SummaryValue, ...] = ()
    funnel: tuple[FunnelStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramWorkforce:
    """Labor market projections of one program: (what, text) of each that is known."""

    program: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkedPlan:
    """One improvement plan the findings are tied to, as text."""

    indicator: str
    population: str
    says: str


@dataclass(frozen=True, slots=True)
class SettledRating:
    """One criterion at the school or a program: the team's rating and its evidence."""

    criterion: str
    place: str
    level: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SummaryCheck:
    """One compliance check with its answer, and what shows it."""

    check: str
    answer: str
    shows: str
    owner: str
    by: str


@dataclass(frozen=True, slots=True)
class ComponentSummary:
    """What was found of one component. `identified` is (what was asked, answer); `standing` sums up compliance."""

    title: str
    objective: str
    completed: str
    ratings: tuple[SettledRating, ...]
    identified: tuple[tuple[str, str], ...]
    found: Found
    workforce: tuple[ProgramWorkforce, ...]
    standing: str
    checks: tuple[SummaryCheck, ...]


@dataclass(frozen=True, slots=True)
class NeedsSummary:
    """One version of an assessment, summed up. `figures_from` names the publication the figures are of."""

    district: str
    cycle: str
    version: str
    on: date
    instrument: str
    figures_from: str
    components: tuple[ComponentSummary, ...]
    people: tuple[tuple[str, str, str], ...]
    priorities: tuple[tuple[str, str, str], ...]
    plans: tuple[LinkedPlan, ...]
    action_plan: ActionPlanDocument | None

    template = "needs_summary"
    title = "Comprehensive Local Needs Assessment: Summary for the Perkins application"
    rating_heads = ("Criterion", "School or program", "Rating", "Evidence")
    identified_heads = ("Asked", "Answer")
    figure_heads = ("Metric", "Figure", "Source")
    value_heads = ("Metric", "Of", "Figure", "Source")
    funnel_heads = ("Group", "Step", "Students", "Rate", "Ratio", "Source")
    workforce_heads = ("Projection", "What is known")
    check_heads = ("Check", "Answer", "What shows it", "Owner", "By when")
    priority_heads = ("Component", "Challenge", "Why it matters most")
    people_heads = ("Group", "Who took part", "How")
    plan_heads = ("Core indicator", "Population", "Improvement plan")

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return (
            ("District", self.district),
            ("Cycle", self.cycle),
            ("Version", self.version),
            ("Date", f"{self.on:%B} {self.on.day}, {self.on.year}"),
            ("Instrument", self.instrument),
            ("Figures", self.figures_from),
        )

    def page(self) -> Page:
        """The summary for a PDF or a workbook: the same content as in Word."""
        return Page(self.title, about=self.about, tables=list(self._tables()), about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        components = [
            {
                "title": one.title,
                "objective": one.objective,
                "completed": one.completed,
                "standing": one.standing,
                "ratings": [astuple(rating) for rating in one.ratings],
                "identified": one.identified,
                "figures": [astuple(figure) for figure in one.found.figures],
                "groups": [astuple(value) for value in one.found.values],
                "funnel": [astuple(step) for step in one.found.funnel],
                "workforce": [{"program": about.program, "said": about.said} for about in one.workforce],
                "checks": [astuple(check) for check in one.checks],
            }
            for one in self.components
        ]
        heads = ("rating", "identified", "figure", "value", "funnel", "workforce", "check")
        heads += ("priority", "people", "plan")
        return {
            "title": self.title,
            "about": self.about,
            "components": components,
            "people": self.people,
            "priorities": self.priorities,
            "plans": [astuple(plan) for plan in self.plans],
            "plan": [self.action_plan.fields()] if self.action_plan else [],
            **{f"{name}_heads": getattr(self, f"{name}_heads") for name in heads},
        }

    def _tables(self) -> Iterator[Table]:
        yield _table("Priorities", self.priority_heads, self.priorities)
        told = [(one.title, one.objective, one.completed) for one in self.components]
        yield _table("Components", ("Component", "Objective", "Completed"), told)
        for one in self.components:
            number, _, title = one.title.partition(" ")
            parts = (
                ("Ratings", self.rating_heads, [astuple(rating) for rating in one.ratings]),
                ("Identify", self.identified_heads, one.identified),
                ("Figures", self.figure_heads, [astuple(figure) for figure in one.found.figures]),
                ("Groups and programs", self.value_heads, [astuple(value) for value in one.found.values]),
                ("Admissions", self.funnel_heads, [astuple(step) for step in one.found.funnel]),
                *((f"Workforce, {about.program}", self.workforce_heads, about.said) for about in one.workforce),
                ("Checks", self.check_heads, [astuple(check) for check in one.checks]),
                ("Standing", ("Answers",), [(one.standing,)] if one.standing else []),
            )
            for part, heads, rows in parts:
                if rows:
                    yield _table(f"{number} {part}: {title}", heads, rows)
        yield _table("Who took part", self.people_heads, self.people)
        yield _table("Improvement plans", self.plan_heads, [astuple(plan) for plan in self.plans])
        if self.action_plan:
            yield from self.action_plan.tables()


def summary_of(
    assessment: Assessment,
    *,
    district: str,
    cycle: str,
    version: str,
    on: date,
    scopes: Mapping[str, str],
    figures_from: str = "",
    found: Mapping[int, Found] | None = None,
    plans: Sequence[LinkedPlan] = (),
) -> NeedsSummary:
    """The summary of an assessment. `scopes` is program code → title, `found` component's number → findings.

    Programs are listed where the team rated them or wrote what shows something.
    `version` is the name of the version that is summed up.
    """
    instrument = assessment.instrument
    known = found or {}
    titles = {str(one.number): f"{one.number} {one.title}" for one in instrument.components}
    return NeedsSummary(
        district=district,
        cycle=cycle,
        version=version,
        on=on,
        instrument=f"{instrument.title}, {instrument.version} (SHA-256 {instrument.sha256[:12]})",
        figures_from=figures_from or "None from records",
        components=tuple(
            _component(assessment, one, scopes, known.get(one.number, Found())) for one in instrument.components
        ),
        people=tuple((group, who or _NOBODY, how) for group, who, how in assessment.people if who or how),
        priorities=tuple(
            (titles.get(one.component, one.component), one.challenge or _NOBODY, one.why)
            for one in assessment.priorities
            if one.challenge or one.why
        ),
        plans=tuple(plans),
        action_plan=action_plan_of(assessment, district=district, cycle=cycle) if ActionPlan(assessment).any else None,
    )


def _component(
    assessment: Assessment, component: Component, scopes: Mapping[str, str], found: Found
) -> ComponentSummary:
    number = component.number
    asked = () if component.is_compliance else assessment.instrument.prompts
    checked = [assessment.checked(item) for item in component.items]
    return ComponentSummary(
        title=f"{number} {component.title}",
        objective=component.objective,
        completed="Yes" if assessment.is_done(component) else "No",
        ratings=tuple(_ratings(assessment, component, scopes)),
        identified=tuple((one.title, assessment.text(f"{number}.identify.{one.id}") or _NOT_ANSWERED) for one in asked),
        found=found,
        workforce=tuple(_workforce(assessment, scopes)) if component.workforce else (),
        standing=_standing(assessment, checked) if component.is_compliance else "",
        checks=tuple(_check(assessment, one) for one in checked if one.answer or one.shows or one.owner or one.by),
    )


def _ratings(assessment: Assessment, component: Component, scopes: Mapping[str, str]) -> Iterator[SettledRating]:
    levels = {level.id: level.title for level in assessment.instrument.levels}
    for criterion in component.criteria:
        for scope, title in {SCHOOL: "School", **scopes}.items():
            rating = assessment.rating(criterion, scope)
            if rating.settled or rating.evidence or scope == SCHOOL:
                level = levels.get(rating.settled, rating.settled) or _NOT_RATED
                yield SettledRating(f"{criterion.id} {criterion.title}", title, level, rating.evidence)


def _workforce(assessment: Assessment, scopes: Mapping[str, str]) -> Iterator[ProgramWorkforce]:
    for program, title in scopes.items():
        known = assessment.workforce(program)
        if known.any:
            said = ((WORKFORCE_FIELDS[field].capitalize(), text) for field, text in known.said.items() if text)
            yield ProgramWorkforce(title, tuple(said))


def _check(assessment: Assessment, one: Checked) -> SummaryCheck:
    answer = answer_titles(assessment.instrument).get(one.answer, one.answer) or _NOT_ANSWERED
    return SummaryCheck(f"{one.check.id} {one.check.says}", answer, one.shows, one.owner, day_in_words(one.by))


def _standing(assessment: Assessment, checked: Sequence[Checked]) -> str:
    """How many checks have which answer, as a sentence."""
    known = answer_titles(assessment.instrument)
    best_first = [*reversed(assessment.instrument.answers)]
    titles = {id: known[id] for id in (*(answer.id for answer in best_first), APPLIES_NOT)} | {"": _NOT_ANSWERED}
    counts = {title: sum(one.answer == id for one in checked) for id, title in titles.items()}
    told = ", ".join(f"{title} {count}" for title, count in counts.items() if count)
    return f"Of {len(checked)} checks: {told}."


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(caption, tuple(Column(head) for head in heads), rows)
