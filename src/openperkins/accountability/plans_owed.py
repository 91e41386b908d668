"""From counts to results: level, line, standing, and whether an improvement plan is owed (W9, R50-R54)."""

from __future__ import annotations

from typing import Any

import polars as pl

from openperkins.accountability.levels import levels_in_force, measured_by, with_named_organizations
from openperkins.accountability.names import INDICATORS, POPULATIONS, RESULT_COLUMNS
from openperkins.accountability.standing import SCALE_COLUMNS, judge_scaled, level_scales, line_of
from openperkins.schoolyear import SchoolYear

_INDICATOR = pl.Enum(list(INDICATORS))
_POPULATION = pl.Enum(list(POPULATIONS))
_KINDS = ("state", "consortium", "district", "school")


def judge(
    counts: pl.DataFrame,
    organizations: pl.DataFrame,
    levels: pl.DataFrame | None,
    plans_on_file: pl.DataFrame | None,
    law: Any,
) -> pl.DataFrame:
    """The results: counts with their rate, level, line, standing and plan.

    Grain: one row per school year × organization × indicator × population of `counts`, sorted by school year,
    organization code, then indicator and population in the order of the contract; the columns are
    `names.RESULT_COLUMNS`. `counts` has school_year (the year it ends in), org_code, org_kind, indicator,
    population, denominator and numerator (students; both null where there is no result). `organizations`,
    `levels` and `plans_on_file` are the sealed tables; the last two may be None. `law` is a ruleset's values.
    `percent`, `level` and `threshold` are decimal text in percent (null when empty); `school_year` is text.

    Raises ValueError for an unknown indicator, population or kind, counts that cannot be, levels given twice.
    """
    frame = _coded(counts)
    everyone = with_named_organizations(organizations, frame.select("org_code", "org_kind").unique())
    joined = frame.join(_cells(frame, everyone, levels, law), on="cell", how="left", maintain_order="left")
    judged = judge_scaled(joined)
    return _printed(_with_plan(judged, plans_on_file, law))


def _coded(counts: pl.DataFrame) -> pl.DataFrame:
    """`counts` in results order, with small numbers beside the texts: joins and sorts are cheap."""
    codes = pl.Enum(counts["org_code"].cast(pl.String).unique().drop_nulls().sort())
    try:
        frame = counts.select(
            pl.col("school_year").cast(pl.Int16),
            pl.col("org_code").cast(codes),
            pl.col("org_kind").cast(pl.Enum(_KINDS)),
            pl.col("indicator").cast(_INDICATOR),
            pl.col("population").cast(_POPULATION),
            pl.col("denominator").cast(pl.Int64),
            pl.col("numerator").cast(pl.Int64),
        )
    except pl.exceptions.InvalidOperationError as error:
        raise ValueError(f"the counts hold an unknown indicator, population or kind: {error}") from None
    cell = _cell(pl.col("school_year"), pl.col("org_code"), pl.col("indicator"), codes)
    frame = frame.with_columns(cell.alias("cell"))
    place = pl.col("cell") * len(POPULATIONS) + pl.col("population").to_physical()
    return _ordered(frame.with_columns(place.alias("place"))).drop("place")


def _cell(year: pl.Expr, org: pl.Expr, indicator: pl.Expr, codes: pl.Enum) -> pl.Expr:
    """One whole number per year × organization × indicator, in the order of the results."""
    organization = year.cast(pl.Int64) * codes.categories.len() + org.to_physical()
    return organization * len(INDICATORS) + indicator.to_physical()


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` sorted by `place`, each of which it may hold once. Raises ValueError otherwise."""
    if frame["place"].null_count():
        raise ValueError("the counts hold a row without its year, organization, indicator or population")
    if (frame["place"].diff() > 0).all():
        return frame
    ordered = frame.sort("place")
    if (ordered["place"].diff() == 0).any():
        raise ValueError("the counts hold one organization, indicator and population of a year twice")
    return ordered


def _cells(frame: pl.DataFrame, everyone: pl.DataFrame, levels: pl.DataFrame | None, law: Any) -> pl.DataFrame:
    """One row per year × organization × indicator: the level, its line, how to compare with them."""
    codes = frame["org_code"].dtype
    years = frame["school_year"].unique().to_list()
    in_force = levels_in_force(everyone, levels, law, years)
    scales = level_scales(in_force["level"].drop_nulls().unique().to_list(), line_of(law))
    return (
        in_force.join(scales, on="level", how="left")
        .join(measured_by(everyone, district_digits=law.organization.district_digits), on="org_code")
        .filter(pl.col("org_code").is_in(codes.categories.implode()))
        .select(
            _cell(
                pl.col("school_year"),
                pl.col("org_code").cast(codes),
                pl.col("indicator").cast(_INDICATOR),
                codes,
            ).alias("cell"),
            "level",
            "level_source",
            "threshold",
            *SCALE_COLUMNS,
            (pl.col("org_code") == pl.col("measured_by")).alias("stands_alone"),
        )
    )


def _with_plan(judged: pl.DataFrame, plans_on_file: pl.DataFrame | None, law: Any) -> pl.DataFrame:
    """Adds `plan`: the State's for all students whatever the size, the others' per population."""
    below = pl.col("standing") == "below"
    everybody = pl.col("population") == "all"
    answers = pl.col("org_kind").is_in(["district", "consortium"]) & pl.col("stands_alone")
    small = pl.col("denominator") < law.accountability.smallest_denominator
    plan = (
        pl.when(below & (pl.col("org_kind") == "state") & everybody)
        .then(pl.lit("required"))
        .when(~(below & answers))
        .then(pl.lit("not_required"))
        .when(small)
        .then(pl.lit("exempt_small"))
        .when(pl.col("accepted_year") < pl.col("school_year"))
        .then(pl.lit("on_file"))
        .otherwise(pl.lit("required"))
    )
    return _with_first_accepted(judged, plans_on_file, law).with_columns(plan.alias("plan"))


def _with_first_accepted(judged: pl.DataFrame, plans_on_file: pl.DataFrame | None, law: Any) -> pl.DataFrame:
    """Adds `accepted_year`, the first a plan for the cell was accepted; null when none counts (R54)."""
    if plans_on_file is None or law.accountability.plan_on_file != "counts":
        return judged.with_columns(pl.lit(None, pl.Int16).alias("accepted_year"))
    first = (
        plans_on_file.select(
            pl.col("org_code").cast(judged["org_code"].dtype, strict=False),
            pl.col("indicator").cast(_INDICATOR, strict=False),
            pl.col("population").cast(_POPULATION, strict=False),
            pl.col("accepted_year").cast(pl.Int16),
        )
        .drop_nulls()
        .group_by("org_code", "indicator", "population")
        .agg(pl.col("accepted_year").min())
    )
    keys = ["org_code", "indicator", "population"]
    return judged.join(first, on=keys, how="left", maintain_order="left")


def _printed(judged: pl.DataFrame) -> pl.DataFrame:
    """The columns of the results, all codes and years as text."""
    years = {y: str(SchoolYear(y)) for y in judged["school_year"].unique().to_list()}
    as_text = pl.col("school_year").replace_strict(years, return_dtype=pl.String)
    codes = pl.col("org_code", "org_kind", "indicator", "population").cast(pl.String)
    return judged.with_columns(as_text, codes).select(RESULT_COLUMNS)
