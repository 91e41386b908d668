"""Checks C01 … C08: the four-year graduation cohort of one year."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import STATE, Known, org_code, sasid
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally

REPEATED = RowRule(
    "C05",
    "error",
    "sasid",
    pl.lit(value=True),
    "SASID {sasid} is already on {where}{same}; a student is in a cohort once.",
    "Keep the row with the right outcome.",
)


def check(chunk: pl.DataFrame, known: Known, tally: Tally, year: int) -> pl.DataFrame:
    """Check a chunk of the file of cohort `year`; returns sasid, org_code, outcome, row.

    Rows of another cohort year are a warning and left out.
    """
    check_column(chunk, sasid("C01"), tally)
    check_column(chunk, org_code("org_code", "C03"), tally)
    outcome = column("outcome", "C04", "code", "a cohort outcome", values=known.list_of("outcome"))
    check_column(chunk, outcome, tally)
    written = column("cohort_year", "C02", "digits", "a cohort year such as 2017", (4, 4))
    fine = check_column(chunk, written, tally)
    rules = [
        RowRule(
            "C06",
            "warning",
            "cohort_year",
            pl.Series(fine) & (pl.col("cohort_year") != str(year)),
            f"The row is of cohort {{cohort_year}}, the file of cohort {year}: it is ignored.",
            "Move the row to its own cohort's file.",
        ),
        RowRule(
            "C07",
            "warning",
            "org_code",
            known.unknown_organization("org_code"),
            "{org_code} is not in organizations.csv.",
            "Add the organization, or correct the code.",
        ),
    ]
    if known.organizations is not None:
        neither = known.organizations.filter(pl.col("kind") == "consortium")["org_code"].to_list()
        rules.append(
            RowRule(
                "C08",
                "error",
                "org_code",
                pl.col("org_code").is_in([STATE, *neither]),
                "{org_code} is neither a school nor a district.",
                "Give the school, or the district where the school is not known.",
            )
        )
    apply(chunk, rules, tally)
    kept = chunk.filter(pl.col("cohort_year") == str(year))
    return kept.select("sasid", "org_code", "outcome", pl.col("row").cast(pl.Int32))
