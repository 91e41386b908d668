"""Opening one file of any of the three forms, and handing its records on in chunks that are checked and normalised."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol

import polars as pl

from openperkins.errors import StorageError
from openperkins.records.model import SourceFile
from openperkins.records.normalise import Normaliser
from openperkins.records.problems import ProblemLog
from openperkins.records.reading.catalogue import filled, found
from openperkins.records.reading.frames import RawFrame
from openperkins.records.reading.layouts import RecordLayout

#: One district's submission has no more records than the whole state's children.
MOST_DISTRICT_RECORDS = 1_500_000


class Reader(Protocol):
    """What reads one form of file. The numbers are complete when `frames()` is used up."""

    rows: int
    left_out: int

    @property
    def sha256(self) -> str: ...

    @property
    def headed(self) -> bool:
        """Whether the column names were found, where the layout has them."""

    def frames(self) -> Iterator[RawFrame]: ...


class Records:
    """The records of one file.

    `chunks()` yields, once, polars frames of the layout's columns (String, never null, '' where blank) and `row`
    (UInt32, the physical line); columns that were rewritten are there as sent too (`frames.as_sent`). `rows` counts
    the data rows, `left_out` those of them that no chunk holds because their line is broken; both are complete after
    the last chunk. `refused` lists, per column, the rows of the chunks so far whose value holds a character that was
    refused already. `sha256` is that of the file's bytes.
    """

    def __init__(self, source: SourceFile, log: ProblemLog, layout: RecordLayout, reader: Reader) -> None:
        self.source = source
        self.layout = layout
        self.refused: dict[str, list[int]] = {}
        self._log = log
        self._reader = reader
        self._used = False
        self._repeated_headers = 0

    @property
    def rows(self) -> int:
        return self._reader.rows

    @property
    def left_out(self) -> int:
        return self._reader.left_out + self._repeated_headers

    @property
    def sha256(self) -> str:
        if self._used:
            return self._reader.sha256
        with self.source.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def chunks(self) -> Iterator[pl.DataFrame]:
        """The records, about 12 MB of file at a time. May be called once; raises StorageError when the disk fails."""
        if self._used:
            raise RuntimeError(f"the records of {self.source.name} were read already")
        self._used = True
        normaliser = Normaliser(self.layout, self._log, self.refused, line_word(self.source))
        errors_before = self._log.errors
        try:
            for raw in self._reader.frames():
                yield normaliser.apply(self._without_headers(raw))
        except OSError as error:
            raise StorageError(f"{self.source.name} cannot be read to its end: {error.strerror}.") from error
        normaliser.report(self.rows)
        if self.rows == 0 and self._log.errors == errors_before:
            self._say_empty()

    def _without_headers(self, raw: RawFrame) -> RawFrame:
        """The chunk without lines that repeat the column names: files joined end to end have them."""
        key = self.layout.key[0] if self.layout.key else ""
        if not key:
            return raw
        again = raw.frame.select(pl.col(key).is_in([key, key.lower(), key.upper()])).to_series()
        if not again.any():
            return raw
        rows = raw.frame["row"].filter(again)
        severity, message, remedy = filled("F044", Line=line_word(self.source))
        self._log.add_many("F044", severity, message, remedy, rows)
        self._repeated_headers += len(rows)
        return RawFrame.looked_at(raw.frame.filter(~again))

    def _say_empty(self) -> None:
        headed = self.layout.has_header and self._reader.headed
        if headed and self.layout.may_be_empty:
            found(self._log, "F013")
        else:
            found(self._log, "F012", more=", only a header" if headed else "")


def line_word(source: SourceFile) -> str:
    """What a row of the file is called."""
    return "Line" if form_of(source) == ".csv" else "Row"


def form_of(source: SourceFile) -> str:
    """The ending that says how the file is read: that of its name, since bytes may be stored under another."""
    return (PurePosixPath(source.name).suffix or source.path.suffix).lower()


def open_source(source: SourceFile, log: ProblemLog, layout: RecordLayout) -> Records:
    """See `reading.open_records`."""
    try:
        with source.path.open("rb"):
            pass
    except OSError as error:
        raise StorageError(f"{source.name} cannot be read: {error.strerror}.") from error
    form = form_of(source)
    if form == ".csv":
        from openperkins.records.reading.csv_reader import CsvReader as reader
    elif form == ".xlsx":
        from openperkins.records.reading.xlsx import WorkbookReader as reader
    else:
        from openperkins.records.reading.parquet import ParquetReader as reader
    if source.district:
        layout = replace(layout, most_records=min(layout.most_records, MOST_DISTRICT_RECORDS))
    return Records(source, log, layout, reader(source, log, layout))
