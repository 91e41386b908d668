"""Checks U01 … U03: the follow-up of a school year's leavers. A SASID may come several times (R29).

Codes that settings.yaml maps are read as what they stand for before they are checked.
"""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known, sasid
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.reading.catalogue import CATALOGUE
from openperkins.records.reading.frames import as_sent


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of one file; returns sasid, status, responded_on, institution, note, row."""
    check_column(chunk, sasid("U01"), tally)
    chunk = _mapped(chunk, known.settings.codes, tally)
    status = column("status", "U02", "code", "a follow-up status", values=known.list_of("status"))
    check_column(chunk, status, tally)
    answered = column("responded_on", "U03", "date", "a date", (10, 10))
    check_column(chunk, answered, tally, optional=True)
    return chunk.select("sasid", "status", "responded_on", "institution", "note", pl.col("row").cast(pl.Int32))


def _mapped(chunk: pl.DataFrame, codes: dict[str, str], tally: Tally) -> pl.DataFrame:
    """The chunk with the codes of `codes` (see `settings.folded`) replaced; one note says that it was done."""
    theirs = pl.col("status").str.strip_chars().str.to_lowercase()
    known = chunk.filter(theirs.is_in(list(codes))) if codes else chunk.clear()
    if not known.height:
        return chunk
    note = Finding("N014", "note", element="status", wide=CATALOGUE["N014"].message, once=True)
    tally.rows(note, known.select("row", value=as_sent(known, "status")), lambda line: "")
    return chunk.with_columns(status=theirs.replace_strict(codes, default=pl.col("status")))
