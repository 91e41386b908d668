"""An invented state for the tests, and the tables of a Markdown spec."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear

SPECS = Path(__file__).parents[2] / "specs"
COUNTS = {
    "school_year": pl.Int16,
    "org_code": pl.String,
    "org_kind": pl.String,
    "indicator": pl.String,
    "population": pl.String,
    "denominator": pl.Int64,
    "numerator": pl.Int64,
}
ORGANIZATIONS = dict.fromkeys(["org_code", "name", "kind", "parent"], pl.String)
LEVELS = {"school_year": pl.Int16, "org_code": pl.String, "indicator": pl.String, "level": pl.String}
PLANS = {
    "org_code": pl.String,
    "indicator": pl.String,
    "population": pl.String,
    "accepted_year": pl.Int16,
}


def law(**changes: str) -> Any:
    """The values of the ruleset; changes as `accountability__line="0.8"`."""
    return load_ruleset("perkins_iv_ma", {key.replace("__", "."): value for key, value in changes.items()}).law


def table(schema: dict[str, Any], *rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def year(text: str) -> int:
    return SchoolYear.parse(text).ends


def tables_of(spec: str) -> dict[str, list[dict[str, str]]]:
    """The tables of `specs/<spec>` under their headings; cells as text."""
    found: dict[str, list[dict[str, str]]] = {}
    for part in re.split(r"^## ", (SPECS / spec).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = part.splitlines()
        rows = [[cell.strip() for cell in re.split(r"\|", line)[1:-1]] for line in lines if line[:1] == "|"]
        assert rows and all(len(row) == len(rows[0]) for row in rows), f"{spec}, {heading}: uneven table"
        found[heading] = [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
    return found


def counts(school_year: int, kinds: dict[str, str], given: dict[tuple[str, str, str], tuple]) -> pl.DataFrame:
    """Every organization × indicator × population of one year; cells not given have no students.

    `kinds` is organization -> kind; `given` (organization, indicator, population) -> (numerator,
    denominator).
    """
    rows = []
    for code, kind in kinds.items():
        for indicator in INDICATORS:
            for population in POPULATIONS:
                numerator, denominator = given.get((code, indicator, population), (0, 0))
                rows.append((school_year, code, kind, indicator, population, denominator, numerator))
    return table(COUNTS, *rows)
