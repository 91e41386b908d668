"""From counted students to counts: signatures are grouped once, then spread over populations and organizations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from openperkins.indicators.catalogue import INDICATORS
from openperkins.populations.catalogue import POPULATIONS

STATE = "00000000"
_DENOMINATORS = [f"d{bit}" for bit in range(len(POPULATIONS))]
_NUMERATORS = [f"n{bit}" for bit in range(len(POPULATIONS))]
_COUNTS = [*_DENOMINATORS, *_NUMERATORS]
#: codes are small numbers while they are counted, in the order of the reports
_INDICATOR = pl.Enum([indicator.code for indicator in INDICATORS])
_POPULATION = pl.Enum([population.code for population in POPULATIONS])
_KIND = pl.Enum(["state", "consortium", "district", "school"])


@dataclass(frozen=True)
class Tally:
    """Counts of some years, made when they are asked for.

    `results`: every school_year × org_code × indicator × population; `programs`: the same by program, for the
    programs that have students. Columns school_year, org_code, org_kind, (program), indicator, population,
    denominator, numerator; both are null where there is no result at all. Codes are Enums in the order of the
    reports.
    """

    _wide: pl.DataFrame
    _targets: pl.DataFrame
    _organizations: pl.DataFrame
    _years: tuple[int, ...]
    _absent: set[tuple[int, str]]

    @cached_property
    def results(self) -> pl.DataFrame:
        every_year = pl.DataFrame({"school_year": pl.Series(self._years, dtype=pl.Int16)})
        counts = self._summed(self._targets, ["school_year", "org_code", "indicator"])
        return _long(every_year.join(self._organizations, how="cross"), counts, self._absent)

    @cached_property
    def programs(self) -> pl.DataFrame:
        places = self._targets.filter(pl.col("counted_kind") != "school")
        counts = self._summed(places, ["school_year", "org_code", "program", "indicator"])
        counts = counts.filter(pl.col("program").is_not_null())
        pairs = counts.select("school_year", "org_code", "program").unique()
        return _long(pairs.join(self._organizations, on="org_code"), counts, self._absent)

    def _summed(self, targets: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
        spread = self._wide.join(targets, on="org_code").drop("org_code").rename({"counted_in": "org_code"})
        return spread.group_by(keys).agg(pl.col(_COUNTS).sum())


def tally(
    signatures: pl.DataFrame,
    organizations: pl.DataFrame,
    years: tuple[int, ...],
    absent: set[tuple[int, str]],
) -> Tally:
    """Count signatures up to schools, districts, consortia and the State.

    `signatures` has school_year, org_code, program, populations, denominators, numerators and `students`;
    `organizations` every organization (org_code, kind, parent); `absent` the (year, indicator) without result.
    """
    places = pl.Enum(organizations["org_code"].unique().sort())
    programs = pl.Enum(signatures["program"].drop_nulls().unique().sort())
    coded = signatures.with_columns(
        pl.col("org_code").cast(places, strict=False),
        pl.col("program").cast(programs),
        pl.col("students").cast(pl.Int32),
    ).filter(pl.col("org_code").is_not_null())
    wide = pl.concat([_wide(coded, bit) for bit in range(len(INDICATORS))])
    targets = rollup(organizations).with_columns(
        pl.col("org_code", "counted_in").cast(places), pl.col("counted_kind").cast(_KIND)
    )
    kinds = organizations.select(pl.col("org_code").cast(places), pl.col("kind").cast(_KIND).alias("org_kind"))
    return Tally(wide, targets, kinds, years, absent)


def rollup(organizations: pl.DataFrame) -> pl.DataFrame:
    """`org_code → counted_in, counted_kind`: a school in itself, its district, the consortium and the State.

    A school's parent is its district (R08), a member district's its consortium (R09).
    """
    kinds = dict(organizations.select("org_code", "kind").iter_rows())
    parents = dict(organizations.select("org_code", "parent").iter_rows())
    rows = []
    for code, kind in kinds.items():
        chain = dict.fromkeys([code])
        if code != STATE:
            district = code if kind != "school" else parents[code]
            chain |= dict.fromkeys([district] if district in kinds else [])
            parent = parents.get(district) or ""
            chain |= dict.fromkeys([parent] if parent in kinds else [])
            chain |= {STATE: None}
        rows.extend((code, target, kinds[target]) for target in chain)
    return pl.DataFrame(rows, schema=["org_code", "counted_in", "counted_kind"], orient="row")


def signatures_of(counted: pl.DataFrame) -> pl.DataFrame:
    """Group counted students by what they count as; `students` is how many share a signature."""
    keys = ["school_year", "org_code", "program", "populations", "denominators", "numerators"]
    return counted.group_by(keys).agg(students=pl.len().cast(pl.Int64))


def _wide(signatures: pl.DataFrame, bit: int) -> pl.DataFrame:
    """One indicator: a denominator and a numerator column per population, by school and program."""
    counted = signatures.filter((pl.col("denominators") & (1 << bit)) != 0)
    met = (pl.col("numerators") & (1 << bit)) != 0
    counted = counted.with_columns(met=pl.when(met).then("students").otherwise(pl.lit(0, pl.Int32)))
    member = [(pl.col("populations") & (1 << place)) != 0 for place in range(len(POPULATIONS))]
    # whole columns first, then plain sums: a filter inside every group costs several times as much
    flags = [
        pl.when(is_member).then(source).otherwise(pl.lit(0, pl.Int32)).alias(name)
        for source, names in (("students", _DENOMINATORS), ("met", _NUMERATORS))
        for is_member, name in zip(member, names, strict=True)
    ]
    keys = ["school_year", "org_code", "program"]
    grouped = counted.select(*keys, *flags).group_by(keys).agg(pl.col(_COUNTS).sum())
    return grouped.with_columns(indicator=pl.lit(_INDICATOR.categories[bit], _INDICATOR))


def _long(grid: pl.DataFrame, counts: pl.DataFrame, absent: set[tuple[int, str]]) -> pl.DataFrame:
    """Every combination of the grid with every indicator and population, in the order of the reports."""
    keys = [name for name in ("school_year", "org_code", "program") if name in grid.columns]
    indicators = pl.DataFrame({"indicator": _INDICATOR.categories.cast(_INDICATOR)})
    whole = grid.sort(keys).join(indicators, how="cross", maintain_order="left_right")
    filled = whole.join(counts, on=[*keys, "indicator"], how="left", maintain_order="left")
    missing = pl.lit(False)
    for year, code in sorted(absent):
        missing |= (pl.col("school_year") == year) & (pl.col("indicator") == code)
    filled = filled.with_columns(absent=missing)
    long = filled.select(*grid.columns, "indicator", "absent")[np.repeat(np.arange(filled.height), len(POPULATIONS))]
    populations = _POPULATION.categories.cast(_POPULATION)[np.tile(np.arange(len(POPULATIONS)), filled.height)]
    there = pl.when(~pl.col("absent"))
    return long.select(
        *grid.columns,
        "indicator",
        population=populations,
        denominator=there.then(_across(filled, _DENOMINATORS)),
        numerator=there.then(_across(filled, _NUMERATORS)),
    )


def _across(filled: pl.DataFrame, names: list[str]) -> pl.Series:
    """The columns row by row, one value after another; nobody counted is zero."""
    values = filled.select(pl.col(names).fill_null(0)).to_numpy(order="c").reshape(-1)
    return pl.Series(values).cast(pl.Int64)
