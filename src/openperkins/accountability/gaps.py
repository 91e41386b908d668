"""How far each population is from all students of the same organization and core indicator.

The Act has every local report quantify the gap between each category of students and all students the
recipient serves (Perkins IV 113(b)(4)(C)(ii)), and improvement plans weigh it (123(b)(2)). "All students"
holds the population itself; the gap to the remaining students, which holds it apart, is given beside it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from openperkins.accountability.exact import largest, whole_type
from openperkins.accountability.names import INDICATORS, POPULATIONS, SPECIAL_CONSIDERATION

_KEYS = ("school_year", "org_code", "indicator")
GAP_COLUMNS = (
    "school_year",
    "org_code",
    "org_kind",
    "indicator",
    "population",
    "denominator",
    "numerator",
    "all_denominator",
    "all_numerator",
    "gap_numerator",
    "gap_denominator",
    "gap",
    "gap_to_others",
    "consideration",
)


def gap(numerator: int, denominator: int, all_numerator: int, all_denominator: int) -> Fraction | None:
    """The population's rate less that of all students, in exact percentage points; None without students."""
    if not denominator or not all_denominator:
        return None
    return Fraction(100 * numerator, denominator) - Fraction(100 * all_numerator, all_denominator)


def gaps(results: pl.DataFrame, law: Any) -> pl.DataFrame:
    """The gaps of every population.

    Grain: one row per school year × organization × indicator × population other than `all` of the judged
    `results`, in results order; columns `GAP_COLUMNS`. `gap_numerator` ÷ `gap_denominator` is the exact gap
    in percentage points (negative: the population is behind); `gap` is it printed, half up (away from zero)
    to `law.printing.rate_decimals`, and `gap_to_others` the gap to the students not in the population. Null
    where either side has no students. `consideration` names the ground a State Improvement Plan has to
    weigh, if any.
    """
    everyone = results.filter(pl.col("population") == "all").select(
        *_KEYS, pl.col("denominator").alias("all_denominator"), pl.col("numerator").alias("all_numerator")
    )
    rows = results.filter(pl.col("population") != "all").join(
        everyone, on=list(_KEYS), how="left", maintain_order="left"
    )
    largest_count = largest(rows, "denominator", "all_denominator")
    wide = whole_type(200 * 10**law.printing.rate_decimals * max(1, largest_count) ** 2)
    part = (pl.col("numerator").cast(wide), pl.col("denominator").cast(wide))
    whole = (pl.col("all_numerator").cast(wide), pl.col("all_denominator").cast(wide))
    others = (whole[0] - part[0], whole[1] - part[1])
    difference = _difference(part, whole)
    ground = pl.col("population").replace_strict(SPECIAL_CONSIDERATION, default=None, return_dtype=pl.String)
    places = law.printing.rate_decimals
    return (
        rows.with_columns(
            difference[0].alias("gap_numerator"),
            difference[1].alias("gap_denominator"),
            _points_text(*difference, places).alias("gap"),
            _points_text(*_difference(part, others), places).alias("gap_to_others"),
            ground.alias("consideration"),
        )
        .select(GAP_COLUMNS)
        .sort(
            "school_year",
            "org_code",
            pl.col("indicator").cast(pl.Enum(list(INDICATORS))),
            pl.col("population").cast(pl.Enum(list(POPULATIONS))),
        )
    )


def _difference(one: tuple[pl.Expr, pl.Expr], other: tuple[pl.Expr, pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """100 × (a/b − c/d) as a numerator and a denominator, null without students on both sides."""
    both = (one[1] > 0) & (other[1] > 0)
    above = (one[0] * other[1] - other[0] * one[1]) * 100
    return pl.when(both).then(above), pl.when(both).then(one[1] * other[1])


def _points_text(above: pl.Expr, below: pl.Expr, places: int) -> pl.Expr:
    """The quotient as text with `places` decimals, half away from zero; `-0.0` prints as `0.0`."""
    units = (above.abs() * (2 * 10**places) + below) // (below * 2)
    whole = (units // 10**places).cast(pl.String)
    printed = whole
    if places:
        printed = pl.concat_str(whole, pl.lit("."), (units % 10**places).cast(pl.String).str.zfill(places))
    return pl.when((above < 0) & (units > 0)).then(pl.lit("-") + printed).otherwise(printed)
