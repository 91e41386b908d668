"""This cycle beside the last: where ratings, compliance answers and values moved, and what was written each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from openperkins.needs.assessment import Assessment, Priority, standing_of
from openperkins.needs.questions import SCHOOL
from openperkins.needs.values import answer_titles, number_of

Moved = Literal["up", "down", "same", ""]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: `before` and `now` in words, empty where nothing was said; `moved` is empty where it cannot be told."""

    id: str
    title: str
    before: str
    now: str
    moved: Moved


def ratings(last: Assessment, this: Assessment, places: Mapping[str, str] | None = None) -> list[Compared]:
    """The ratings of the criteria both editions have (the same id), and of those that are new.

    `places` is code → title, the school's empty: the school is listed always, any other place where it was rated.
    """
    known = {criterion.id: criterion for criterion in last.instrument.criteria}
    found = []
    for criterion in this.instrument.criteria:
        for scope, place in (places or {SCHOOL: ""}).items():
            now = this.rating(criterion, scope).settled
            before = last.rating(known[criterion.id], scope).settled if criterion.id in known else ""
            if scope != SCHOOL and not (before or now):
                continue
            stood = moved(standing_of(before, last.instrument) or None, standing_of(now, this.instrument) or None)
            title = ", ".join(part for part in (f"{criterion.id} {criterion.title}", place) if part)
            found.append(Compared(criterion.id, title, _level(before, last), _level(now, this), stood))
    return found


def checks(last: Assessment, this: Assessment) -> list[Compared]:
    """The compliance answers of the checks both editions have."""
    order = {answer.id: place for place, answer in enumerate(this.instrument.answers, start=1)}
    titles = answer_titles(this.instrument)
    known = {check.id for check in last.instrument.checks}
    found = []
    for check in this.instrument.checks:
        before = last.text(f"{check.id}.answer") if check.id in known else ""
        now = this.text(f"{check.id}.answer")
        went = moved(order.get(before), order.get(now))
        found.append(Compared(check.id, f"{check.id} {check.says}", titles.get(before, ""), titles.get(now, ""), went))
    return found


def values(last: Assessment, this: Assessment) -> list[Compared]:
    """Typed values of the school as a whole, for all students, where either cycle has one."""
    found = []
    for metric in this.instrument.metrics:
        before, now = last.text(f"{metric.id}.value.school.all"), this.text(f"{metric.id}.value.school.all")
        if not (before or now) or metric.is_text:
            continue
        found.append(Compared(metric.id, metric.title, before, now, moved(number_of(before), number_of(now))))
    return found


def priorities(last: Assessment, this: Assessment) -> list[Compared]:
    """What was named as the highest priorities, by number, where either cycle named one."""
    found = []
    for one, other in zip(last.priorities, this.priorities, strict=True):
        before, now = _priority(one, last), _priority(other, this)
        if before or now:
            found.append(Compared(str(one.number), f"Priority {one.number}", before, now, ""))
    return found


def identified(last: Assessment, this: Assessment) -> list[Compared]:
    """The Identify answers, component by component, where either cycle has one."""
    found = []
    for component in this.instrument.components:
        for prompt in () if component.is_compliance else this.instrument.prompts:
            question = f"{component.number}.identify.{prompt.id}"
            before, now = last.text(question), this.text(question)
            if before or now:
                title = f"{component.number} {component.title}: {prompt.title}"
                found.append(Compared(question, title, before, now, ""))
    return found


def _priority(one: Priority, assessment: Assessment) -> str:
    titles = {str(known.number): f"{known.number} {known.title}" for known in assessment.instrument.components}
    return "\n".join(part for part in (titles.get(one.component, one.component), one.challenge, one.why) if part)


def _level(level: str, assessment: Assessment) -> str:
    return next((one.title for one in assessment.instrument.levels if one.id == level), "")


def moved(before: Any, now: Any) -> Moved:
    """Which way something went that can be ordered; empty where either is None."""
    if before is None or now is None:
        return ""
    return "same" if before == now else "up" if now > before else "down"
