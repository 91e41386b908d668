"""`openperkins rules`: the law as data, and what a change of it would do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from openperkins.cli import options
from openperkins.cli.show import print_json, print_rows, print_table, say, working


@click.group()
def rules() -> None:
    """The rulesets: list, show, compare, and replay a year under another."""


@rules.command("list")
@options.table_or_json
def list_command(as_json: bool) -> None:
    """The rulesets there are."""
    from openperkins.law import list_rulesets, load_ruleset

    found = [load_ruleset(name) for name in list_rulesets()]
    rows = [
        {
            "ruleset": ruleset.name,
            "version": ruleset.version,
            "title": ruleset.title,
            "first_school_year": str(ruleset.first_year),
            "parameters": len(ruleset.parameters),
            "assumed_readings": len(ruleset.assumptions),
        }
        for ruleset in found
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(list(rows[0]), [list(row.values()) for row in rows])


@rules.command()
@click.argument("ruleset", default="perkins_iv_ma")
@click.option("--only", metavar="NAME", help="One parameter (academic.attempt), group (academic) or reading (R21).")
@options.changes
@options.text_or_json
def show(ruleset: str, only: str | None, changes: dict[str, str], as_json: bool) -> None:
    """Every reading and parameter with its value, citation and status; open assumptions are listed."""
    from openperkins.law import describe, load_ruleset

    loaded = load_ruleset(ruleset, changes)
    if as_json:
        print_json(describe.show_facts(loaded, only))
        return
    for line in describe.show_lines(loaded, only):
        click.echo(line)


@rules.command()
@click.argument("first")
@click.argument("second", required=False)
@options.changes
@options.text_or_json
def diff(first: str, second: str | None, changes: dict[str, str], as_json: bool) -> None:
    """What differs between two rulesets, or between a ruleset and itself with --set."""
    from dataclasses import asdict

    from openperkins.law import describe, load_ruleset
    from openperkins.law.diff import diff_rulesets

    found = diff_rulesets(load_ruleset(first), load_ruleset(second or first, changes))
    if as_json:
        print_json([asdict(change) for change in found])
        return
    for line in describe.diff_lines(found):
        click.echo(line)


@rules.command()
@options.year
@click.argument("ruleset", default="perkins_iv_ma")
@options.table_or_json
def calendar(year: str, ruleset: str, as_json: bool) -> None:
    """The deadlines of a school year; where two dates are printed both are shown and the binding one is named."""
    from openperkins.engine.run import parse_year
    from openperkins.law import load_calendar, load_ruleset

    rows = [
        {
            "deadline": deadline.title,
            "binding": deadline.binding.isoformat() if deadline.binding else deadline.when,
            "printed": "; ".join(f"{printed.date.isoformat()} ({printed.place})" for printed in deadline.dates),
            "who": deadline.who,
            "to": deadline.to,
        }
        for deadline in load_calendar(load_ruleset(ruleset), parse_year(year))
    ]
    print_rows(rows, ["deadline", "binding", "printed", "who", "to"], as_json=as_json)


@rules.command()
@options.folder
@options.year
@click.option("--other", metavar="RULESET", help="The ruleset to compare with (default: the same, with --set).")
@options.running
@options.table_or_json
def replay(folder: Path, year: str, other: str | None, as_json: bool, **how: Any) -> None:
    """Run a year again under another ruleset or a changed reading: every cell whose count, standing or plan changes."""
    from dataclasses import asdict

    from openperkins import api

    if other is None and not how["changes"]:
        raise click.UsageError("Say what to change: --other RULESET or --set KEY=VALUE.")
    with working("Replaying"):
        found = api.replay(folder, year, other=other, **how)
    rows = found.differences
    if as_json:
        changed = [asdict(change) for change in found.changes]
        print_json(
            {
                "changes": changed,
                "plans_gained": found.plans_gained,
                "plans_lost": found.plans_lost,
                "cells": rows.to_dicts(),
            }
        )
    else:
        print_table(_HEADINGS, [_row(row) for row in rows.iter_rows(named=True)])
    say(f"{rows.height} cells change; {found.plans_gained} plans more and {found.plans_lost} fewer would be owed.")


_HEADINGS = ["org_code", "org_kind", "indicator", "population", "counts", "standing", "plan"]


def _row(row: dict[str, Any]) -> list[str]:
    counts = [f"{_number(row[f'numerator{when}'])}/{_number(row[f'denominator{when}'])}" for when in ("", "_after")]
    places = [row["org_code"], row["org_kind"], row["indicator"], row["population"]]
    return [
        *places,
        _change(*counts),
        _change(row["standing"], row["standing_after"]),
        _change(row["plan"], row["plan_after"]),
    ]


def _number(value: int | None) -> str:
    return "-" if value is None else str(value)


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} -> {after}"
