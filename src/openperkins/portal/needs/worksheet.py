"""What the worksheets of a needs assessment show from records: the figures of the review tables."""

from __future__ import annotations

from collections.abc import Iterator

from openperkins.needs.questions import EVERYONE, SCHOOL
from openperkins.portal.needs.page import Workspace


def answered(space: Workspace) -> set[str]:
    """The ids of the metrics that records answer for the school: nothing is typed at them."""
    figures = space.figures
    known = [metric for metric in space.instrument.metrics if metric.measure]
    return {one.id for one in known if figures and figures.of(one.measure, SCHOOL, EVERYONE) is not None}


def figures_in(space: Workspace) -> dict[str, str]:
    """Question → the figure records answer it with."""
    return dict(_figures(space))


def _figures(space: Workspace) -> Iterator[tuple[str, str]]:
    figures = space.figures
    if figures is None:
        return
    groups = (EVERYONE, *(group.id for group in space.instrument.groups))
    for metric in space.instrument.metrics:
        of_places = space.instrument.component_of(metric.id).of_places
        for scope in space.scopes if metric.measure else ():
            if figures.of(metric.measure, scope, EVERYONE) is None:
                continue
            for group in groups[:1] if of_places else groups:
                found = figures.of(metric.measure, scope, group)
                if found is None or not (found.is_count or found.denominator):
                    text = "–"
                elif found.is_count:
                    text = f"{found.denominator:,}"
                else:
                    text = f"{found.percent_text}% (n {found.denominator:,})"
                yield f"{metric.id}.value.{scope}.{group}", text
