"""The Python API: what the command line does, as functions returning tables.

    import openperkins
    found = openperkins.run("records", "2016-17", out="out")
    found.results            # polars DataFrame, the columns of results.csv
    openperkins.plans("records", "2016-17")

Every function takes the records folder first and raises `openperkins.errors.OpenPerkinsError` subclasses whose
text says what to do. Tables are polars DataFrames.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openperkins.accountability.consecutive import years_of
from openperkins.accountability.gaps import gaps as _gaps
from openperkins.accountability.owed import PlanOwed, owed
from openperkins.checking import check
from openperkins.engine.assemble import Part, assemble, sealed_beside
from openperkins.engine.follow_up import FollowUp, FollowUpOf, follow_up, follow_up_of
from openperkins.engine.measures import measures
from openperkins.engine.replay import Replay, replay
from openperkins.engine.run import DEFAULT_MEMORY, Run, compute, existing, parse_year, run
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store
from openperkins.errors import StorageError, UnknownNameError, nearest
from openperkins.explain.kept_out import CellKeptOut, explain_cell
from openperkins.explain.student import StudentTrace, explain_student
from openperkins.law import load_ruleset
from openperkins.records.submitted.annotated import write_annotated
from openperkins.records.submitted.check import check_submission
from openperkins.records.submitted.in_child import Limits, annotate_in_child, check_in_child
from openperkins.records.submitted.withheld import RuleCount, by_rule, withheld
from openperkins.records.submitted.worksheet import Answer, read_worksheet, write_answers
from openperkins.schoolyear import SchoolYear

__all__ = [
    "Answer",
    "CellKeptOut",
    "FollowUp",
    "FollowUpOf",
    "Limits",
    "Part",
    "PlanOwed",
    "Replay",
    "RuleCount",
    "Run",
    "StudentTrace",
    "annotate_in_child",
    "assemble",
    "by_rule",
    "check",
    "check_in_child",
    "check_submission",
    "explain_cell",
    "explain_student",
    "export",
    "follow_up",
    "follow_up_of",
    "gaps",
    "make_state",
    "measures",
    "plans",
    "read_worksheet",
    "replay",
    "run",
    "run_through",
    "sealed_beside",
    "withheld",
    "write_annotated",
    "write_answers",
]


def run_through(
    folder: str | Path,
    year: SchoolYear | str,
    *,
    ruleset: str = "perkins_iv_ma",
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> Run:
    """Run every year the folder can, up to `year`: what trends, years below the line and workbooks are made from."""
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    rules = load_ruleset(ruleset, changes)
    rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules, progress=progress)
    years = tuple(y for y in complete_years(snapshot) if y < the_year and y >= rules.first_year)
    return compute(snapshot, (*years, the_year), rules, engine=engine, memory=memory)


def complete_years(snapshot: Snapshot) -> tuple[SchoolYear, ...]:
    """School years with both the October and the End of Year collection."""
    junes = snapshot.years_of("end_of_year")
    return tuple(SchoolYear(year) for year in snapshot.years_of("october") if year in junes)


def plans(folder: str | Path, year: SchoolYear | str, *, org_code: str | None = None, **options: Any) -> list[PlanOwed]:
    """Which improvement plans are owed in a year and why: also the exempt and those with a plan on file.

    Takes the options of `run_through`. Raises UnknownNameError for an organization that is not there.
    """
    found = run_through(folder, year, **options)
    last = found.years[-1].ends
    if org_code is not None:
        check_organization(found, org_code)
    listed = owed(
        years_of(found.results),
        last,
        found.organizations,
        found.ruleset.law,
        found.snapshot.frame("plans_on_file"),
    )
    return [plan for plan in listed if org_code in (None, plan.org_code)]


def gaps(folder: str | Path, year: SchoolYear | str, **options: Any) -> Any:
    """The gap of every population to all students of its organization, per indicator, in percentage points."""
    found = run(folder, year, **options)
    return _gaps(found.results, found.ruleset.law)


def export(
    folder: str | Path, year: SchoolYear | str, out: str | Path, *, org_codes: list[str] | None = None, **options: Any
) -> list[Path]:
    """One Excel workbook per district or consortium (or the named organizations) with all years up to `year`."""
    from openperkins.exports.workbook import write_all_workbooks

    found = run_through(folder, year, **options)
    for code in org_codes or []:
        check_organization(found, code)
    manifest = found.manifest
    provenance = {
        "run": manifest["fingerprint"],
        "version": manifest["version"],
        "inputs": len(manifest["inputs"]),
    }
    folder_out = _made(Path(out))
    return write_all_workbooks(
        folder_out, found.results, found.organizations, found.ruleset, provenance, org_codes=org_codes
    )


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{folder} cannot be made ({error.strerror}).", "Name another folder with --out.") from error
    return folder


def check_organization(found: Run, org_code: str) -> None:
    """Raise UnknownNameError when a run knows no such organization."""
    codes = found.organizations["org_code"].to_list()
    if org_code not in codes:
        raise UnknownNameError(f"There is no organization {org_code}.", nearest(org_code, codes))


def make_state(folder: str | Path, **options: Any) -> Any:
    """Write an invented state; see `openperkins.synth.make_state`."""
    from openperkins import synth

    return synth.make_state(Path(folder), **options)
