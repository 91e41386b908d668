"""One run: a ruleset over a snapshot gives results, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from openperkins import __version__
from openperkins.accountability.plans_owed import judge
from openperkins.engine.compiled import Compiled
from openperkins.engine.engines import open_engine
from openperkins.engine.memory import affordable
from openperkins.engine.organizations import all_organizations
from openperkins.engine.outputs import write_outputs
from openperkins.engine.partitions import ranges
from openperkins.engine.quality import quality_figures
from openperkins.engine.readiness import notices, require
from openperkins.engine.replace import publish, refuse_foreign
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store, storage
from openperkins.engine.tally import INDICATORS, Tally, signatures_of, tally
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear

#: what shows that a folder is a run's output
MARKER = "run.json"
DEFAULT_MEMORY = "8GB"


@dataclass(frozen=True)
class Run:
    """What a run found, as polars tables with the columns of the files it writes.

    `results`: organization × indicator × population; `programs`: the same by program; `students`: one row per
    student and denominator (restricted); `quality`: figures about the data; `manifest`: what run.json holds.
    `counted` has one row per student and record with what it counts as, in bits.
    """

    years: tuple[SchoolYear, ...]
    ruleset: Any
    snapshot: Snapshot
    organizations: pl.DataFrame
    results: pl.DataFrame
    quality: pl.DataFrame
    counted: pl.DataFrame = field(repr=False)
    tally: Tally = field(repr=False)
    notices: tuple[str, ...] = ()

    @property
    def programs(self) -> pl.DataFrame:
        return self.tally.programs.with_columns(pl.col(pl.Enum).cast(pl.String))

    @property
    def students(self) -> pl.DataFrame:
        from openperkins.engine.students import student_rows

        return student_rows(self.counted)

    @property
    def manifest(self) -> dict[str, Any]:
        """What run.json says before files are written: no clock, no path, no engine, so equal runs are equal bytes."""
        readings = {
            name: {
                "value": parameter.value,
                "reading": parameter.reading,
                "status": parameter.status,
                "changed": parameter.changed,
            }
            for name, parameter in sorted(self.ruleset.parameters.items())
        }
        stated = {
            "version": __version__,
            "school_years": [str(year) for year in self.years],
            "ruleset": self.ruleset.name,
            "ruleset_version": self.ruleset.version,
            "ruleset_fingerprint": self.ruleset.fingerprint,
            "readings": readings,
            "inputs": dict(sorted(self.snapshot.inputs.items())),
            "rows": dict(sorted(self.snapshot.rows.items())),
        }
        text = json.dumps(stated, sort_keys=True, ensure_ascii=False)
        return {**stated, "fingerprint": hashlib.sha256(text.encode()).hexdigest()}


def run(
    folder: str | Path,
    years: SchoolYear | str | Iterable[SchoolYear | str],
    *,
    out: str | Path | None = None,
    ruleset: str = "perkins_iv_ma",
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Run:
    """Run school years of a records folder under a ruleset; with `out`, write the files of the format contract.

    Raises UnknownNameError (ruleset, parameter, year), FolderRefused (the records have errors), InputError (a
    needed file is missing), StorageError (the store or `out` cannot be used). Nothing is written unless all is.
    """
    wanted = _years(years)
    rules = load_ruleset(ruleset, changes)
    for year in wanted:
        rules.check_year(year)
    if out is not None:
        refuse_foreign(Path(out).absolute(), marker=MARKER)
    the_store = Store(Path(store) if store else default_store())
    snapshot = seal(existing(folder), the_store, rules, progress=progress)
    found = compute(snapshot, wanted, rules, engine=engine, memory=memory)
    if out is not None:
        with the_store.workspace() as workspace:
            with storage("The results cannot be written."):
                write_outputs(found, workspace / "out")
            publish(workspace / "out", Path(out), marker=MARKER)
    return found


def compute(
    snapshot: Snapshot,
    years: tuple[SchoolYear, ...],
    ruleset: Any,
    *,
    engine: str,
    memory: str = DEFAULT_MEMORY,
) -> Run:
    """The results of a snapshot under a ruleset; reads sealed tables only."""
    require(snapshot, years)
    ends = tuple(year.ends for year in years)
    counted, figures = count_students(snapshot, ends, ruleset, engine=engine, memory=memory)
    absent = absent_results(snapshot, ends)
    counted = without(counted, absent)
    organizations = all_organizations(snapshot.frame("organizations"), snapshot.organizations_named, ruleset.law)
    counts = tally(signatures_of(counted), organizations, ends, absent)
    results = judge(
        counts.results, organizations, snapshot.frame("levels"), snapshot.frame("plans_on_file"), ruleset.law
    )
    return Run(
        years=years,
        ruleset=ruleset,
        snapshot=snapshot,
        organizations=organizations,
        results=results,
        quality=quality_figures(figures, counted, organizations, ends),
        counted=counted,
        tally=counts,
        notices=notices(snapshot, years),
    )


def count_students(
    snapshot: Snapshot, ends: tuple[int, ...], ruleset: Any, *, engine: str, memory: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Counted students and record figures, students taken in as many ranges as the memory asks for."""
    compiled = Compiled(snapshot, ruleset, ends, engine)
    tables = compiled.tables()
    student_files = [path for name, paths in tables.items() if name not in ("programs",) for path in paths]
    counted, figures, held = [], [], affordable(memory)
    with open_engine(engine, tables, snapshot.store, held) as opened:
        for between in ranges(student_files, held):
            opened.open(between=between)
            counted.append(pl.from_arrow(opened.arrow(compiled.counted_students)))
            figures.append(pl.from_arrow(opened.arrow(compiled.record_figures)))
    return pl.concat(counted), _summed(pl.concat(figures))


def without(counted: pl.DataFrame, absent: set[tuple[int, str]]) -> pl.DataFrame:
    """Counted students without the indicators that have no result at all; who is left in none is dropped."""
    kept = pl.lit(-1, pl.Int32)
    for year, code in sorted(absent):
        bit = 1 << [indicator.code for indicator in INDICATORS].index(code)
        kept = pl.when(pl.col("school_year") == year).then(kept & ~bit).otherwise(kept)
    masked = counted.with_columns(pl.col("denominators", "numerators", "unknowns") & kept)
    return masked.filter(pl.col("denominators") != 0)


def absent_results(snapshot: Snapshot, ends: tuple[int, ...]) -> set[tuple[int, str]]:
    """(year, indicator) without any result: no follow-up of that year's leavers, no MCAS file at all."""
    answered = snapshot.years_of("follow_up")
    absent = {(year, "5S1") for year in ends if year not in answered}
    if not snapshot.paths_of("mcas"):
        absent |= {(year, code) for year in ends for code in ("1S1", "1S2")}
    return absent


def existing(folder: str | Path) -> Path:
    """The records folder, or a StorageError that says it is not there."""
    from openperkins.errors import StorageError

    path = Path(folder)
    if not path.is_dir():
        raise StorageError(
            f"There is no records folder {folder}.", "Name the folder that holds sims/, mcas/ and the rest."
        )
    return path


def _years(years: SchoolYear | str | Iterable[SchoolYear | str]) -> tuple[SchoolYear, ...]:
    given = [years] if isinstance(years, SchoolYear | str) else list(years)
    parsed = {year if isinstance(year, SchoolYear) else parse_year(year) for year in given}
    return tuple(sorted(parsed))


def parse_year(text: str) -> SchoolYear:
    """A school year as a user writes it; raises UnknownNameError when it is not one."""
    from openperkins.errors import UnknownNameError

    try:
        return SchoolYear.parse(text)
    except ValueError as error:
        raise UnknownNameError(f"{text!r} is not a school year.", "Write it as 2016-17.") from error


def _summed(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.group_by("school_year", "figure", "org_code").agg(pl.col("students").sum())
