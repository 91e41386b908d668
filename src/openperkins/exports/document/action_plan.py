"""The action plan of a needs assessment as a document, in the shape of the CLNA's template, with its field names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openperkins.exports.page.model import Column, Page, Table
from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment
from openperkins.needs.values import date_of

#: lines each actor has in the template, filled in or not
LINES = 3


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One next step as printed."""

    what: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ActionPlanDocument:
    """One cycle's action plan, as printed. `steps` is (who acts, lines); `agreed` what was agreed besides, one each."""

    district: str
    cycle: str
    start: str
    end: str
    current: str
    revisit: str
    component: str
    challenge: str
    description: str
    metric: str
    target: str
    steps_head: str
    note: str
    steps: tuple[tuple[str, tuple[ActionLine, ...]], ...]
    status: str
    agreed: tuple[str, ...]

    template = "action_plan"
    title = "Action Plan"
    goals_head = "Goals & Targets"
    heads = ("What", "Who", "By When")
    status_head = "Current Status / Notes / Future Considerations"
    more_head = "Additional Information"
    agreed_head = "School/district has agreed to address:"

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return (("District", self.district), ("Cycle", self.cycle))

    @property
    def goals(self) -> tuple[tuple[str, str], ...]:
        """The fields of the form by its names, in its order."""
        return (
            ("Plan Start Date", self.start),
            ("Plan End Date", self.end),
            ("Current date", self.current),
            ("Next revisit date", self.revisit),
            ("Quality Component", self.component),
            ("High Leverage Area of Challenge", self.challenge),
            ("Brief Description", self.description),
            ("Related Metric", self.metric),
            ("Metric Target (by plan end date)", self.target),
        )

    def tables(self, *, note: bool = False) -> Iterator[Table]:
        """The parts of the form, also for a document the plan is a part of; with the `note` on its next steps."""
        yield Table(self.goals_head, (Column("Field"), Column("Plan")), self.goals, form=True)
        if note:
            yield Table(self.steps_head, (Column(self.steps_head),), [(self.note,)], form=True)
        columns = tuple(Column(head) for head in self.heads)
        for actor, lines in self.steps:
            rows = [(line.what, line.who, line.by) for line in lines]
            yield Table(f"{self.steps_head}: {actor} will", columns, rows)
        yield Table(self.status_head, (Column(self.status_head),), [(self.status,)], form=True)
        yield Table(self.more_head, (Column(self.agreed_head),), [(one,) for one in self.agreed], form=True)

    def page(self) -> Page:
        """The plan for a PDF or a workbook."""
        return Page(self.title, about=self.about, tables=list(self.tables(note=True)), about_first=True)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        steps = [
            {"actor": actor, "lines": [(line.what, line.who, line.by) for line in lines]} for actor, lines in self.steps
        ]
        return {
            "title": self.title,
            "about": self.about,
            "goals_head": self.goals_head,
            "goals": self.goals,
            "steps_head": self.steps_head,
            "note": self.note,
            "heads": self.heads,
            "steps": steps,
            "status_head": self.status_head,
            "status": self.status,
            "more_head": self.more_head,
            "agreed_head": self.agreed_head,
            "agreed": self.agreed,
        }


def action_plan_of(assessment: Assessment, *, district: str, cycle: str) -> ActionPlanDocument:
    """The action plan of an assessment; what is not filled in stays empty, with its three lines for each actor."""
    plan, instrument = ActionPlan(assessment), assessment.instrument
    form = instrument.action_plan
    titles = {str(one.number): f"{one.number} {one.title}" for one in instrument.components}
    component = plan.text("component")
    return ActionPlanDocument(
        district=district,
        cycle=cycle,
        **{field: day_in_words(plan.text(field)) for field in ("start", "end", "current", "revisit")},
        component=titles.get(component, component),
        challenge=plan.text("challenge"),
        description=plan.text("description"),
        metric=plan.metric_title,
        target=plan.text("target"),
        steps_head=form.steps_title.title(),
        note=f"No next step may lie more than {form.span} ahead.",
        steps=tuple((actor.title, _lines(plan, actor.id)) for actor in form.actors),
        status=plan.text("status"),
        agreed=tuple(line.strip() for line in plan.text("agreements").splitlines() if line.strip()),
    )


def day_in_words(typed: str) -> str:
    """`February 28, 2018` for a date as typed; other text as it is."""
    day = date_of(typed) if typed else None
    return f"{day:%B} {day.day}, {day.year}" if day else typed


def _lines(plan: ActionPlan, actor: str) -> tuple[ActionLine, ...]:
    lines = [
        ActionLine(step.what, step.who, day_in_words(step.by))
        for step in plan.steps
        if step.actor.id == actor and step.any
    ]
    return (*lines, *(ActionLine() for _ in range(LINES - len(lines))))
