"""What the independent computation gives, in the form the product writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.engine.outputs import program_results
from openperkins.engine.run import Run
from tests.engines.independent.compute import COLUMNS, PROGRAM_COLUMNS, count, organization_rows, program_rows
from tests.engines.independent.records import Records, read
from tests.engines.independent.students import Options, Place, Year, all_places

#: option of the independent computation → the change of a parameter that says the same
CHANGES: dict[tuple[str, Any], dict[str, str]] = {
    ("attempt", "best"): {"academic.attempt": "best"},
    ("attempt", "latest"): {"academic.attempt": "latest"},
    ("alternate", "count"): {"academic.alternate": "count"},
    ("technical_denominator", "reported"): {"technical_skill.denominator": "reported"},
    ("disability_504", True): {"populations.disability_504": "counted"},
    ("participation_october", "before"): {"nontraditional.participation_october": "before"},
    ("consecutive", False): {"concentrator.consecutive": "no"},
    ("summer_graduates", True): {"leaving.summer_graduates": "counted"},
    ("cohort", "derived"): {"graduation.source": "derived"},
}


def complete_years(folder: Path) -> tuple[int, ...]:
    """The school years (by the year they end in) that a folder has both October and June of."""
    sent = {path.stem for path in (folder / "sims").iterdir()}
    return tuple(sorted(int(name[:4]) for name in sent if name[5:] == "06" and f"{int(name[:4]) - 1}-10" in sent))


def label(year: int) -> str:
    """2017 as `2016-17`."""
    return f"{year - 1}-{year % 100:02d}"


@cache
def records_of(folder: Path) -> Records:
    return read(folder)


@cache
def independent_year(folder: Path, year: int, options: tuple[tuple[str, Any], ...] = ()) -> Year:
    return Year(records_of(folder), year, Options(**dict(options)))


@cache
def independent_places(
    folder: Path, year: int, options: tuple[tuple[str, Any], ...] = ()
) -> dict[tuple[str, str], Place]:
    """(sasid, indicator) → the student's place in it."""
    return {(sasid, code): place for sasid, code, place in all_places(independent_year(folder, year, options))}


@cache
def independent_texts(folder: Path, year: int, options: tuple[tuple[str, Any], ...] = ()) -> tuple[str, str]:
    """results.csv and results_by_program.csv of one year, as text."""
    asked, records = independent_year(folder, year, options), records_of(folder)
    counts, program_counts = count(records, asked)
    return (
        _csv(COLUMNS, organization_rows(records, asked, counts)),
        _csv(PROGRAM_COLUMNS, program_rows(records, asked, program_counts)),
    )


def texts_of(found: Run, year: int) -> tuple[str, str]:
    """The same of one year of a run."""
    return tuple(
        table.filter(pl.col("school_year") == label(year)).write_csv()
        for table in (found.results, program_results(found.programs))
    )


def student_rows_of(places: dict[tuple[str, str], Place], year: int) -> set[tuple[Any, ...]]:
    """students.parquet as the independent computation would fill it: a row per student and denominator."""
    return {
        (label(year), sasid, code, place.in_numerator, place.org, place.program or None, frozenset(place.populations))
        for (sasid, code), place in places.items()
        if place.in_denominator
    }


def student_rows(rows: Iterable[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Rows of students.parquet in that shape."""
    plain = ("school_year", "sasid", "indicator", "numerator", "org_code", "program")
    return [
        (*(row[name] for name in plain), frozenset(["all", *(k for k, v in row.items() if k not in plain and v)]))
        for row in rows
    ]


def _csv(columns: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
