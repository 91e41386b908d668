"""students.parquet: one row per student and indicator whose denominator the student is in. Restricted."""

from __future__ import annotations

import polars as pl

from openperkins.engine.tally import INDICATORS, POPULATIONS


def student_rows(counted: pl.DataFrame) -> pl.DataFrame:
    """`school_year, sasid, indicator, numerator, org_code, program` and a flag per population, sorted."""
    flags = [
        ((pl.col("populations") & (1 << bit)) != 0).alias(population.code)
        for bit, population in enumerate(POPULATIONS)
        if population.code != "all"
    ]
    ordered = counted.sort("school_year", "sasid").with_columns(school_year=school_year_text("school_year"))
    parts = []
    for bit, indicator in enumerate(INDICATORS):
        rows = ordered.filter((pl.col("denominators") & (1 << bit)) != 0)
        parts.append(
            rows.select(
                "school_year",
                "sasid",
                pl.lit(indicator.code).alias("indicator"),
                ((pl.col("numerators") & (1 << bit)) != 0).alias("numerator"),
                "org_code",
                "program",
                "populations",
            )
        )
    return pl.concat(parts).select(pl.exclude("populations"), *flags)


def school_year_text(column: str) -> pl.Expr:
    """2017 → `2016-17`."""
    year = pl.col(column).cast(pl.Int32)
    return (year - 1).cast(pl.String) + "-" + (year % 100).cast(pl.String).str.zfill(2)
