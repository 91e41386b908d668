"""The measures of the review of a school year: run on an engine, counted up to schools, districts and consortia."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.engine.compiled import Compiled
from openperkins.engine.engines import open_engine
from openperkins.engine.memory import affordable
from openperkins.engine.organizations import all_organizations
from openperkins.engine.partitions import ranges
from openperkins.engine.readiness import require
from openperkins.engine.run import DEFAULT_MEMORY, existing, parse_year
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store
from openperkins.engine.tally import STATE, rollup
from openperkins.facts.sources import REVIEW_SCHEMAS
from openperkins.law import load_review, load_ruleset
from openperkins.needs.measures import EVERYONE, MEASURES, measures_of
from openperkins.schoolyear import SchoolYear

COLUMNS = ("school_year", "org_code", "org_kind", "scope", "measure", "population", "denominator", "numerator")
_OF_REVIEW = "review."
_SCHOOL, _CTE = "school", "cte"
#: bits of a signature, and who shares it
_SIGNATURE = ("org_code", "next_org", "program", "groups", "measured", "in_cte", "numerators")
_CELL = ["org_code", "scope", "measure"]


def measures(
    folder: str | Path,
    year: SchoolYear | str,
    *,
    ruleset: str = "perkins_iv_ma",
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> pl.DataFrame:
    """The measures of the review of one school year, of every school, district and consortium with students.

    Grain: organization × scope × measure × group, in the order of the catalogue, with the columns `COLUMNS`. `scope` is
    `school`, `cte` or a program's code; `numerator` is null where a measure is a count, both counts are where there is
    no result. `changes` takes parameters of the ruleset and of the review (`review.…`). Raises what `run` raises.
    """
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    given = changes or {}
    rules = load_ruleset(ruleset, {name: value for name, value in given.items() if not name.startswith(_OF_REVIEW)})
    review = load_review({name: value for name, value in given.items() if name.startswith(_OF_REVIEW)})
    rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules, progress=progress)
    return measures_of_snapshot(snapshot, the_year, rules, review, engine=engine, memory=memory)


def measures_of_snapshot(
    snapshot: Snapshot, year: SchoolYear, ruleset: Any, review: Any, *, engine: str = "duckdb", memory: str
) -> pl.DataFrame:
    """The same of sealed records."""
    require(snapshot, (year,))
    signatures = _signatures(snapshot, year, ruleset, review, engine, memory)
    organizations = all_organizations(snapshot.frame("organizations"), snapshot.organizations_named, ruleset.law)
    groups = (EVERYONE, *review.law.review.groups)
    absent = absent_measures(snapshot, year) | _without_tests(signatures)
    return table_of(signatures, organizations, year, groups, absent)


def absent_measures(snapshot: Snapshot, year: SchoolYear) -> frozenset[str]:
    """The measures that have no result, because a file is not there: no MCAS, no follow-up, no October before."""
    there = {
        "mcas": bool(snapshot.paths_of("mcas")),
        "follow_up": year.ends in snapshot.years_of("follow_up"),
        "october_before": year.ends - 1 in snapshot.years_of("october"),
    }
    return frozenset(measure.code for measure in MEASURES if not all(there[need] for need in measure.needs))


def _without_tests(signatures: pl.DataFrame) -> frozenset[str]:
    """N03: subjects in which the year has no result of anybody, such as science where files leave it out."""
    subjects = [(bit, measure.code) for bit, measure in enumerate(MEASURES) if "mcas" in measure.needs]
    tested = [(code, pl.col("measured") & (1 << bit) != 0) for bit, code in subjects]
    return frozenset(code for code, has_result in tested if not signatures.filter(has_result).height)


def table_of(
    signatures: pl.DataFrame,
    organizations: pl.DataFrame,
    year: SchoolYear,
    groups: tuple[str, ...],
    absent: frozenset[str],
) -> pl.DataFrame:
    """Signatures counted up: the table of `measures`. `groups` are those the bits of a signature stand for."""
    targets = rollup(organizations).filter(pl.col("counted_in") != STATE).select("org_code", "counted_in")
    counted = pl.concat(
        _counted(signatures, targets, bit, len(groups)) for bit, m in enumerate(MEASURES) if m.code not in absent
    )
    kinds = organizations.select("org_code", org_kind="kind")
    scopes = counted.filter(pl.col("d0") > 0).select("org_code", "scope").unique().join(kinds, on="org_code")
    return _long(_grid(scopes), counted, groups, absent).select(pl.lit(str(year)).alias("school_year"), *COLUMNS[1:])


def _signatures(
    snapshot: Snapshot, year: SchoolYear, ruleset: Any, review: Any, engine: str, memory: str
) -> pl.DataFrame:
    """What students count as, students taken in as many ranges as the memory asks for."""
    compiled = Compiled(snapshot, ruleset, (year.ends,), engine)
    tables, held = compiled.tables(), affordable(memory)
    files = [path for name, paths in tables.items() if name != "programs" for path in paths]
    found = []
    with open_engine(engine, tables, snapshot.store, held, REVIEW_SCHEMAS) as opened:
        for between in ranges(files, held):
            opened.open(between=between)
            found.append(pl.from_arrow(opened.arrow(compiled.measured_students(review))))
    return pl.concat(found).group_by(_SIGNATURE).agg(pl.col("students").sum())


def _counted(signatures: pl.DataFrame, targets: pl.DataFrame, bit: int, groups: int) -> pl.DataFrame:
    """One measure in each of its scopes: `d<group>` and `n<group>` by counted organization and scope."""
    measure = MEASURES[bit]

    def has(column: str) -> pl.Expr:
        return (pl.col(column) & (1 << bit)) != 0

    rows = signatures.filter(has("measured")).with_columns(met=has("numerators"))
    in_cte = rows.filter(has("in_cte"))
    by_program = in_cte.filter(pl.col("program").is_not_null())
    if measure.of_programs:
        return _programs(by_program, targets, measure.code, groups)
    of = {"school": (rows, pl.lit(_SCHOOL)), "cte": (in_cte, pl.lit(_CTE)), "program": (by_program, pl.col("program"))}
    parts = [of[scope][0].with_columns(scope=of[scope][1]) for scope in measure.scopes]
    placed = _placed(pl.concat(parts), targets, measure.stays)
    flags = [
        pl.when((pl.col("groups") & (1 << group)) != 0).then(source).otherwise(0).alias(f"{name}{group}")
        for name, source in (("d", pl.col("students")), ("n", pl.when("met").then("students").otherwise(0)))
        for group in range(groups)
    ]
    keys = ["org_code", "scope"]
    summed = placed.select(*keys, *flags).group_by(keys).agg(pl.all().sum())
    return summed.select("org_code", "scope", pl.lit(measure.code).alias("measure"), pl.exclude(keys))


def _placed(rows: pl.DataFrame, targets: pl.DataFrame, stays: bool) -> pl.DataFrame:
    """Rows under every organization they count in; who has to stay must be counted in it a year later too."""
    spread = rows.join(targets, on="org_code").drop("org_code")
    if stays:
        later = targets.rename({"org_code": "next_org"}).with_columns(stayed=True)
        spread = spread.join(later, on=["next_org", "counted_in"], how="left")
        spread = spread.with_columns(met=pl.col("met") & pl.col("stayed").fill_null(False))
    return spread.rename({"counted_in": "org_code"})


def _programs(by_program: pl.DataFrame, targets: pl.DataFrame, code: str, groups: int) -> pl.DataFrame:
    """How many different programs the students of each organization are in; all students only."""
    places = by_program.select("org_code", "program").unique().join(targets, on="org_code")
    found = places.group_by(org_code="counted_in").agg(d0=pl.col("program").n_unique().cast(pl.Int64))
    zeros = [pl.lit(0, pl.Int64).alias(f"{name}{g}") for name in "dn" for g in range(groups) if (name, g) != ("d", 0)]
    scoped = found.with_columns(pl.lit(_CTE).alias("scope"), pl.lit(code).alias("measure"), *zeros)
    columns = [f"{name}{group}" for name in "dn" for group in range(groups)]
    return scoped.select(*_CELL, *columns)


def _grid(scopes: pl.DataFrame) -> pl.DataFrame:
    """Every scope with students × the measures it has, sorted; `place` numbers the measures."""
    kinds = pl.concat(
        pl.DataFrame({"kind": kind, "measure": [m.code for m in measures_of(kind)]})
        for kind in (_SCHOOL, _CTE, "program")
    ).with_columns(place=pl.col("measure").replace_strict({m.code: p for p, m in enumerate(MEASURES)}))
    kind = pl.when(pl.col("scope").is_in([_SCHOOL, _CTE])).then("scope").otherwise(pl.lit("program"))
    order = pl.col("scope").replace_strict({_SCHOOL: 0, _CTE: 1}, default=2)
    whole = scopes.with_columns(kind=kind, order=order).join(kinds, on="kind")
    return whole.sort("org_code", "order", "scope", "place").select("org_kind", *_CELL)


def _long(grid: pl.DataFrame, counted: pl.DataFrame, groups: tuple[str, ...], absent: frozenset[str]) -> pl.DataFrame:
    """A row per group; nobody is zero, no result is null."""
    rows = grid.join(counted, on=_CELL, how="left", maintain_order="left")
    result = pl.when(~pl.col("measure").is_in(list(absent)))
    is_rate = ~pl.col("measure").is_in([m.code for m in MEASURES if m.is_count])
    each = [[pl.col(f"{name}{group}").fill_null(0) for group in range(len(groups))] for name in "dn"]
    lists = rows.select(
        "org_kind",
        *_CELL,
        pl.lit(list(groups)).alias("population"),
        denominator=pl.concat_list(each[0]),
        numerator=pl.concat_list(each[1]),
    )
    long = lists.explode("population", "denominator", "numerator")
    only_all = [m.code for m in MEASURES if m.of_programs]
    long = long.filter(~pl.col("measure").is_in(only_all) | (pl.col("population") == EVERYONE))
    return long.with_columns(
        denominator=result.then("denominator"),
        numerator=pl.when(is_rate & ~pl.col("measure").is_in(list(absent))).then("numerator"),
    )
