"""Parquet files: columns by name, every type turned into text only where nothing is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading.catalogue import filled, found
from openperkins.records.reading.frames import RawFrame
from openperkins.records.reading.headers import canonical, read_header
from openperkins.records.reading.layouts import RecordLayout
from openperkins.records.reading.lines import MOST_VALUE_CHARACTERS

_CHUNK_ROWS = 100_000


class ParquetReader:
    """One Parquet file. `rows` and `left_out` are complete after the last frame."""

    def __init__(self, source: SourceFile, log: ProblemLog, layout: RecordLayout) -> None:
        self._source = source
        self._log = log
        self._layout = layout
        self._sha256 = ""
        self.rows = 0
        self.left_out = 0

    @property
    def sha256(self) -> str:
        return self._sha256

    @property
    def headed(self) -> bool:
        return True

    def frames(self) -> Iterator[RawFrame]:
        with self._source.path.open("rb") as file:
            self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            if not size:
                found(self._log, "F011")
                return
            if not self._is_parquet(file.read(4096)):
                return
            file.seek(0)
            try:
                yield from self._batches(pq.ParquetFile(file))
            except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
                found(self._log, "F080", why=_reason(error))

    def _is_parquet(self, head: bytes) -> bool:
        """Whether the file begins as Parquet does. A text file or workbook of that name is called what it is."""
        if head.startswith(b"PAR1"):
            return True
        what = "a workbook or a zip archive" if head.startswith(b"PK") else "a text file"
        if head.startswith(b"PK") or (b"\0" not in head and (b"," in head or b"\n" in head)):
            how = "Name it by what it is, .csv or .xlsx."
            found(self._log, "F014", what=what, expected="a Parquet file", how=how)
        else:
            found(self._log, "F080", why="it does not begin as a Parquet file does")
        return False

    def _batches(self, file: pq.ParquetFile) -> Iterator[RawFrame]:
        if file.metadata.num_rows > self._layout.most_records:
            found(self._log, "F015", most=f"{self._layout.most_records:,}")
            return
        columns = self._columns(file.schema_arrow)
        if columns is None:
            return
        for batch in file.iter_batches(_CHUNK_ROWS, columns=list(columns)):
            batch.validate(full=True)  # a text may claim to be UTF-8; nothing after this looks again
            frame = pl.DataFrame(pa.Table.from_batches([batch]))
            first = self.rows + 1
            self.rows += frame.height
            rows = pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True).alias("row")
            chosen = {column: name for name, column in columns.items()}
            texts = [
                _text(chosen[c], frame.schema[chosen[c]]).alias(c) if c in chosen else pl.lit("").alias(c)
                for c in self._layout.columns
            ]
            yield RawFrame.looked_at(self._without_long_values(frame.select(*texts, rows)))

    def _without_long_values(self, frame: pl.DataFrame) -> pl.DataFrame:
        columns = self._layout.columns
        longest = frame.select(pl.col(columns).str.len_chars().max()).row(0)
        long = [c for c, most in zip(columns, longest, strict=True) if most and most > MOST_VALUE_CHARACTERS]
        if not long:
            return frame
        for column in long:
            bad = frame.filter(pl.col(column).str.len_chars() > MOST_VALUE_CHARACTERS)
            severity, message, remedy = filled("F017", Line="Row")
            self._log.add_many("F017", severity, message, remedy, bad["row"], column)
        kept = frame.filter(pl.max_horizontal(pl.col(long).str.len_chars()) <= MOST_VALUE_CHARACTERS)
        self.left_out += frame.height - kept.height
        return kept

    def _columns(self, schema: pa.Schema) -> dict[str, str] | None:
        """Column name in the file -> column of the layout, or None after an error."""
        known = {canonical(c) for c in self._layout.columns}
        if not self._layout.has_header and not known & {canonical(n) for n in schema.names}:
            found(self._log, "F081", count=len(schema.names))
            return None
        header = read_header(schema.names, None, self._layout, self._log, "Row")
        if header is None:
            return None
        columns = {schema.names[place]: column for column, place in header.positions.items()}
        refused = [n for n in columns if not _is_lossless(schema.field(n).type)]
        for name in refused:
            found(self._log, "F082", element=columns[name], what=str(schema.field(name).type))
        return None if refused else columns


def _is_lossless(type: pa.DataType) -> bool:
    """Text, whole numbers, exact decimals and days can be written as text and read back the same."""
    if pa.types.is_dictionary(type):
        return _is_lossless(type.value_type)
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_integer,
        pa.types.is_decimal,
        pa.types.is_date32,
        pa.types.is_null,
    )
    return any(test(type) for test in tests)


def _text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.Date:
        column = column.dt.strftime("%m/%d/%Y")
    elif dtype.is_decimal():
        column = column.cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.replace(r"\.$", "")
    elif dtype != pl.String:
        column = column.cast(pl.String)
    return column.fill_null("")


def _reason(error: BaseException) -> str:
    """The first sentence of the library's reason, on one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
