"""How many years in a row a population has been below the line (W16).

The Act lets an agency act when the same indicator stays below for three years running (Perkins IV
123(b)(4)(A)).
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.errors import UnknownNameError
from openperkins.schoolyear import SchoolYear

_CELL = ["org_code", "indicator", "population"]


def years_of(results: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """Judged results of several years as a frame for each, ascending by the year it ends in."""
    parts = results.partition_by("school_year", as_dict=True)
    return {SchoolYear.parse(key[0]).ends: parts[key] for key in sorted(parts)}


def years_below(results_by_year: Mapping[int, pl.DataFrame], year: int) -> pl.DataFrame:
    """The run of years below the line that leads up to, and includes, `year`.

    `results_by_year` holds the judged results of each published year under the year it ends in. Grain: one
    row per organization × indicator × population that is below in `year`, in results order: `years_below`
    (Int64, 1 or more) and `below_since` (the run's first school year as text). A year that was met, has no
    standing, or was not published ends the run: nobody is said to have been below when no figure says so.
    Years after `year` do not matter. Raises UnknownNameError when `year` is not among the published years.
    """
    published = published_year(results_by_year, year)
    run = published.filter(pl.col("standing") == "below").select(*_CELL, pl.lit(1, pl.Int64).alias("years_below"))
    still, before = run.select(_CELL), year - 1
    while before in results_by_year and still.height:
        earlier = results_by_year[before].filter(pl.col("standing") == "below").select(_CELL)
        still = still.join(earlier, on=_CELL, how="semi")
        longer = still.with_columns(pl.lit(year - before + 1, pl.Int64).alias("longer"))
        run = run.join(longer, on=_CELL, how="left").select(
            *_CELL, pl.coalesce("longer", "years_below").alias("years_below")
        )
        before -= 1
    since = {n: str(SchoolYear(year - n + 1)) for n in run["years_below"].unique().to_list()}
    return run.with_columns(
        pl.col("years_below").replace_strict(since, return_dtype=pl.String).alias("below_since")
    ).sort(
        "org_code",
        pl.col("indicator").cast(pl.Enum(list(INDICATORS))),
        pl.col("population").cast(pl.Enum(list(POPULATIONS))),
    )


def published_year(results_by_year: Mapping[int, pl.DataFrame], year: int) -> pl.DataFrame:
    """The results of `year`. Raises UnknownNameError, naming the years there are, when there are none."""
    if year in results_by_year:
        return results_by_year[year]
    known = ", ".join(str(SchoolYear(y)) for y in sorted(results_by_year)) or "none"
    raise UnknownNameError(
        f"There are no results for the school year {SchoolYear(year)}.", f"Years with results: {known}."
    )
