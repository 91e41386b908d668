"""The students behind a published figure, from the files a run wrote. Restricted: only for who has the right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from openperkins.engine.store import storage


def students_of_cell(out: Path, indicator: str, population: str, places: Iterable[str]) -> pl.DataFrame:
    """Those of a denominator: sasid, numerator, org_code (the lowest one), program; those who made it not first.

    `out` is a run's folder, `places` the codes records carry that count in the organization. The order is the same
    whenever it is asked. Raises StorageError when the file cannot be read.
    """
    wanted = (pl.col("indicator") == indicator) & pl.col("org_code").is_in(list(places))
    if population != "all":
        wanted &= pl.col(population)
    with storage("The students of these figures cannot be read."):
        rows = pl.scan_parquet(out / "students.parquet", glob=False).filter(wanted)
        return rows.select("sasid", "numerator", "org_code", "program").sort("numerator", "sasid").collect()


def reasons_of(file: Path) -> dict[str, list[int]]:
    """SASID → places of the criteria that each alone keep the student out; empty when several do together."""
    with storage("Why students are out cannot be read."):
        rows = pl.read_parquet(file, glob=False)
    criteria = [column for column in rows.columns if column.startswith("by_")]
    found: dict[str, list[int]] = {}
    for sasid, *alone in rows.select("sasid", *criteria).iter_rows():
        found[sasid] = [place for place, is_it in enumerate(alone) if is_it]
    return found
