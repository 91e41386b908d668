"""Checks P01 … P06: the program table of the folder."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally

#: a Chapter 74 program has a CIP code, a non-Chapter 74 program the State's own code
WIDTHS = {"chapter74": ("DOE043", 6), "non_chapter74": ("DOE044", 4)}
REPEATED = RowRule(
    "P05",
    "error",
    "code",
    pl.lit(value=True),
    "Program {code} is already on {where}{same}; a code names one program.",
    "Keep one of the rows.",
)


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of programs.csv; returns code, kind, title, cluster, nontraditional_for, row."""
    well_written = pl.Series(check_column(chunk, column("code", "P01", "identifier", "a program code", (1, 10)), tally))
    kind = column("kind", "P02", "code", "a kind of program", values=known.list_of("program_kind"))
    check_column(chunk, kind, tally)
    gender = column(
        "nontraditional_for",
        "P03",
        "code",
        "a gender the program is nontraditional for",
        values=known.list_of("nontraditional_for"),
    )
    check_column(chunk, gender, tally, optional=True)
    rules = [
        RowRule(
            "P04",
            "warning",
            "code",
            well_written & (pl.col("kind") == kind) & (pl.col("code").str.len_chars() != width),
            f"{{code}} does not have {width} characters, as the codes of {kind} programs in {element} do: "
            "no record will name it.",
            "A spreadsheet may have dropped a leading zero; correct the code.",
        )
        for kind, (element, width) in WIDTHS.items()
    ]
    rules.append(
        RowRule(
            "P06",
            "warning",
            "title",
            pl.col("title") == "",
            "Program {code} has no title.",
            "Add the title; reports print it.",
        )
    )
    apply(chunk, rules, tally)
    return chunk.select("code", "kind", "title", "cluster", "nontraditional_for", pl.col("row").cast(pl.Int32))
