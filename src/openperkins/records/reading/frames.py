"""One chunk of records as read, with what is worth looking at in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Places = npt.NDArray[np.int64]
#: The same characters that `lines` lets pass by their bytes are let pass here.
_WIDE = r"[^\x00-\x7F\x{C0}-\x{2BF}\x{1E00}-\x{1EFF}]"
#: Put between values that are looked at together; a value that holds it raises a flag at most without cause.
_BETWEEN = "|"
#: A column that was rewritten stands in its chunk a second time, as sent, under its name with this behind it.
SENT = " as sent"
_OUTER_SPACE = r"(?:^|\|)\s|\s(?:\||$)"


@dataclass(slots=True)
class RawFrame:
    """`frame` has the layout's columns as String and `row` as UInt32.

    `spaces`, `lower` and `wide` list the rows of the frame (from 0) where values may have outer spaces, lower-case
    letters in code columns, characters outside ASCII other than Latin letters; `controls` says whether there may be
    control characters. Never missing, sometimes too many.
    """

    frame: pl.DataFrame
    spaces: Places
    controls: bool
    lower: Places
    wide: Places

    @classmethod
    def looked_at(cls, frame: pl.DataFrame) -> RawFrame:
        """A chunk whose bytes nobody saw: its rows are looked at as texts, all columns in one."""
        rows = frame.select(pl.concat_str(pl.exclude("row"), separator=_BETWEEN)).to_series()
        return cls(
            frame,
            _rows_like(rows, _OUTER_SPACE),
            bool(rows.str.contains(r"[\x00-\x1F\x7F]").any()),
            _rows_like(rows, "[a-z]"),
            _rows_like(rows, _WIDE),
        )


def _rows_like(rows: pl.Series, pattern: str) -> Places:
    return rows.str.contains(pattern).arg_true().to_numpy().astype(np.int64)


def as_sent(frame: pl.DataFrame, column: str) -> pl.Expr:
    """The values of `column` as they stand in the file, for messages; `frame` is a chunk or some of its rows."""
    kept = column + SENT
    return pl.coalesce(kept, column) if kept in frame.columns else pl.col(column)


def all_as_sent(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a chunk with every value as it stands in the file."""
    kept = [c.removesuffix(SENT) for c in frame.columns if c.endswith(SENT)]
    return frame.with_columns(as_sent(frame, c).alias(c) for c in kept).drop(c + SENT for c in kept)
