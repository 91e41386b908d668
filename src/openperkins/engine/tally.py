"""From counted students to counts: signatures are grouped once, then spread over populations and organizations."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from openperkins.indicators.catalogue import INDICATORS
from openperkins.populations.catalogue import POPULATIONS

STATE = "00000000"
_KEYS = ("school_year", "org_code", "program", "indicator")
_DENOMINATORS = [f"d{bit}" for bit in range(len(POPULATIONS))]
_NUMERATORS = [f"n{bit}" for bit in range(len(POPULATIONS))]
_INDICATOR_CODES = [indicator.code for indicator in INDICATORS]
_POPULATION_CODES = [population.code for population in POPULATIONS]


@dataclass(frozen=True)
class Tally:
    """Counts of some years.

    `results`: every school_year × org_code × indicator × population; `programs`: the same by program, for the
    programs that have students. Columns school_year, org_code, org_kind, (program), indicator, population,
    denominator, numerator; both are null where there is no result at all.
    """

    results: pl.DataFrame
    programs: pl.DataFrame


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
    wide = pl.concat([_wide(signatures, bit, code) for bit, code in enumerate(_INDICATOR_CODES)])
    counted_in = rollup(organizations)
    spread = wide.join(counted_in, on="org_code", how="inner").drop("org_code")
    spread = spread.rename({"counted_in": "org_code"})
    by_org = _sum(spread, ["school_year", "org_code", "indicator"])
    places = spread.filter(pl.col("counted_kind") != "school", pl.col("program").is_not_null())
    by_program = _sum(places, list(_KEYS))
    kinds = organizations.select("org_code", org_kind="kind")
    every_year = pl.DataFrame({"school_year": pl.Series(years, dtype=pl.Int16)})
    grid = every_year.join(kinds, how="cross")
    pairs = by_program.select("school_year", "org_code", "program").unique().join(kinds, on="org_code")
    return Tally(
        _long(grid, by_org, ["school_year", "org_code"], absent),
        _long(pairs, by_program, ["school_year", "org_code", "program"], absent),
    )


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


def _wide(signatures: pl.DataFrame, bit: int, code: str) -> pl.DataFrame:
    """One indicator: a denominator and a numerator column per population, by school and program."""
    counted = signatures.filter((pl.col("denominators") & (1 << bit)) != 0)
    met = (pl.col("numerators") & (1 << bit)) != 0
    students = pl.col("students")
    member = [(pl.col("populations") & (1 << place)) != 0 for place in range(len(POPULATIONS))]
    sums = [students.filter(m).sum().alias(name) for m, name in zip(member, _DENOMINATORS, strict=True)]
    sums += [students.filter(m & met).sum().alias(name) for m, name in zip(member, _NUMERATORS, strict=True)]
    grouped = counted.group_by("school_year", "org_code", "program").agg(sums)
    return grouped.with_columns(indicator=pl.lit(code))


def _sum(wide: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return wide.group_by(keys).agg(pl.col(*_DENOMINATORS, *_NUMERATORS).sum())


def _long(grid: pl.DataFrame, counts: pl.DataFrame, keys: list[str], absent: set[tuple[int, str]]) -> pl.DataFrame:
    """Every combination of the grid with every indicator and population, in the order of the reports."""
    indicators = pl.DataFrame({"indicator": _INDICATOR_CODES, "place": range(len(_INDICATOR_CODES))})
    whole = grid.sort(keys).join(indicators, how="cross").sort([*keys, "place"]).drop("place")
    filled = whole.join(counts, on=[*keys, "indicator"], how="left", maintain_order="left")
    missing = pl.lit(False)
    for year, code in sorted(absent):
        missing |= (pl.col("school_year") == year) & (pl.col("indicator") == code)
    pairs = [
        pl.concat_list(pl.when(missing).then(None).otherwise(pl.col(name).fill_null(0)) for name in names)
        for names in (_DENOMINATORS, _NUMERATORS)
    ]
    listed = filled.select(
        *grid.columns,
        "indicator",
        population=pl.lit(_POPULATION_CODES),
        denominator=pairs[0],
        numerator=pairs[1],
    )
    return listed.explode("population", "denominator", "numerator")
