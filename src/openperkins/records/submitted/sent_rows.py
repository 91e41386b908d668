"""The rows of a file exactly as they were sent, titles and broken lines too, for giving the file back.

Row numbers are those of problems: physical lines, sheet rows, Parquet rows, from 1. A file that cannot be read at all
has no rows; nothing here judges, so nothing here complains.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openperkins.errors import StorageError
from openperkins.records.model import Kind, SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading.headers import TOP_LINES, canonical, header_line
from openperkins.records.reading.layouts import LAYOUTS, RecordLayout
from openperkins.records.settings import Settings

Row = tuple[int, list[str]]
#: a line of commas only could have any number of values; a sheet has room for this many and no file needs more
MOST_COLUMNS = 2_000


@dataclass
class Head:
    """What the columns are: `names` by place, and the number of the row that names them (0 when none does)."""

    names: list[str]
    row: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {name: place for place, name in reversed(list(enumerate(self.names))) if name}

    def place(self, element: str | None) -> int | None:
        """Where a column stands, from 0; `column 7` is the seventh."""
        if element in self.places:
            return self.places[element or ""]
        number = (element or "").removeprefix("column ")
        return int(number) - 1 if number.isascii() and number.isdigit() and number != element else None


def sent_rows(path: Path, kind: Kind, suffix: str) -> Iterator[Row]:
    """The rows of a file. Raises StorageError when it cannot be opened."""
    source = SourceFile(path, f"file{suffix}", kind)
    rows = {".csv": _lines, ".xlsx": _sheet, ".parquet": _parquet}.get(suffix)
    try:
        with path.open("rb"):
            pass
        if rows is not None and kind in LAYOUTS:
            yield from rows(source)
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.", "Hand the file in again.") from error


def head_of(top: list[Row], kind: Kind, suffix: str, settings: Settings) -> Head:
    """The columns of a file by its first rows (`TOP_LINES` of them)."""
    layout: RecordLayout = settings.layout(kind)
    if not layout.has_header and suffix != ".parquet":
        return Head(list(layout.columns))
    at = 0 if suffix == ".parquet" else header_line([values for _, values in top[:TOP_LINES]], layout)
    if at is None or not top:
        return Head([])
    wanted = {canonical(c): c for c in layout.columns} | layout.aliases
    row, values = top[at]
    return Head([wanted.get(canonical(value), value) for value in values], row)


def _lines(source: SourceFile) -> Iterator[Row]:
    from openperkins.records.reading.text import TextLines

    text = TextLines(source.path, ProblemLog(""))
    for part in text.slices():
        lines = part.decode("utf-8").split("\n")[:-1]
        for line in lines:
            yield text.line, _values(line)
            text.line += 1


def _values(line: str) -> list[str]:
    """The values of one line; a faulty quotation mark stays in it."""
    if '"' not in line:
        return line.split(",", MOST_COLUMNS)
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return line.split(",", MOST_COLUMNS)


def _sheet(source: SourceFile) -> Iterator[Row]:
    from openperkins.records.reading.xlsx import WorkbookReader

    reader = WorkbookReader(source, ProblemLog(""), LAYOUTS[source.kind])
    for row, values, _ in reader.rows_as_sent():
        yield row, values


def _parquet(source: SourceFile) -> Iterator[Row]:
    """The column names as row 0, then the rows."""
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with source.path.open("rb") as opened:
            file = pq.ParquetFile(opened)
            yield 0, list(file.schema_arrow.names)
            for batch in file.iter_batches(20_000):
                batch.validate(full=True)
                frame = pl.DataFrame(pa.Table.from_batches([batch]))
                for values in frame.select(pl.all().cast(pl.String, strict=False).fill_null("")).iter_rows():
                    number += 1
                    yield number, list(values)
    except (pa.ArrowException, pl.exceptions.PolarsError, ValueError, MemoryError):
        return
