"""Checks U01 … U03: the follow-up of a school year's leavers. A SASID may come several times (R29)."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known, sasid
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.tally import Tally


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of one file; returns sasid, status, responded_on, institution, note, row."""
    check_column(chunk, sasid("U01"), tally)
    status = column("status", "U02", "code", "a follow-up status", values=known.list_of("status"))
    check_column(chunk, status, tally)
    answered = column("responded_on", "U03", "date", "a date", (10, 10))
    check_column(chunk, answered, tally, optional=True)
    return chunk.select("sasid", "status", "responded_on", "institution", "note", pl.col("row").cast(pl.Int32))
