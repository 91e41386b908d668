"""Which performance level holds for an organization: its own, its consortium's, the State's (R53)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.accountability.names import INDICATORS, STATE
from openperkins.accountability.standing import with_standing

_IN_FORCE = {
    "school_year": pl.Int16,
    "org_code": pl.String,
    "indicator": pl.String,
    "level": pl.String,
    "level_source": pl.String,
}


def measured_by(organizations: pl.DataFrame, *, district_digits: int = 4) -> pl.DataFrame:
    """Whose level each organization is measured against.

    Grain: one row per organization of `organizations` (org_code, kind, parent), sorted: `org_code`,
    `measured_by`. A school is measured by its district, a member district and its schools by their
    consortium, the State by itself. A school without a parent belongs to the district of its code's first
    `district_digits` digits (R08); a district that is not a member stands alone. Raises ValueError when
    parents form a circle.
    """
    rows = organizations.select("org_code", "kind", pl.col("parent").fill_null("")).rows()
    parent = {code: _parent(code, kind, given, district_digits) for code, kind, given in rows}
    top = {code: _climb(code, parent) for code in parent}
    return pl.DataFrame(
        {"org_code": sorted(top), "measured_by": [top[code] for code in sorted(top)]},
        schema={"org_code": pl.String, "measured_by": pl.String},
    )


def _parent(code: str, kind: str, given: str, digits: int) -> str:
    if given or kind != "school":
        return given
    return code[:digits] + "0" * (len(code) - digits)


def _climb(code: str, parent: dict[str, str]) -> str:
    seen = [code]
    while (above := parent.get(seen[-1], "")) and above != seen[-1]:
        if above in seen:
            raise ValueError(f"organization {code} is its own parent: {' -> '.join([*seen, above])}")
        seen.append(above)
    return seen[-1]


def with_named_organizations(organizations: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """`organizations` and those that only the records name (`counted`: org_code, org_kind), without parents.

    Grain: one row per organization: org_code, name, kind, parent. One that only the records name has its
    code as name; the State is called State unless the organizations name it.
    """
    known = organizations.select(
        pl.col("org_code", "name", "kind").cast(pl.String), pl.col("parent").cast(pl.String).fill_null("")
    )
    named = (
        counted.select(pl.col("org_code").cast(pl.String), pl.col("org_kind").cast(pl.String).alias("kind"))
        .unique()
        .join(known, on="org_code", how="anti")
        .select(
            "org_code",
            pl.when(pl.col("kind") == "state").then(pl.lit("State")).otherwise(pl.col("org_code")).alias("name"),
            "kind",
            pl.lit("").alias("parent"),
        )
    )
    return pl.concat([known, named]).sort("org_code")


def levels_in_force(
    organizations: pl.DataFrame,
    levels: pl.DataFrame | None,
    law: Any,
    years: Iterable[int],
) -> pl.DataFrame:
    """The level each organization is held to.

    Grain: one row per year (the one it ends in) × organization × core indicator, sorted: `school_year`,
    `org_code`, `indicator`, `level` (percent as shortest exact decimal text, null when none) and
    `level_source` (`local`, `state`, `none`). `organizations` holds org_code, kind, parent; `levels` (or
    None) the agreed levels of SEALED form, of which only the same year's rows count, and not those of
    organizations measured by another. Where no local level is agreed the State's stands in when
    `law.accountability.state_level_stands_in` (R53). Raises ValueError for two levels of one year,
    organization and indicator, or a level that is no decimal.
    """
    agreed = _agreed(levels)
    held = measured_by(organizations, district_digits=law.organization.district_digits)
    cells = (
        pl.DataFrame({"school_year": sorted(set(years))}, schema={"school_year": pl.Int16})
        .join(held, how="cross")
        .join(pl.DataFrame({"indicator": list(INDICATORS)}), how="cross")
    )
    local = agreed.rename({"org_code": "measured_by", "level": "local_level"})
    state = agreed.filter(pl.col("org_code") == STATE).drop("org_code").rename({"level": "state_level"})
    joined = cells.join(local, on=["school_year", "measured_by", "indicator"], how="left").join(
        state, on=["school_year", "indicator"], how="left"
    )
    return _pick(joined, stands_in=law.accountability.state_level_stands_in)


def _agreed(levels: pl.DataFrame | None) -> pl.DataFrame:
    schema = {name: _IN_FORCE[name] for name in ("school_year", "org_code", "indicator", "level")}
    if levels is None:
        return pl.DataFrame(schema=schema)
    agreed = levels.select(pl.col(name).cast(kind) for name, kind in schema.items())
    twice = agreed.filter(pl.struct("school_year", "org_code", "indicator").is_duplicated())
    if twice.height:
        year, org, indicator = twice.sort(*list(schema)[:3]).row(0)[:3]
        raise ValueError(f"two levels are given for {org}, {indicator}, the year ending {year}; keep one")
    texts = agreed["level"].unique().to_list()
    shortest = {text: decimal_text(fraction(text)) for text in texts}
    return agreed.with_columns(pl.col("level").replace_strict(shortest, return_dtype=pl.String))


def _pick(joined: pl.DataFrame, *, stands_in: bool) -> pl.DataFrame:
    is_state = pl.col("org_code") == STATE
    has_local = pl.col("local_level").is_not_null()
    from_state = pl.col("state_level").is_not_null() & (is_state | pl.lit(stands_in))
    return joined.select(
        "school_year",
        "org_code",
        "indicator",
        pl.when(has_local)
        .then("local_level")
        .when(from_state)
        .then("state_level")
        .otherwise(pl.lit(None, pl.String))
        .alias("level"),
        pl.when(has_local & ~is_state)
        .then(pl.lit("local"))
        .when(from_state)
        .then(pl.lit("state"))
        .otherwise(pl.lit("none"))
        .alias("level_source"),
    ).sort("school_year", "org_code", pl.col("indicator").cast(pl.Enum(list(INDICATORS))))


def lowest_proposals(results: pl.DataFrame, state_levels: dict[str, str], law: Any) -> pl.DataFrame:
    """Below which level a district may not propose, because it met the State's in the latest year (R55).

    `results` are one year's judged results, the latest published; `state_levels` the State's adjusted
    levels (indicator -> decimal text) of the year under negotiation. Grain: one row per district or
    consortium × indicator of `results`, sorted: `org_code`, `indicator`, `floor` (decimal text, null when
    there is none). The State level that had to be met is the one of `results`' own year, read from the
    State's rows.
    """
    everyone = results.filter(pl.col("population") == "all")
    state = everyone.filter(pl.col("org_code") == STATE).select("indicator", "level")
    district = everyone.filter(pl.col("org_kind").is_in(["district", "consortium"])).select(
        "org_code", "indicator", "denominator", "numerator"
    )
    against_state = with_standing(district.join(state, on="indicator", how="left"), law)
    applies = (pl.col("standing") == "met") & pl.lit(law.levels.floor_after_meeting == "state_level")
    floors = {code: decimal_text(fraction(text)) for code, text in state_levels.items()}
    next_level = pl.col("indicator").replace_strict(floors, default=None, return_dtype=pl.String)
    return against_state.select(
        "org_code", "indicator", pl.when(applies).then(next_level).otherwise(None).alias("floor")
    ).sort("org_code", pl.col("indicator").cast(pl.Enum(list(INDICATORS))))
