"""The files of a run, stable to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from openperkins.accountability.exact import largest
from openperkins.accountability.standing import percent_text
from openperkins.engine.store import sha256_of
from openperkins.engine.students import school_year_text
from openperkins.schoolyear import SchoolYear

if TYPE_CHECKING:
    from openperkins.engine.run import Run

PROGRAM_COLUMNS = [
    "school_year",
    "org_code",
    "program",
    "org_kind",
    "indicator",
    "population",
    "denominator",
    "numerator",
    "percent",
    "level",
    "level_source",
    "threshold",
    "standing",
    "plan",
]


def write_outputs(run: Run, folder: Path) -> None:
    """Write results, results by program, students, quality and run.json into a new folder."""
    folder.mkdir()
    tables = {
        "results.csv": lambda: run.results,
        "results_by_program.csv": lambda: program_results(run.tally.programs),
        "quality.csv": lambda: quality_columns(run),
    }
    # one file is made while another is written and summed: none of these keeps all processors busy
    with ThreadPoolExecutor() as pool:
        sums = {name: pool.submit(_csv, make, folder / name) for name, make in tables.items()}
        students = pool.submit(_students, run, folder / "students.parquet")
        _parquet(run.results, folder / "results.parquet")
        outputs = {name: done.result() for name, done in sorted(sums.items())}
        counted = students.result()
    manifest = {
        **run.manifest,
        "results": outputs["results.csv"],
        "outputs": outputs,
        "counts": {
            "organizations": run.organizations.height,
            "results": run.results.height,
            "results_by_program": run.tally.programs.height,
            "students": counted,
        },
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")


def program_results(programs: pl.DataFrame) -> pl.DataFrame:
    """Counts by program with the columns of the contract; only districts' own levels exist, so the rest is empty."""
    empty = pl.lit(None, pl.String)
    texts = {year: str(SchoolYear(year)) for year in programs["school_year"].unique()}
    return programs.with_columns(
        school_year=pl.col("school_year").replace_strict(texts, return_dtype=pl.Enum(sorted(texts.values()))),
        percent=percent_text(largest(programs, "denominator")),
        **dict.fromkeys(("level", "level_source", "threshold", "standing", "plan"), empty),
    ).select(PROGRAM_COLUMNS)


def quality_columns(run: Run) -> pl.DataFrame:
    """figure, org_code, count; with the school year in front when a run holds several."""
    if len(run.years) == 1:
        return run.quality.select("figure", "org_code", "count")
    return run.quality.select(school_year_text("school_year"), "figure", "org_code", "count")


def _csv(make: Callable[[], pl.DataFrame], path: Path) -> str:
    """Write a table; the sha256 of the file."""
    make().write_csv(path)
    return sha256_of(path)


def _students(run: Run, path: Path) -> int:
    """Write the restricted list; how many students it names."""
    _parquet(run.students, path)
    path.chmod(0o600)  # it names students: the owner's eyes only
    return run.counted["sasid"].n_unique()


def _parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", statistics=False)
