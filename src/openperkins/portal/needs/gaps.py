"""The groups that are behind all students: in what records answer, in what is typed, and on the way into the school.

Records are read of the students in CTE wherever they tell them apart, and of each program. What is typed counts where
records do not answer; a group has a gap there when its size is known (reading N14).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from openperkins.accountability.exact import fixed_text, half_up
from openperkins.needs.assessment import Assessment
from openperkins.needs.funnel import Passed, funnel
from openperkins.needs.model import Component, Metric
from openperkins.needs.priorities import Gap
from openperkins.needs.questions import CTE, EVERYONE, SCHOOL, source_of
from openperkins.needs.values import count_of, number_of, value_fault
from openperkins.portal.needs.figures import IN_CTE, Figures

_ENROLLMENT = "enrollment"
#: signs of a source beside a gap
_LONGEST_SOURCE = 60


def gaps_of(figures: Figures | None, assessment: Assessment, places: Mapping[str, str]) -> Iterator[Gap]:
    """Every group that is behind all students, wherever two numbers tell so. `places` is code → title of programs and
    single schools."""
    reading = _Reading(figures, assessment, places)
    for component in assessment.instrument.components:
        for metric in component.metrics:
            if metric.unit == "percent":
                yield from reading.of(component, metric)
        if component.funnel:
            yield from reading.on_the_way_in(component)


@dataclass(frozen=True)
class _Reading:
    figures: Figures | None
    assessment: Assessment
    places: Mapping[str, str]

    def of(self, component: Component, metric: Metric) -> Iterator[Gap]:
        """The gaps of one metric: of records, and where those do not answer, of typed values."""
        for scope in self._recorded(metric):
            yield from self._of_records(component, metric, scope)
        for scope in (SCHOOL, *self.places):
            if not self._answered(metric, scope):
                yield from self._typed(component, metric, scope)

    def on_the_way_in(self, component: Component) -> Iterator[Gap]:
        """The gaps of selection rates, step by step."""
        metrics = [self.assessment.instrument.metric(id) for id in component.funnel]
        groups = self._groups
        for scope in (SCHOOL, *self.places):
            counts = {
                group: [count_of(metric, self.assessment.value(metric, scope, group)) for metric in metrics]
                for group in (EVERYONE, *groups)
            }
            if counts[EVERYONE].count(None) == len(metrics):
                continue
            passed = funnel(counts).passed
            for step, (before, metric) in enumerate(pairwise(metrics)):
                title = f"{metric.title}, of {before.title.lower()}"
                everyone = passed[EVERYONE][step].rate
                for group, name in groups.items():
                    one = passed[group][step]
                    if everyone is None or one.rate is None or one.rate >= everyone:
                        continue
                    yield Gap(
                        component.number, metric.id, self._where(title, scope), scope, name,
                        (everyone - one.rate) * 100, one.before or 0, note=self._of_step(one, metric, scope),
                    )  # fmt: skip

    @property
    def _groups(self) -> dict[str, str]:
        return {group.id: group.title for group in self.assessment.instrument.groups}

    def _recorded(self, metric: Metric) -> Iterator[str]:
        """The places whose records are read: students in CTE, else the school, and each program."""
        if self.figures is None or not metric.measure:
            return
        has_cte = self.figures.of(metric.measure, CTE, EVERYONE) is not None
        yield CTE if has_cte else SCHOOL
        yield from self.figures.programs

    def _of_records(self, component: Component, metric: Metric, scope: str) -> Iterator[Gap]:
        figures = self.figures
        everyone = figures.of(metric.measure, scope, EVERYONE) if figures else None
        if figures is None or everyone is None or everyone.fraction is None:
            return
        who = f"all {IN_CTE}" if scope == CTE else "all students"
        for group, name in self._groups.items():
            found = figures.of(metric.measure, scope, group)
            if found is None or found.fraction is None or not found.denominator:
                continue
            points = _behind(metric, everyone.fraction, found.fraction)
            if points > 0:
                where = self._where(metric.title, scope)
                yield Gap(component.number, metric.id, where, scope, name, points, found.denominator, who)

    def _typed(self, component: Component, metric: Metric, scope: str) -> Iterator[Gap]:
        everyone = self._share(metric, scope, EVERYONE)
        if everyone is None:
            return
        for group, name in self._groups.items():
            share, students = self._share(metric, scope, group), self._students(scope, group)
            if share is None or students is None:
                continue
            points = _behind(metric, everyone, share)
            if points > 0:
                note = f"of those enrolled; {self._said_typed(metric, scope)}"
                where = self._where(self.assessment.text(f"{metric.id}.name") or metric.title, scope)
                yield Gap(component.number, metric.id, where, scope, name, points, students, note=note)

    def _answered(self, metric: Metric, scope: str) -> bool:
        """Whether records answer a metric for a place: they do before anything typed."""
        return bool(metric.measure and self.figures and self.figures.of(metric.measure, scope, EVERYONE) is not None)

    def _share(self, metric: Metric, scope: str, group: str) -> Fraction | None:
        text = self.assessment.value(metric, scope, group)
        number = None if value_fault(metric, text) else number_of(text)
        return None if number is None else Fraction(number) / 100

    def _students(self, scope: str, group: str) -> int | None:
        """How many students of a group are enrolled: by records, else as typed; None where nobody says."""
        found = self.figures.of(_ENROLLMENT, scope, group) if self.figures else None
        if found is not None:
            return found.denominator
        asked = (one for one in self.assessment.instrument.metrics if one.measure == _ENROLLMENT)
        counts = (count_of(one, self.assessment.value(one, scope, group)) for one in asked)
        return next((count for count in counts if count is not None), None)

    def _where(self, title: str, scope: str) -> str:
        return title if scope in (SCHOOL, CTE) else f"{title}, {self.places.get(scope, scope)}"

    def _of_step(self, one: Passed, metric: Metric, scope: str) -> str:
        ratio = "" if one.ratio is None else f"ratio {fixed_text(half_up(one.ratio, 2), 2)} to the best; "
        return f"{ratio}{self._said_typed(metric, scope)}"

    def _said_typed(self, metric: Metric, scope: str) -> str:
        source = " ".join(self.assessment.text(source_of(metric.id, scope)).split())
        if len(source) > _LONGEST_SOURCE:
            source = f"{source[: _LONGEST_SOURCE - 1]}…"
        return f"typed: {source or 'no source named'}"


def _behind(metric: Metric, everyone: Fraction, group: Fraction) -> Fraction:
    """Exact percentage points a group is behind; negative where it is ahead."""
    points = (everyone - group) * 100
    return -points if metric.lower_is_better else points
