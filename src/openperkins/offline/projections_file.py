"""Labor market projections from a CSV file or a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from openperkins.needs.projections import COLUMNS, Projections, read_projections
from openperkins.offline.small_table import SmallTable

MOST_BYTES = 20_000_000
_TABLE = SmallTable(
    COLUMNS,
    {"soc_code": "word", "term": "word", "mean_wage": "number", "annual_openings": "number"},
    MOST_BYTES,
    50_000,
    "Leave out regions you do not need.",
)


def read_projections_file(file: bytes | Path | BinaryIO, name: str) -> tuple[Projections, list[str]]:
    """The projections of a file named so, and every fault as a sentence; with a fault there are no projections.

    Raises OSError when `file` is a path that cannot be read.
    """
    rows, faults = _TABLE.read(file, name)
    return (Projections(()), faults) if faults else read_projections(rows)
