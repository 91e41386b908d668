"""What the worksheets of a needs assessment show from records: the figures of the review tables."""

from __future__ import annotations

from collections.abc import Iterator

from openperkins.needs.questions import EVERYONE
from openperkins.portal.needs.page import Workspace
from openperkins.portal.needs.review import who_of


def answered(space: Workspace) -> set[tuple[str, str]]:
    """(metric's id, place) of what records answer: nothing is typed there."""
    figures = space.figures
    known = [(metric, scope) for metric in space.instrument.metrics if metric.measure for scope in space.scopes]
    return {(one.id, at) for one, at in known if figures and figures.of(one.measure, at, EVERYONE) is not None}


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
        for scope in space.shown if metric.measure else ():
            if figures.of(metric.measure, scope, EVERYONE) is None:
                continue
            who = who_of(space, metric.measure, scope)
            for group in groups[:1] if of_places else groups:
                found = figures.of(metric.measure, scope, group)
                if found is None or not (found.is_count or found.denominator):
                    text = "–"
                elif found.is_count:
                    text = f"{found.denominator:,}"
                else:
                    counted = ", ".join(part for part in (f"n {found.denominator:,}", who) if part)
                    text = f"{found.percent_text}% ({counted})"
                yield f"{metric.id}.value.{scope}.{group}", text
