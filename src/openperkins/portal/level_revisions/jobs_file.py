"""Jobs by month from a small file with the columns region, month and jobs, read as every other file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
from django.conf import settings

from openperkins.portal.level_revisions.answers import REGIONS
from openperkins.portal.level_revisions.jobs import MOST_MONTHS, as_text, count_of, month_of, month_text
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog, shown
from openperkins.records.reading import open_records
from openperkins.records.reading.layouts import RecordLayout
from openperkins.records.submitted.place import suffix_of

COLUMNS = ("region", "month", "jobs")
_LAYOUT = RecordLayout(
    "levels",
    COLUMNS,
    has_header=True,
    required=COLUMNS,
    exact=False,
    forms={"region": "text", "month": "word", "jobs": "number"},
    most_records=len(REGIONS) * MOST_MONTHS,
    most_sheet_rows=len(REGIONS) * MOST_MONTHS + 1,
)
#: what can be read; a few hundred lines take a few kilobytes
SUFFIXES = (".csv", ".xlsx")
_MOST_BYTES = 1_000_000
_MOST_FAULTS = 20


def read_jobs(file: Any) -> tuple[dict[str, str], list[str]]:
    """Region → its jobs as they are typed, and what is wrong, as sentences; nothing is read of a file with a fault."""
    if suffix_of(file.name) not in SUFFIXES:
        return {}, ["Files ending in .csv or .xlsx are read. Save the file as one of them."]
    if file.size > _MOST_BYTES:
        return {}, ["The file is larger than 1 MB: it holds more than jobs by month."]
    path = Path(settings.FILE_UPLOAD_TEMP_DIR) / f"jobs-{uuid4().hex}"
    try:
        path.write_bytes(file.read())
        rows, faults = _rows(path, suffix_of(file.name))
    finally:
        path.unlink(missing_ok=True)
    return ({}, faults) if faults else _regions(rows)


def _rows(path: Path, suffix: str) -> tuple[list[tuple[int, str, str, str]], list[str]]:
    log = ProblemLog("jobs")
    records = open_records(SourceFile(path, f"jobs{suffix}", "levels"), log, _LAYOUT)
    chunks = [chunk.select("row", *COLUMNS) for chunk in records.chunks()]
    if log.errors:
        found = [one for one in log.report("", 0).problems if one.severity == "error"]
        return [], [f"{one.message} {one.remedy}".strip() for one in found[:_MOST_FAULTS]]
    return (pl.concat(chunks).rows() if chunks else []), []


def _regions(rows: Iterable[tuple[int, str, str, str]]) -> tuple[dict[str, str], list[str]]:
    found: dict[str, dict[tuple[int, int], int]] = {}
    faults = []
    for row, region, month, jobs in rows:
        read, count = month_of(month), count_of(jobs)
        if not region:
            faults.append(f"Row {row}: the region is missing.")
        elif read is None:
            faults.append(f"Row {row}: “{shown(month, 40)}” is not a month; write such as 2017-03.")
        elif count is None:
            faults.append(f"Row {row}: “{shown(jobs, 40)}” is not a number of jobs; write such as 41200.")
        elif read in found.setdefault(region, {}):
            faults.append(f"Row {row}: {month_text(read)} of {shown(region, 40)} is there twice.")
        else:
            found[region][read] = count
    if len(found) > len(REGIONS):
        faults.append(f"The file names {len(found)} regions; a request has at most {len(REGIONS)}.")
    if faults:
        return {}, faults[:_MOST_FAULTS]
    return {name: as_text((*month, count) for month, count in jobs.items()) for name, jobs in found.items()}, []


def placed(regions: Mapping[str, str], answers: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Question → answer: each region where it stands already, by its name, else where none is written."""
    names = {number: answers.get(f"region{number}.name", "") for number in REGIONS}
    free = [number for number in REGIONS if not names[number] and not answers.get(f"region{number}.jobs")]
    typed = {}
    for name, jobs in regions.items():
        known = next((number for number, one in names.items() if one.casefold() == name.casefold()), None)
        if known is None and not free:
            return {}, [f"There is no room for {shown(name, 60)}: {len(REGIONS)} other regions are written."]
        number = known or free.pop(0)
        if known is None:
            typed[f"region{number}.name"] = name
        typed[f"region{number}.jobs"] = jobs
    return typed, []
