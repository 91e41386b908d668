"""Keeping a run within its memory: students are taken in ranges of their identifiers when there are many."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pyarrow.parquet as pq

#: what one record costs an engine while it joins, measured on invented states, with room to spare
_BYTES_PER_ROW = 220
_UNITS = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def memory_bytes(memory: str) -> int:
    """`4GB` or `800 MiB` as bytes."""
    amount, unit = re.fullmatch(r"(\d+)\s*([KMGT])I?B", memory.strip().upper()).groups()
    return int(amount) * _UNITS[unit]


def ranges(files: list[Path], memory: str) -> list[tuple[str | None, str | None]]:
    """Ranges (from, up to before) of student identifiers that each fit the memory; together they are everyone."""
    rows, bounds = 0, []
    for path in files:
        metadata = pq.ParquetFile(path).metadata
        rows += metadata.num_rows
        place = metadata.schema.names.index("sasid")
        for group in range(metadata.num_row_groups):
            statistics = metadata.row_group(group).column(place).statistics
            if statistics is not None and statistics.has_min_max:
                bounds.append(statistics.min)
    count = -(-rows * _BYTES_PER_ROW // max(1, memory_bytes(memory) // 2))
    bounds = sorted(set(bounds))
    cuts = sorted({bounds[len(bounds) * part // count] for part in range(1, count)}) if bounds else []
    edges = [None, *cuts, None]
    return list(itertools.pairwise(edges))
