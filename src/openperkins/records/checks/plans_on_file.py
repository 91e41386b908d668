"""Checks A01 … A06: improvement plans accepted in earlier years."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known, org_code, school_year
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally

REPEATED = RowRule(
    "A06",
    "warning",
    "indicator",
    pl.lit(value=True),
    "The same plan is already on {where}; it counts once.",
    "Remove the second row.",
)


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of plans_on_file.csv; returns org_code, indicator, population, accepted_year (text), row."""
    check_column(chunk, org_code("org_code", "A01"), tally)
    check_column(chunk, column("indicator", "A02", "code", "an indicator", values=known.indicators), tally)
    population = column("population", "A03", "code", "a population", values=known.populations)
    check_column(chunk, population, tally)
    check_column(chunk, school_year("accepted_year", "A04"), tally)
    unknown = RowRule(
        "A05",
        "warning",
        "org_code",
        known.unknown_organization("org_code"),
        "{org_code} is not in organizations.csv.",
        "Add the organization, or correct the code.",
    )
    apply(chunk, [unknown], tally)
    return chunk.select("org_code", "indicator", "population", "accepted_year", pl.col("row").cast(pl.Int32))
