"""The admissions funnel of component 3: what was typed or imported, with selection rates and ratios between groups."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from openperkins.accountability.exact import fixed_text, half_up
from openperkins.needs.assessment import Assessment
from openperkins.needs.funnel import fewest_of_a_ratio, funnel
from openperkins.needs.model import Component
from openperkins.needs.questions import EVERYONE
from openperkins.needs.values import count_of


@dataclass(frozen=True, slots=True)
class Line:
    """One group: students at each step, then for each later step its rate and the ratio to the group that does best."""

    group: str
    counts: list[str]
    rates: list[tuple[str, str]]
    is_everyone: bool

    @property
    def row(self) -> list[str]:
        """The cells in the order of the table: students, and after the first step its rate and ratio, too."""
        first, *rest = self.counts
        return [first, *(text for count, rates in zip(rest, self.rates, strict=True) for text in (count, *rates))]


@dataclass(frozen=True, slots=True)
class Admissions:
    """The funnel as a page shows it; `faults` are sentences about counts that cannot be."""

    steps: list[str]
    lines: list[Line]
    faults: list[str]
    fewest: int


def admissions(assessment: Assessment, component: Component, scope: str) -> Admissions | None:
    """The funnel of a scope; None while nothing is entered."""
    metrics = [assessment.instrument.metric(id) for id in component.funnel]
    groups = {EVERYONE: "All students", **{group.id: group.title for group in assessment.instrument.groups}}
    counts = {
        group: [count_of(metric, assessment.value(metric, scope, group)) for metric in metrics] for group in groups
    }
    found = funnel(counts)
    if found.is_empty:
        return None
    lines = [
        Line(
            title,
            ["–" if count is None else f"{count:,}" for count in found.counts[group]],
            [(_percent(one.rate), _ratio(one.ratio)) for one in found.passed[group]],
            group == EVERYONE,
        )
        for group, title in groups.items()
        if any(count is not None for count in found.counts[group])
    ]
    faults = [
        f"{groups[group]}: more are {metrics[step].title.lower()} than {metrics[step - 1].title.lower()}. "
        "Check both numbers."
        for group, step in found.impossible
    ]
    return Admissions([metric.title for metric in metrics], lines, faults, fewest_of_a_ratio())


def _percent(rate: Fraction | None) -> str:
    return "–" if rate is None else f"{fixed_text(half_up(rate * 100, 1), 1)}%"


def _ratio(ratio: Fraction | None) -> str:
    return "–" if ratio is None else fixed_text(half_up(ratio, 2), 2)
