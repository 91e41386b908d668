"""One chunk of records as read, with what is worth looking at in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl


@dataclass(slots=True)
class RawFrame:
    """`frame` has the layout's columns as String and `row` as UInt32.

    The flags say whether values may have outer spaces, control characters, lower-case letters in code columns;
    `wide` lists the rows of the frame (from 0) that hold characters outside ASCII. Never missing, sometimes too many.
    """

    frame: pl.DataFrame
    spaces: bool
    controls: bool
    lower: bool
    wide: npt.NDArray[np.int64]

    @classmethod
    def unknown(cls, frame: pl.DataFrame) -> RawFrame:
        """A chunk nothing is known about: everything is looked at."""
        return cls(frame, True, True, True, np.arange(frame.height, dtype=np.int64))
