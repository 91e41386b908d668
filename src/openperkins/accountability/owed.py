"""The plans owed in a school year, each with its reason, the students missing, the run and the gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from openperkins.accountability.consecutive import published_year, years_below
from openperkins.accountability.gaps import gap
from openperkins.accountability.how_many_more import with_how_many_more
from openperkins.accountability.sentences import Finding, sentence

_CELL = ["org_code", "indicator", "population"]


@dataclass(frozen=True, slots=True)
class PlanOwed:
    """One organization × indicator × population below the line that a plan could be owed for.

    `numerator` and `denominator` are students; `percent`, `level` and `threshold` percent as decimal text
    as in the results; `plan` is `required`, `exempt_small` or `on_file`; `more_to_line` and `more_to_level`
    further students (None only where nothing is missing); `years_below` the years in a row up to this one
    and `below_since` the first of them; `gap` exact percentage points to all students (negative: behind;
    None for all students themselves); `accepted_year` the latest earlier year (the one it ends in) a plan
    on file was accepted, where known.
    """

    org_code: str
    org_name: str
    indicator: str
    population: str
    numerator: int
    denominator: int
    percent: str
    level: str
    level_source: str
    threshold: str
    plan: str
    more_to_line: int | None
    more_to_level: int | None
    years_below: int
    below_since: str
    gap: Fraction | None
    accepted_year: int | None
    sentence: str


def owed(
    results_by_year: Mapping[int, pl.DataFrame],
    year: int,
    organizations: pl.DataFrame,
    law: Any,
    plans_on_file: pl.DataFrame | None = None,
) -> list[PlanOwed]:
    """Every result of `year` below the line for which a plan is owed, exempt or on file, in results order.

    `results_by_year` holds judged results under the year they end in; years before `year` give the run of
    years below. `plans_on_file` is only needed to say when the plan on file was accepted. The State owes
    for all students only; schools and members of a consortium owe nothing of their own and are not listed.
    Raises UnknownNameError when `year` is not among the results.
    """
    results = published_year(results_by_year, year)
    rows = results.filter((pl.col("standing") == "below") & (pl.col("plan") != "not_required"))
    everyone = results.filter(pl.col("population") == "all").select(
        "org_code",
        "indicator",
        pl.col("numerator").alias("all_numerator"),
        pl.col("denominator").alias("all_denominator"),
    )
    names = organizations.select(pl.col("org_code").cast(pl.String), pl.col("name").alias("org_name"))
    told = (
        with_how_many_more(rows, law)
        .join(everyone, on=["org_code", "indicator"], how="left", maintain_order="left")
        .join(years_below(results_by_year, year), on=_CELL, how="left", maintain_order="left")
        .join(_last_accepted(plans_on_file, year), on=_CELL, how="left", maintain_order="left")
        .join(names, on="org_code", how="left", maintain_order="left")
        .with_columns(pl.col("org_name").fill_null(_unnamed()))
    )
    return [_plan_owed(row, law) for row in told.iter_rows(named=True)]


def _unnamed() -> pl.Expr:
    return pl.when(pl.col("org_kind") == "state").then(pl.lit("State")).otherwise(pl.col("org_code"))


def _last_accepted(plans_on_file: pl.DataFrame | None, year: int) -> pl.DataFrame:
    if plans_on_file is None:
        schema = dict.fromkeys(_CELL, pl.String) | {"accepted_year": pl.Int16}
        return pl.DataFrame(schema=schema)
    return (
        plans_on_file.filter(pl.col("accepted_year") < year)
        .group_by(pl.col(_CELL).cast(pl.String))
        .agg(pl.col("accepted_year").max())
    )


def _plan_owed(row: dict[str, Any], law: Any) -> PlanOwed:
    if row["population"] == "all":
        behind = None
    else:
        behind = gap(row["numerator"], row["denominator"], row["all_numerator"], row["all_denominator"])
    if row["plan"] != "on_file":
        row["accepted_year"] = None
    finding = Finding(gap=behind, **{name: row[name] for name in _OF_FINDING})
    return PlanOwed(gap=behind, sentence=sentence(finding, law), **{name: row[name] for name in _OF_ROW})


_OF_FINDING = tuple(name for name in Finding.__dataclass_fields__ if name != "gap")
_OF_ROW = tuple(name for name in PlanOwed.__dataclass_fields__ if name not in ("gap", "sentence"))
