"""What stands above the records of a sheet or text file: titles, column names, or nothing.

The same rules serve text files, workbooks and Parquet files. Names are matched without regard to case, spaces and
order; nothing is matched by likeness, only suggested.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openperkins.errors import nearest
from openperkins.records.problems import ProblemLog, shown
from openperkins.records.reading.catalogue import found
from openperkins.records.reading.layouts import RecordLayout

#: A header is looked for in this many lines from the top.
TOP_LINES = 20
_LONGEST_TITLE = 200
_LETTER = re.compile(r"[A-Za-z]")
#: Where a record of elements always has digits; letters in all of them make a line of names.
_ALWAYS_DIGITS = ("DOE002", "DOE006", "DOE015")


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column of the layout stands (from 0) among `width` columns; absent optional ones are left out."""

    positions: dict[str, int]
    width: int


def canonical(name: str) -> str:
    """A column name without regard to case and spaces."""
    return re.sub(r"\s+", "", name).casefold()


def is_element_header(values: Sequence[str], layout: RecordLayout) -> bool:
    """Whether the values are exactly the names of a layout without header (the element ids in order)."""
    return [canonical(v) for v in values] == [canonical(c) for c in layout.columns]


def looks_like_names(values: Sequence[str], layout: RecordLayout) -> bool:
    """Whether a first line of the right width holds names instead of a record."""
    if len(values) != len(layout.columns):
        return False
    places = [layout.columns.index(c) for c in _ALWAYS_DIGITS if c in layout.columns]
    return bool(places) and all(_LETTER.search(values[p]) for p in places)


def is_title(values: Sequence[str]) -> bool:
    """Whether a line above the records could be a title: at most two values that are not empty, of readable length."""
    held = [v for v in values if v.strip()]
    return 0 < len(held) <= 2 and max(map(len, held)) <= _LONGEST_TITLE


def header_line(lines: Sequence[Sequence[str]], layout: RecordLayout) -> int | None:
    """Which of the first lines (from 0) holds column names of the layout, the best match first; None when none does."""
    names = {canonical(c) for c in layout.required} | set(layout.aliases)
    known = [len(names & {canonical(v) for v in line}) for line in lines[:TOP_LINES]]
    best = max(known, default=0)
    return known.index(best) if best else None


def read_header(
    values: Sequence[str], row: int | None, layout: RecordLayout, log: ProblemLog, line_word: str = "Line"
) -> Header | None:
    """The header in `values`, or None after saying what is missing or there twice."""
    wanted = {canonical(c): c for c in layout.columns} | layout.aliases
    positions: dict[str, int] = {}
    respelled: list[str] = []
    mapped: list[str] = []
    unknown: list[str] = []
    good = True
    for place, value in enumerate(values):
        column = wanted.get(canonical(value))
        if column is None:
            unknown.append(value)
        elif column in positions:
            found(log, "F041", row=row, element=column)
            good = False
        else:
            positions[column] = place
            if canonical(value) in layout.aliases:
                mapped.append(f"{value} ({column})")
            elif value != column:
                respelled.append(value)
    missing = [c for c in layout.required if c not in positions]
    if missing:
        hint = _hint(missing, unknown)
        found(log, "F039", row=row, missing=", ".join(missing), hint=hint)
        unknown = [name for name in unknown if not name.strip() or shown(name) not in hint]
        good = False
    if respelled:
        found(log, "N008", row=row, value=", ".join(respelled))
    if mapped:
        found(log, "N009", row=row, value=", ".join(mapped))
    if layout.exact:
        _report_unknown(unknown, row, layout, log, line_word)
    return Header(positions, len(values)) if good else None


def _hint(missing: Sequence[str], unknown: Sequence[str]) -> str:
    """What the header has in place of a missing column, when some name is near to it."""
    for column in missing:
        near = nearest(column, [shown(u) for u in unknown if u.strip()])
        if near.startswith("Did you mean"):
            return f"The header has {near.removeprefix('Did you mean ').removesuffix('?')}."
    return ""


def _report_unknown(
    unknown: Sequence[str], row: int | None, layout: RecordLayout, log: ProblemLog, line_word: str
) -> None:
    for name in unknown:
        hint = nearest(name.strip().lower(), layout.columns) if name.strip() else ""
        found(log, "F042", row=row, element=shown(name) or "(no name)", hint=hint, Line=line_word)
