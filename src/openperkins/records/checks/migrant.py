"""Checks G01 and G02: the migrant supplement of one school year, a list of SASIDs."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.known import Known, sasid
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule
from openperkins.records.checks.tally import Tally

REPEATED = RowRule(
    "G02",
    "warning",
    "sasid",
    pl.lit(value=True),
    "SASID {sasid} is already on {where}; the student counts once.",
    "Remove the second row.",
)


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of one file; returns sasid, row."""
    check_column(chunk, sasid("G01"), tally)
    return chunk.select("sasid", pl.col("row").cast(pl.Int32))
