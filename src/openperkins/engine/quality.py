"""quality.csv: figures about the data behind the results, for every organization."""

from __future__ import annotations

from functools import reduce

import polars as pl

from openperkins.engine.tally import INDICATORS, STATE, rollup

_BIT = {indicator.code: 1 << bit for bit, indicator in enumerate(INDICATORS)}
#: figures the State's line shows even when they are zero
_ALWAYS = (
    "conflicting_claims_october",
    "conflicting_claims_march",
    "conflicting_claims_end_of_year",
    "participants_in_unknown_programs",
    "summer_graduates",
)


def quality_figures(
    from_records: pl.DataFrame, counted: pl.DataFrame, organizations: pl.DataFrame, years: tuple[int, ...]
) -> pl.DataFrame:
    """`school_year, figure, org_code, count`, sorted; counts of students, rolled up like the results."""
    figures = pl.concat([from_records.select("school_year", "figure", "org_code", "students"), _from_counted(counted)])
    targets = rollup(organizations).select("org_code", "counted_in")
    summed = (
        figures.join(targets, on="org_code")
        .group_by("school_year", "figure", org_code="counted_in")
        .agg(count=pl.col("students").sum())
    )
    zeros = pl.DataFrame({"figure": _ALWAYS}).join(
        pl.DataFrame({"school_year": pl.Series(years, dtype=pl.Int16)}), how="cross"
    )
    zeros = zeros.select("school_year", "figure", org_code=pl.lit(STATE), count=pl.lit(0, pl.Int64))
    missing = zeros.join(summed, on=["school_year", "figure", "org_code"], how="anti")
    return pl.concat([summed.with_columns(pl.col("count").cast(pl.Int64)), missing]).sort(
        "school_year", "figure", "org_code"
    )


def _from_counted(counted: pl.DataFrame) -> pl.DataFrame:
    """Figures that show in who was counted: no result, no answer, no program, gender not stated as M or F."""

    def among(column: str, code: str) -> pl.Expr:
        return (pl.col(column) & _BIT[code]) != 0

    left = among("denominators", "3S1")
    gender = reduce(lambda a, b: a | b, ((pl.col("populations") & bit) != 0 for bit in (0b010, 0b100)))
    figures = {
        "leavers": left,
        "leavers_without_grade_10_ela": left & ~among("denominators", "1S1"),
        "leavers_without_grade_10_mathematics": left & ~among("denominators", "1S2"),
        "leavers_without_follow_up_answer": among("unknowns", "5S1"),
        "leavers_without_program": left & pl.col("program").is_null(),
        "leavers_of_gender_n": left & ~gender,
    }
    parts = [
        counted.filter(test)
        .group_by("school_year", "org_code")
        .agg(students=pl.len().cast(pl.Int64))
        .select("school_year", "org_code", "students", figure=pl.lit(name))
        for name, test in figures.items()
    ]
    return pl.concat(parts).select("school_year", "figure", "org_code", "students")
