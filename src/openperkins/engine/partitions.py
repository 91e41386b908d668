"""Keeping a run within its memory: students are taken in ranges of their identifiers when there are many."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyarrow.parquet as pq

#: what one record costs an engine while it joins, measured on invented states, with room to spare
_BYTES_PER_ROW = 110


def ranges(files: list[Path], memory: int) -> list[tuple[str | None, str | None]]:
    """Ranges (from, up to before) of student identifiers that each fit `memory` bytes; together they are everyone."""
    rows, bounds = 0, []
    for path in files:
        metadata = pq.ParquetFile(path).metadata
        rows += metadata.num_rows
        place = metadata.schema.names.index("sasid")
        for group in range(metadata.num_row_groups):
            statistics = metadata.row_group(group).column(place).statistics
            if statistics is not None and statistics.has_min_max:
                bounds.append(statistics.min)
    count = -(-rows * _BYTES_PER_ROW // max(1, memory // 2))
    bounds = sorted(set(bounds))
    cuts = sorted({bounds[len(bounds) * part // count] for part in range(1, count)}) if bounds else []
    edges = [None, *cuts, None]
    return list(itertools.pairwise(edges))
