"""Tables as files: the same bytes on every machine, and text that a spreadsheet cannot run as a formula."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from openperkins.errors import StorageError

#: A spreadsheet may take a cell that begins with one of these for a formula.
LIVE_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def plain(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet could take it for a formula."""
    return "'" + text if text.startswith(LIVE_STARTS) else text


def neutralised(frame: pl.DataFrame, columns: Iterable[str] | None = None) -> pl.DataFrame:
    """`frame` with `plain` applied to its text columns, or to those named.

    For tables that a person opens in a spreadsheet; files that other programs read (results.csv) hold only
    codes and numbers and are left as they are. Raises polars' ColumnNotFoundError for a column that is not
    there.
    """
    if columns is None:
        columns = [name for name, kind in frame.schema.items() if kind == pl.String]
    live = "^[" + "".join(f"\\x{ord(sign):02x}" for sign in LIVE_STARTS) + "]"
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(live)).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in columns
    )


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """`frame` as CSV: UTF-8 without BOM, a header, LF line ends, quotes only where needed, nothing for null.

    The rows' order is kept; empty text and null look alike.
    """
    texts = pl.selectors.string()
    emptied = frame.with_columns(pl.when(texts != "").then(texts).name.keep())
    buffer = io.BytesIO()
    emptied.write_csv(buffer, quote_style="necessary", line_terminator="\n", null_value="")
    return buffer.getvalue()


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Writes `csv_bytes(frame)` to `path`, whole or not at all. Raises StorageError when it cannot."""
    write_whole(path, csv_bytes(frame))


def write_whole(path: Path, content: bytes) -> None:
    """Writes `content` beside `path` and renames it over, so that no half file is ever seen.

    Raises StorageError when the folder is not there or cannot be written to.
    """
    aside = path.with_name(f".{path.name}.partial")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # the error to tell is the first one
            aside.unlink(missing_ok=True)
        raise StorageError(
            f"{path} could not be written: {error.strerror}.",
            "Check the folder, its rights and the free space.",
        ) from error
