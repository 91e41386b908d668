"""Labor market projections from a CSV file or a workbook, read as every other file of records is read."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import BinaryIO

import polars as pl

from openperkins.errors import OpenPerkinsError
from openperkins.needs.projections import COLUMNS, MOST_FAULTS, Projections, read_projections
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records
from openperkins.records.reading.layouts import RecordLayout

SUFFIXES = (".csv", ".xlsx")
MOST_BYTES = 20_000_000
_MOST_ROWS = 50_000
_NONE = Projections(())
_LAYOUT = RecordLayout(
    "levels",
    COLUMNS,
    has_header=True,
    required=COLUMNS,
    exact=False,
    forms={"soc_code": "word", "term": "word", "mean_wage": "number", "annual_openings": "number"},
    most_records=_MOST_ROWS,
    most_sheet_rows=_MOST_ROWS + 1,
)


def read_projections_file(file: bytes | Path | BinaryIO, name: str) -> tuple[Projections, list[str]]:
    """The projections of a file named so, and every fault as a sentence; with a fault there are no projections.

    Raises OSError when `file` is a path that cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        return _NONE, ["Files ending in .csv or .xlsx are read. Save the file as one of them."]
    held = file if isinstance(file, bytes) else _held(file)
    if len(held) > MOST_BYTES:
        return _NONE, [f"The file is larger than {MOST_BYTES // 1_000_000} MB. Leave out regions you do not need."]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"projections{suffix}"
        path.write_bytes(held)
        return _read(path)


def _held(file: Path | BinaryIO) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else file.read(MOST_BYTES + 1)


def _read(path: Path) -> tuple[Projections, list[str]]:
    log = ProblemLog(path.name)
    try:
        records = open_records(SourceFile(path, path.name, "levels"), log, _LAYOUT)
        chunks = [chunk.select("row", *COLUMNS) for chunk in records.chunks()]
    except OpenPerkinsError as error:
        return _NONE, [str(error)]
    if log.errors:
        found = [one for one in log.report("", 0).problems if one.severity == "error"]
        return _NONE, [f"{one.message} {one.remedy}".strip() for one in found[:MOST_FAULTS]]
    rows = pl.concat(chunks).iter_rows() if chunks else ()
    return read_projections((row, dict(zip(COLUMNS, texts, strict=True))) for row, *texts in rows)
