"""This cycle beside the last: where ratings, compliance answers and values moved, and what was written each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from openperkins.needs.action_plan import metric_labels
from openperkins.needs.assessment import Assessment, Priority, standing_of
from openperkins.needs.model import Metric
from openperkins.needs.questions import SCHOOL
from openperkins.needs.values import answer_titles, number_of, plain_text

Moved = Literal["up", "down", "same", ""]
_One = TypeVar("_One")
#: stands for an answer to what the cycle's edition does not ask any more
GONE = "not in this edition"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: `before` and `now` in words, empty where nothing was said; `moved` is empty where it cannot be told."""

    id: str
    title: str
    before: str
    now: str
    moved: Moved


def ratings(last: Assessment, this: Assessment, places: Mapping[str, str] | None = None) -> list[Compared]:
    """The ratings of the criteria both editions have (the same id), of those that are new and those that are gone.

    `places` is code → title, the school's empty: the school is listed always, any other place where it was rated.
    """
    here, there = ({one.id: one for one in both.instrument.criteria} for both in (this, last))
    found = []
    for criterion in (here | _gone(there, here)).values():
        for scope, place in (places or {SCHOOL: ""}).items():
            now = this.rating(criterion, scope).settled if criterion.id in here else ""
            before = last.rating(there[criterion.id], scope).settled if criterion.id in there else ""
            if not (before or now) and (scope != SCHOOL or criterion.id not in here):
                continue
            stood = moved(standing_of(before, last.instrument) or None, standing_of(now, this.instrument) or None)
            title = ", ".join(part for part in (f"{criterion.id} {criterion.title}", place) if part)
            said = _level(now, this) if criterion.id in here else GONE
            found.append(Compared(criterion.id, title, _level(before, last), said, stood))
    return found


def checks(last: Assessment, this: Assessment) -> list[Compared]:
    """The compliance answers of the checks of either edition; of those that are gone, where they were answered."""
    order = {answer.id: place for place, answer in enumerate(this.instrument.answers, start=1)}
    titles, titles_then = answer_titles(this.instrument), answer_titles(last.instrument)
    here, there = ({one.id: one for one in both.instrument.checks} for both in (this, last))
    found = []
    for check in (here | _gone(there, here)).values():
        before = last.text(f"{check.id}.answer") if check.id in there else ""
        now = this.text(f"{check.id}.answer") if check.id in here else ""
        if check.id not in here and not before:
            continue
        said = titles.get(now, "") if check.id in here else GONE
        went = moved(order.get(before), order.get(now))
        found.append(Compared(check.id, f"{check.id} {check.says}", titles_then.get(before, ""), said, went))
    return found


def values(last: Assessment, this: Assessment) -> list[Compared]:
    """Typed values of the school as a whole, for all students, where either cycle has one.

    Of a metric a school words itself, what it asked stands with each value: two questions are not set against another.
    """
    here, there = ({one.id: one for one in both.instrument.metrics} for both in (this, last))
    titles = metric_labels(last.instrument) | metric_labels(this.instrument)
    found = []
    for metric in (here | _gone(there, here)).values():
        before, now = (
            both.value(metric) if metric.id in known else "" for both, known in ((last, there), (this, here))
        )
        if not (before or now):
            continue
        asked = [asked_by(both, metric) for both in (last, this)]
        is_one = not metric.is_text and asks_the_same(last, this, metric)
        went = moved(number_of(before), number_of(now)) if is_one else ""
        told = [f"{text} ({name})" if text and name else text for text, name in zip((before, now), asked, strict=True)]
        found.append(Compared(metric.id, titles[metric.id], told[0], told[1] if metric.id in here else GONE, went))
    return found


def asked_by(assessment: Assessment, metric: Metric) -> str:
    """What a metric asks that a school words itself; empty for any other."""
    return assessment.text(f"{metric.id}.name") if metric.names_itself else ""


def asks_the_same(last: Assessment, this: Assessment, metric: Metric) -> bool:
    """Whether a metric asks in both cycles what can be set against each other."""
    return plain_text(asked_by(last, metric)) == plain_text(asked_by(this, metric))


def _gone(there: Mapping[str, _One], here: Mapping[str, _One]) -> dict[str, _One]:
    """What the last edition has and this one does not."""
    return {id: one for id, one in there.items() if id not in here}


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
    here, there = (_prompts(both) for both in (this, last))
    found = []
    for question, title in (here | _gone(there, here)).items():
        before = last.text(question) if question in there else ""
        now = this.text(question) if question in here else ""
        if before or now:
            found.append(Compared(question, title, before, now if question in here else GONE, ""))
    return found


def _prompts(assessment: Assessment) -> dict[str, str]:
    """Question → title of every answer asked for in writing."""
    return {
        f"{component.number}.identify.{prompt.id}": f"{component.number} {component.title}: {prompt.title}"
        for component, prompt in assessment.instrument.narratives
    }


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
