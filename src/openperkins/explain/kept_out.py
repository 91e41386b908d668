"""The inverse of a trace: for a cell, which one criterion keeps students out of the numerator."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.engine.compiled import Compiled
from openperkins.engine.engines import open_engine
from openperkins.engine.memory import affordable
from openperkins.engine.organizations import all_organizations
from openperkins.engine.readiness import require
from openperkins.engine.run import DEFAULT_MEMORY, absent_results, existing, parse_year
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store
from openperkins.engine.tally import rollup
from openperkins.engine.trace import deciding_criteria
from openperkins.errors import UnknownNameError, UsageError, nearest
from openperkins.indicators.catalogue import BY_CODE
from openperkins.kernel import words
from openperkins.law import load_ruleset
from openperkins.populations.catalogue import BY_CODE as POPULATIONS_BY_CODE
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True)
class KeptOut:
    """A criterion and the students (SASIDs, sorted) whom it alone keeps out of the numerator."""

    says: str
    reading: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class CellKeptOut:
    """One cell: members of the indicator's population outside its numerator, by what keeps them out.

    `out` counts them all; `several` those whom more than one criterion keeps out.
    """

    org_code: str
    school_year: str
    indicator: str
    population: str
    out: int
    criteria: tuple[KeptOut, ...]
    several: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def explain_cell(
    folder: str | Path,
    year: SchoolYear | str,
    org_code: str,
    indicator: str,
    population: str = "all",
    *,
    ruleset: str = "perkins_iv_ma",
    changes: dict[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
) -> CellKeptOut:
    """Who is kept out of a cell's numerator, and by which criterion alone.

    Raises UnknownNameError for an organization or year that is not there, UsageError for an indicator or population.
    """
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    code = indicator.upper()
    for name, known in ((code, BY_CODE), (population, POPULATIONS_BY_CODE)):
        if name not in known:
            raise UsageError(f"There is no indicator or population {name}.", nearest(name, known))
    rules = load_ruleset(ruleset, changes)
    rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules)
    require(snapshot, (the_year,))
    places = places_of(snapshot, org_code, rules.law)
    if (the_year.ends, code) in absent_results(snapshot, (the_year.ends,)):
        raise UnknownNameError(f"{code} has no result for {the_year}: the file it needs was not sent.")
    rows = kept_out_rows(snapshot, the_year, code, rules, engine=engine, memory=memory)
    rows = rows.filter(pl.col("org_code").is_in(places) & pl.col(f"is_{population}")).sort("sasid")
    criteria = deciding_criteria(code)
    found = tuple(
        KeptOut(words(leaf, rules.law), leaf.reading, tuple(rows.filter(f"by_{place}")["sasid"]))
        for place, leaf in enumerate(criteria)
    )
    alone = rows.filter(pl.any_horizontal(pl.col(f"by_{place}") for place in range(len(criteria)))).height
    return CellKeptOut(org_code, str(the_year), code, population, rows.height, found, rows.height - alone)


def kept_out_rows(
    snapshot: Snapshot, year: SchoolYear, code: str, rules: Any, *, engine: str = "duckdb", memory: str = DEFAULT_MEMORY
) -> pl.DataFrame:
    """Everybody in an indicator's population and outside its numerator, sorted by SASID. Restricted.

    Columns: school_year, sasid, org_code (the lowest one), is_<population>, and by_<place> for each of
    `deciding_criteria(code)`: true where that criterion alone keeps the student out.
    """
    compiled = Compiled(snapshot, rules, (year.ends,), engine)
    with open_engine(engine, compiled.tables(), snapshot.store, affordable(memory)) as opened:
        opened.open()
        return pl.from_arrow(opened.arrow(compiled.kept_out(code))).sort("sasid")


def places_of(snapshot: Snapshot, org_code: str, law: Any) -> list[str]:
    """The codes a record can carry that count in an organization."""
    organizations = all_organizations(snapshot.frame("organizations"), snapshot.organizations_named, law)
    if org_code not in organizations["org_code"]:
        raise UnknownNameError(
            f"There is no organization {org_code}.", nearest(org_code, organizations["org_code"].to_list())
        )
    return rollup(organizations).filter(counted_in=org_code)["org_code"].to_list()
