"""A case's cells as the records that districts would have sent: rows of the sealed tables.

What a table does not name is that of a plain student: a woman, White, enrolled, in program 460302 of Chapter 74 at
school 02010605, in grade 12 in October 2016; in CTE in October 2015 and 2016; graduated in June 2017.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.facts.sources import SCHEMAS, SIMS_ELEMENTS

from .pages import Case, cases

PROGRAMS = {"460302": "F", "470604": "F", "1205": "F", "120401": "M", "510601": "M", "500401": "", "1101": ""}
PLAIN = {
    "DOE009": "F",
    "DOE010": "01",
    "DOE012": "01",
    "DOE015": "02010605",
    "DOE018": "180",
    "DOE019": "00",
    "DOE025": "00",
    "DOE031": "500",
    "DOE034": "00",
    "DOE035": "02",
    "DOE039": "00",
    "DOE042": "500",
    "DOE043": "460302",
    "DOE044": "500",
}
#: column → what it says when a table does not name it
DEFAULTS = {"CTE Octobers": "2015, 2016", "June status": "04"}
#: column → the element it sets on every record of the student
ELEMENTS = {"gender": "DOE009", "credential": "DOE031", "program": "DOE043", "school": "DOE015"}
SEASONS = {"October": ("october", 10), "March": ("march", 3), "June": ("end_of_year", 6)}
_INPUTS = {"student", "year", "CTE Octobers", "June status", "ELA", "mathematics", "follow-up", "cohort file"}
INPUTS = _INPUTS | {"migrant list", "also sent", *ELEMENTS}
_TYPES = {"string": pl.String, "int8": pl.Int8, "int16": pl.Int16, "int32": pl.Int32}

Rows = dict[str, list[dict[str, Any]]]


def is_input(column: str) -> bool:
    """Whether a column says what was sent; every other one says what has to come of it."""
    return column in INPUTS or re.fullmatch(r"DOE\d{3}", column) is not None


@cache
def rows_of_all() -> Rows:
    """The rows of every source that the students of all cases have, and the program table."""
    rows: Rows = {name: [] for name in SCHEMAS}
    rows["programs"] = [{"code": code, "nontraditional_for": rare} for code, rare in PROGRAMS.items()]
    for case in cases():
        for name, found in rows_of(case).items():
            rows[name].extend(found)
    return rows


def rows_of(case: Case) -> Rows:
    """One student's rows by source. Raises ValueError for a cell that cannot be read."""
    cells = DEFAULTS | case.cells
    rows: Rows = {name: [] for name in SCHEMAS}
    base = PLAIN | {element: cells[name] for name, element in ELEMENTS.items() if cells.get(name)}
    base |= {name: value for name, value in cells.items() if name in SIMS_ELEMENTS and value}
    sent = [("October", int(year), {}) for year in _listed(cells["CTE Octobers"], ",")]
    if cells["June status"]:
        sent.append(("June", case.year, {"DOE012": cells["June status"]}))
    sent += [_record(text) for text in _listed(cells.get("also sent", ""), ";")]
    claimed = Counter((season, year) for season, year, _ in sent)
    for season, year, elements in sent:
        table, month = SEASONS[season]
        school_year = year + 1 if month == 10 else year
        name = f"{table}_contested" if claimed[season, year] > 1 else table
        rows[name].append(
            {"school_year": school_year, "sasid": case.sasid, "DOE016": _grade(school_year), **base, **elements}
        )
    rows["mcas"] = _attempts(case, cells)
    for text in _listed(cells.get("follow-up", ""), ";"):
        *year, status = text.split()
        rows["follow_up"].append(
            {"school_year": int(year[0]) if year else case.year, "sasid": case.sasid, "status": status}
        )
    for text in _listed(cells.get("cohort file", ""), ";"):
        outcome, _, org_code = text.partition(" at ")
        rows["cohort"].append(
            {"school_year": 2017, "sasid": case.sasid, "org_code": org_code or PLAIN["DOE015"], "outcome": outcome}
        )
    rows["migrant"] = [
        {"school_year": int(year), "sasid": case.sasid} for year in _listed(cells.get("migrant list", ""), ",")
    ]
    return rows


def write_tables(folder: Path) -> dict[str, list[Path]]:
    """The rows of all cases as Parquet: source name → files."""
    tables = {}
    for name, found in rows_of_all().items():
        schema = {column: _TYPES[kind] for column, kind in SCHEMAS[name].items()}
        marked = [{"file": f"{name}.csv", "row": place, **row} for place, row in enumerate(found, 1)]
        columns = {column: [row.get(column) for row in marked] for column in schema}
        path = folder / f"{name}.parquet"
        pl.DataFrame(columns, schema=schema).write_parquet(path)
        tables[name] = [path]
    return tables


def administration(text: str) -> tuple[int, int]:
    """(year, month) of an MCAS administration: `2015` is spring (month 0), `1115` is November 2015."""
    month = int(text[:2])
    return (2000 + int(text[2:]), month) if 1 <= month <= 12 else (int(text), 0)


def _attempts(case: Case, cells: dict[str, str]) -> list[dict[str, Any]]:
    """`2015 T P; 1115 TR A grade 11`: administration, test status, level (`-` for none) and the row's grade."""
    found = []
    for column, prefix in (("ELA", "e"), ("mathematics", "m")):
        for text in _listed(cells.get(column, ""), ";"):
            match = re.fullmatch(r"(\d{4}) (\S+) (\S+)(?: grade (\d\d))?", text)
            if match is None:
                raise ValueError(f"{case.name}: {text!r} is not an attempt such as `2015 T P`")
            year, month = administration(match[1])
            row = dict.fromkeys(("eteststat", "eperf2", "mteststat", "mperf2"), "")
            row |= {f"{prefix}teststat": match[2], f"{prefix}perf2": match[3].replace("-", "")}
            row |= {"sasid": case.sasid, "adminyear": match[1], "grade": match[4] or "10"}
            found.append(row | {"administration_year": year, "administration_month": month})
    return found


def _record(text: str) -> tuple[str, int, dict[str, str]]:
    """`October 2016: DOE012=40, DOE015=02010505` as season, calendar year and elements."""
    match = re.fullmatch(r"(October|March|June) (\d{4})(?:: (.*))?", text)
    if match is None:
        raise ValueError(f"{text!r} is not a record such as `October 2016: DOE012=40`")
    pairs = [pair.split("=") for pair in _listed(match[3] or "", ",")]
    return match[1], int(match[2]), {name.strip(): value.strip() for name, value in pairs}


def _grade(school_year: int) -> str:
    """12 in 2016-17, one less each year before; the upper and lower ends stay 12 and 07."""
    return f"{min(12, max(7, 12 - (2017 - school_year))):02d}"


def _listed(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]
