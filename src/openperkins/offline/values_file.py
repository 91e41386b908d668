"""Values of metrics from a CSV file or a workbook: what other systems export, such as the admissions of CTE-ART."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import BinaryIO

from openperkins.needs.model import Instrument
from openperkins.needs.values_table import COLUMNS, read_values
from openperkins.offline.small_table import SmallTable

_TABLE = SmallTable(COLUMNS, {}, 5_000_000, 10_000, "Leave out rows the review does not ask for.")


def read_values_file(
    file: bytes | Path | BinaryIO,
    name: str,
    instrument: Instrument,
    *,
    places: Mapping[str, str],
    answered: Collection[tuple[str, str]] = (),
    now: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], list[str]]:
    """Question → answer of a file named so, and every fault as a sentence; with a fault there are no answers.

    `places`, `answered` and `now` as in `needs.values_table.read_values`. Raises OSError when `file` is a path that
    cannot be read.
    """
    rows, faults = _TABLE.read(file, name)
    return ({}, faults) if faults else read_values(rows, instrument, places=places, answered=answered, now=now)
