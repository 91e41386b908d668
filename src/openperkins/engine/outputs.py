"""The files of a run, stable to the byte."""

from __future__ import annotations

import json
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
    run.results.write_csv(folder / "results.csv")
    _parquet(run.results, folder / "results.parquet")
    program_results(run.tally.programs).write_csv(folder / "results_by_program.csv")
    _parquet(run.students, folder / "students.parquet")
    (folder / "students.parquet").chmod(0o600)  # it names students: the owner's eyes only
    quality_columns(run).write_csv(folder / "quality.csv")
    manifest = {
        **run.manifest,
        "results": sha256_of(folder / "results.csv"),
        "outputs": {path.name: sha256_of(path) for path in sorted(folder.glob("*.csv"))},
        "counts": {
            "organizations": run.organizations.height,
            "results": run.results.height,
            "results_by_program": run.tally.programs.height,
            "students": run.counted["sasid"].n_unique(),
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


def _parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", statistics=False)
