"""A small table people send with a header: a CSV file or a workbook, read as every other file of records is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

import polars as pl

from openperkins.errors import OpenPerkinsError
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import open_records
from openperkins.records.reading.layouts import RecordLayout

SUFFIXES = (".csv", ".xlsx")
MOST_FAULTS = 100

#: (row number, column → text), one for each row
Rows = Iterator[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True)
class SmallTable:
    """What such a file may be: its columns in order, the form of some, how large; `lighter` says what to leave out."""

    columns: Sequence[str]
    forms: Mapping[str, str]
    most_bytes: int
    most_rows: int
    lighter: str

    def read(self, file: bytes | Path | BinaryIO, name: str) -> tuple[Rows, list[str]]:
        """The rows of a file named so, and every fault as a sentence; with a fault there are no rows.

        Raises OSError when `file` is a path that cannot be read.
        """
        suffix = PurePath(name).suffix.lower()
        if suffix not in SUFFIXES:
            return iter(()), ["Files ending in .csv or .xlsx are read. Save the file as one of them."]
        held = file if isinstance(file, bytes) else self._held(file)
        if len(held) > self.most_bytes:
            return iter(()), [f"The file is larger than {self.most_bytes // 1_000_000} MB. {self.lighter}"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"table{suffix}"
            path.write_bytes(held)
            return self._read(path)

    def _held(self, file: Path | BinaryIO) -> bytes:
        return file.read_bytes() if isinstance(file, Path) else file.read(self.most_bytes + 1)

    def _read(self, path: Path) -> tuple[Rows, list[str]]:
        log = ProblemLog(path.name)
        layout = RecordLayout(
            "levels",
            tuple(self.columns),
            has_header=True,
            required=tuple(self.columns),
            exact=False,
            forms=dict(self.forms),
            most_records=self.most_rows,
            most_sheet_rows=self.most_rows + 1,
        )
        try:
            records = open_records(SourceFile(path, path.name, "levels"), log, layout)
            chunks = [chunk.select("row", *self.columns) for chunk in records.chunks()]
        except OpenPerkinsError as error:
            return iter(()), [str(error)]
        if log.errors:
            found = [one for one in log.report("", 0).problems if one.severity == "error"]
            return iter(()), [f"{one.message} {one.remedy}".strip() for one in found[:MOST_FAULTS]]
        rows = pl.concat(chunks).iter_rows() if chunks else ()
        return ((row, dict(zip(self.columns, texts, strict=True))) for row, *texts in rows), []
