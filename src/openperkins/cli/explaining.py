"""Traces as text."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from openperkins.cli.show import print_json

_MARKS = {True: "yes", False: "no", None: "unknown"}


def student(folder: Path, year: str, sasid: str, indicators: Any, *, as_json: bool, **how: Any) -> None:
    """One student's trace on standard output."""
    from openperkins import api

    trace = api.explain_student(folder, year, sasid, indicators=indicators, **how)
    if as_json:
        print_json(trace.as_dict())
        return
    click.echo(f"Student {trace.student}, {trace.school_year}, ruleset {trace.ruleset}")
    for indicator in trace.indicators:
        click.echo("")
        click.echo(f"{indicator.indicator} {indicator.title}: {_verdict(indicator)}")
        if indicator.no_result:
            click.echo(f"  {indicator.no_result}")
        if indicator.source:
            click.echo(
                f"  counted at {indicator.org_code}, program {indicator.program or 'none'}"
                f" (from {indicator.source['file']} row {indicator.source['row']})"
            )
            click.echo(f"  populations: {', '.join(indicator.populations)}")
        for criterion in indicator.criteria:
            _criterion(criterion)
    click.echo("")
    click.echo("Records of this student: " + ", ".join(f"{row['file']} row {row['row']}" for row in trace.records))


def cell(
    folder: Path, year: str, org_code: str, indicators: tuple[str, ...], population: str, *, as_json: bool, **how: Any
) -> None:
    """What keeps the students of a cell out of the numerator, on standard output."""
    if not indicators:
        raise click.UsageError("With --org, name the indicator: --indicator 5S1.")
    from openperkins import api

    cells = [api.explain_cell(folder, year, org_code, code, population, **how) for code in indicators]
    if as_json:
        print_json([found.as_dict() for found in cells])
        return
    for found in cells:
        click.echo(
            f"{found.indicator} {found.org_code} {found.school_year}, {found.population}: "
            f"{found.out} of the population are not in the numerator"
        )
        for criterion in found.criteria:
            click.echo(f"  {len(criterion.students):>6}  only because not: {criterion.says} ({criterion.reading})")
        click.echo(f"  {found.several:>6}  for more than one reason")


def points(gap: Fraction | None) -> str | None:
    """A gap in percentage points, half up to two decimals; behind all students is negative."""
    if gap is None:
        return None
    from openperkins.accountability.exact import fixed_text, half_up

    return ("-" if gap < 0 else "") + fixed_text(half_up(abs(gap), 2), 2)


def _verdict(indicator: Any) -> str:
    if indicator.in_numerator:
        return "in the numerator"
    if indicator.in_denominator:
        return "in the denominator, not in the numerator"
    return "in the population, not in the denominator" if indicator.in_population else "not in the population"


def _criterion(criterion: Any) -> None:
    mark = _MARKS[criterion.value]
    if criterion.value is None:
        mark += f", counted as {_MARKS[criterion.counted]}"
    facts = "; ".join(f"{name} = {_shown(value)}" for name, value in criterion.facts.items())
    line = f"  [{mark}] {criterion.part}: {criterion.says} ({criterion.reading}; {facts})"
    click.echo(line if criterion.relevant else f"{line} - did not matter")


def _shown(value: Any) -> str:
    if value is None:
        return "blank"
    return " ".join(value) if isinstance(value, list) else str(value)
