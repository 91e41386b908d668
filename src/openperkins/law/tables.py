"""Code tables: `codes/<name>.csv` of a ruleset. Every row names the source it was taken from."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path

from openperkins.errors import LawError, UnknownNameError, nearest

#: A row is cited by one of these columns.
SOURCE_COLUMNS = ("source", "cites")


def list_tables(codes: Path) -> list[str]:
    """The names of the tables of a `codes` folder, sorted; empty where there is no such folder."""
    return sorted(path.stem for path in codes.glob("*.csv"))


def read_table(codes: Path, name: str) -> list[dict[str, str]]:
    """All rows, in file order, one dict per row. Raises UnknownNameError or LawError."""
    if name not in list_tables(codes):
        raise UnknownNameError(f"There is no code table `{name}`.", nearest(name, list_tables(codes)))
    path = codes / f"{name}.csv"
    return [dict(row) for row in _rows(name, path.read_bytes())]


def first_column(codes: Path, name: str) -> tuple[str, ...]:
    """The codes a table lists (its first column), each once. Raises UnknownNameError or LawError."""
    return tuple(dict.fromkeys(next(iter(row.values())) for row in read_table(codes, name)))


@lru_cache(maxsize=64)
def _rows(name: str, content: bytes) -> tuple[dict[str, str], ...]:
    place = f"codes/{name}.csv"
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LawError(f"{place} is not a CSV file in UTF-8.", str(error)) from error
    header, body = (lines[0], lines[1:]) if lines else ([], [])
    if len(set(header)) != len(header) or "" in header:
        raise LawError(f"{place}: a column has no name, or two have one name.", "Name each column.")
    cited = [column for column in SOURCE_COLUMNS if column in header]
    if not cited:
        raise LawError(f"{place} has no column `source`.", "Say for each row where it comes from.")
    return tuple(_row(place, number, header, line, cited) for number, line in enumerate(body, start=2))


def _row(place: str, number: int, header: list[str], line: list[str], cited: list[str]) -> dict[str, str]:
    if len(line) != len(header):
        raise LawError(
            f"{place} row {number} has {len(line)} values, not {len(header)}.",
            "Quote values that hold a comma.",
        )
    row = dict(zip(header, line, strict=True))
    if not any(row[column].strip() for column in cited):
        raise LawError(f"{place} row {number} has no source.", "Say where it comes from.")
    return row
