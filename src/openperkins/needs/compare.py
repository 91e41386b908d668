"""This cycle beside the last: where the team's ratings, compliance answers and values moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openperkins.needs.assessment import Assessment, standing_of
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


def ratings(last: Assessment, this: Assessment) -> list[Compared]:
    """The school's ratings of the criteria both editions have (the same id), and of those that are new."""
    known = {criterion.id: criterion for criterion in last.instrument.criteria}
    found = []
    for criterion in this.instrument.criteria:
        now = this.rating(criterion).settled
        before = last.rating(known[criterion.id]).settled if criterion.id in known else ""
        moved = _moved(standing_of(before, last.instrument) or None, standing_of(now, this.instrument) or None)
        found.append(
            Compared(criterion.id, f"{criterion.id} {criterion.title}", _level(before, last), _level(now, this), moved)
        )
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
        moved = _moved(order.get(before), order.get(now))
        found.append(Compared(check.id, f"{check.id} {check.says}", titles.get(before, ""), titles.get(now, ""), moved))
    return found


def values(last: Assessment, this: Assessment) -> list[Compared]:
    """Typed values of the school as a whole, for all students, where either cycle has one."""
    found = []
    for metric in this.instrument.metrics:
        before, now = last.text(f"{metric.id}.value.school.all"), this.text(f"{metric.id}.value.school.all")
        if not (before or now) or metric.is_text:
            continue
        found.append(Compared(metric.id, metric.title, before, now, _moved(number_of(before), number_of(now))))
    return found


def _level(level: str, assessment: Assessment) -> str:
    return next((one.title for one in assessment.instrument.levels if one.id == level), "")


def _moved(before: object, now: object) -> Moved:
    if before is None or now is None:
        return ""
    return "same" if before == now else "up" if now > before else "down"  # type: ignore[operator]
