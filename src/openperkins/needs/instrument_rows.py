"""An instrument as rows for people: everything it asks, with ids, in its order."""

from __future__ import annotations

from openperkins.needs.model import Instrument

HEADINGS = ("component", "part", "id", "text", "more")


def rows_of(instrument: Instrument) -> list[dict[str, str]]:
    """One row for each component, prompt, metric, criterion and check; `more` is what the records answer or where to
    look, the elements of a criterion, the case a starred check applies in."""
    found = []
    for one in instrument.components:
        number = str(one.number)
        found.append(_row(number, "component", number, one.title, one.objective))
        if not one.is_compliance:
            found += [
                _row(number, "prompt", f"{number}.identify.{prompt.id}", prompt.title, prompt.asks)
                for prompt in instrument.prompts
            ]
        for metric in one.metrics:
            more = "; ".join([*metric.measures, *([f"look in {metric.find}"] if metric.find else [])])
            found.append(_row(number, "metric", metric.id, metric.title, more))
        found += [
            _row(number, "criterion", criterion.id, criterion.title, " ".join(criterion.elements))
            for criterion in one.criteria
        ]
        for group in one.checks:
            found.append(_row(number, "check group", group.id, group.title, ""))
            found += [
                _row(
                    number,
                    "check",
                    check.id,
                    check.says,
                    f"applies when {check.applies_when}" if check.is_starred else "",
                )
                for check in group.items
            ]
    return found


def _row(component: str, part: str, id: str, text: str, more: str) -> dict[str, str]:
    return dict(zip(HEADINGS, (component, part, id, text, more), strict=True))
