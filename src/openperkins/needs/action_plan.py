"""C8: the action plan of a cycle: one, with next steps that lie at most three months after the date they are set on.

Source: CLNA, action plan, three month next steps. The date the steps are set on is the form's current date; while it is
empty, the plan's start.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass

from openperkins.needs.assessment import Assessment
from openperkins.needs.model import Instrument, Titled
from openperkins.needs.questions import STEP_PARTS, STEPS
from openperkins.needs.values import date_of, plain_text

#: as many signs of a challenge as a sentence quotes
_SHORT = 80


@dataclass(frozen=True, slots=True)
class NextStep:
    """One line of an actor's list; `by` as typed, `due` the day it says."""

    actor: Titled
    number: int
    what: str
    who: str
    by: str

    @property
    def due(self) -> datetime.date | None:
        return date_of(self.by)

    @property
    def any(self) -> bool:
        return bool(self.what or self.who or self.by)


@dataclass(frozen=True)
class ActionPlan:
    """The action plan as answered; dates are None where none is typed or it cannot be read."""

    assessment: Assessment

    def text(self, field: str) -> str:
        return self.assessment.text(f"plan.{field}")

    def day(self, field: str) -> datetime.date | None:
        return date_of(self.text(field)) if self.text(field) else None

    @property
    def any(self) -> bool:
        return any(question.startswith("plan.") for question in self.assessment.answers)

    @property
    def steps(self) -> list[NextStep]:
        """Every line of every actor, filled in or not, in the order of the form."""
        text = self.assessment.text
        return [
            NextStep(actor, number, *(text(f"plan.{actor.id}.{number}.{part}") for part in STEP_PARTS))
            for actor in self.assessment.instrument.action_plan.actors
            for number in STEPS
        ]

    def steps_of(self, actor: Titled) -> list[NextStep]:
        """The lines of one actor."""
        return [step for step in self.steps if step.actor.id == actor.id]

    @property
    def latest(self) -> datetime.date | None:
        """The last day a next step may be due; None before there is a date to count from."""
        set_on = self.day("current") or self.day("start")
        return months_after(set_on, self.assessment.instrument.action_plan.months) if set_on else None

    @property
    def metric_title(self) -> str:
        """The related metric in words: one of the cycle, or as typed."""
        typed = self.text("metric")
        known = {metric.id: metric.title for metric in self.assessment.instrument.metrics}
        return known.get(typed, typed)

    @property
    def metric_label(self) -> str:
        """The same, told apart from a metric of the same title."""
        typed = self.text("metric")
        return metric_labels(self.assessment.instrument).get(typed, typed)

    @property
    def astray(self) -> str:
        """That what the plan is about is none of the priorities (any more), as a sentence; empty where it is one."""
        challenge, named = self.text("challenge"), self.assessment.named
        if not challenge or plain_text(challenge) in [plain_text(one.challenge) for one in named]:
            return ""
        now = " and ".join(f"“{_short(one.challenge)}”" for one in named)
        said = f"The priorities name {now} now." if named else "No priority is named now."
        about = f"The action plan is about “{_short(challenge)}”."
        return f"{about} {said} The plan keeps its text: change what should change."

    def faults(self, today: datetime.date) -> list[tuple[str, str]]:
        """(question, sentence) of what cannot stand: dates out of order, steps too far out, steps half written."""
        return [*self._date_faults(today), *self._step_faults()]

    def wrong(self, today: datetime.date) -> list[tuple[str, str]]:
        """The same, and steps that are due while nobody said when they were set: with any of it, no version is kept."""
        found = self.faults(today)
        if self.is_undated:
            span = self.assessment.instrument.action_plan.span
            said = f"Enter the current date, from which the {span} of next steps are counted."
            found.append(("plan.current", said))
        return found

    @property
    def is_undated(self) -> bool:
        """Whether next steps are due, but nobody said when they were set."""
        return self.latest is None and any(step.due for step in self.steps)

    def missing(self) -> list[str]:
        """What the form still lacks, in the words of the form."""
        needed = {
            "start": "plan start date", "end": "plan end date", "component": "quality component",
            "challenge": "area of challenge", "metric": "related metric", "target": "metric target",
        }  # fmt: skip
        found = [words for field, words in needed.items() if not self.text(field)]
        if self.is_undated:
            found.append("current date")
        return found if any(step.what for step in self.steps) else [*found, "next steps"]

    def _date_faults(self, today: datetime.date) -> list[tuple[str, str]]:
        start, end, current, revisit = (self.day(field) for field in ("start", "end", "current", "revisit"))
        found = []
        if start and end and end <= start:
            found.append(("plan.end", "The plan does not end after the day it starts. Enter a later day."))
        if current and current > today:
            found.append(("plan.current", "The current date is the day the next steps are set; it cannot lie ahead."))
        if current and revisit and revisit <= current:
            found.append(("plan.revisit", "The next revisit is not after the current date. Enter a later day."))
        if end and revisit and revisit > end:
            found.append(("plan.revisit", "The next revisit is after the plan ends. Enter an earlier day."))
        return found

    def _step_faults(self) -> list[tuple[str, str]]:
        span, latest = self.assessment.instrument.action_plan.span, self.latest
        found = []
        for step in self.steps:
            place = f"plan.{step.actor.id}.{step.number}"
            if step.any and not step.what:
                found.append((f"{place}.what", f"{step.actor.title}, step {step.number}: say what is done."))
            if step.due and latest and step.due > latest:
                found.append(
                    (
                        f"{place}.by",
                        f"{step.actor.title}, step {step.number}: {step.due} is more than {span} after "
                        f"the steps are set. The last day is {latest}.",
                    )
                )
        return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the month's last day where it has no such day, at most the last day of all."""
    ahead = day.month - 1 + months
    year, month = day.year + ahead // 12, ahead % 12 + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def metric_labels(instrument: Instrument) -> dict[str, str]:
    """Metric id → title, with its component where another metric has the same title."""
    titles = Counter(metric.title for metric in instrument.metrics)
    return {
        metric.id: f"{metric.title} ({component.title})" if titles[metric.title] > 1 else metric.title
        for component in instrument.components
        for metric in component.metrics
    }
