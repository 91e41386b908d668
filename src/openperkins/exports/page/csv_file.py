"""A page as CSV that a machine can read as it stands: one header, and every line as long as the header.

What the page says about itself follows in columns at the right, the same on every line, so that a line copied
elsewhere still says where it comes from and no line has to be skipped to reach the table. A page of several
tables is one long table whose first column names the table; its columns are those of all tables, by title.
A column with marks or asides is followed by a column that holds them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from openperkins.exports.page.model import Cell, Page, Table
from openperkins.exports.page.texts import inert, number_text

_BOM = "\ufeff"


def as_csv(page: Page, *, bom: bool = True) -> bytes:
    """`page` as UTF-8 CSV with CRLF between lines (RFC 4180).

    Quotes stand only where needed, numbers are bare, empty cells empty. Text a spreadsheet could take for a
    formula gets an apostrophe before it; true numbers, `-4.9` among them, do not. `bom` puts the mark first by
    which Excel knows UTF-8. A page whose tables have no rows is the header alone. Raises nothing.
    """
    several = len(page.tables) > 1
    heads = _heads(page.tables)
    about = _about(page)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    titles = ["Table"] * several + list(heads) + [label for label, _ in about]
    lines = [[inert(title) for title in distinct(titles)]]
    for table in page.tables:
        marked = _marked(table)
        places = [heads[title] for title in _own_heads(table, marked)]
        first = [inert(table.caption)] * several
        last = [inert(text) for _, text in about]
        lines += [first + _spread(row, marked, places, len(heads)) + last for row in table.rows]
    writer.writerows(lines)
    return ((_BOM if bom else "") + buffer.getvalue()).encode("utf-8")


def distinct(titles: Iterable[str]) -> list[str]:
    """The titles, a later equal one told apart by a number: `Percent`, `Percent (2)`."""
    taken: set[str] = set()
    told = []
    for title in titles:
        name, number = title, 1
        while name in taken:
            number += 1
            name = f"{title} ({number})"
        taken.add(name)
        told.append(name)
    return told


def _about(page: Page) -> list[tuple[str, str]]:
    told = [("Page", page.title)]
    if len(page.tables) == 1 and page.tables[0].caption not in ("", page.title):
        told.append(("Table", page.tables[0].caption))
    told += page.about
    if page.notes:
        told.append(("Notes", " ".join(page.notes)))
    if page.caution:
        told.append(("Caution", page.caution))
    return told


def _marked(table: Table) -> list[bool]:
    """Whether each column of the table holds a mark or an aside anywhere."""
    return [any(row[number].word for row in table.rows) for number in range(len(table.columns))]


def _own_heads(table: Table, marked: list[bool]) -> list[str]:
    """The table's titles as the file names them, each marked column's followed by that of its words."""
    titles = []
    for column, has_marks in zip(table.columns, marked, strict=True):
        titles += [column.title, f"{column.title}: mark"] if has_marks else [column.title]
    return distinct(titles)


def _heads(tables: Iterable[Table]) -> dict[str, int]:
    """All titles of all tables -> where they stand, in the order they first appear."""
    heads: dict[str, int] = {}
    for table in tables:
        for title in _own_heads(table, _marked(table)):
            heads.setdefault(title, len(heads))
    return heads


def _spread(row: Iterable[Cell], marked: list[bool], places: list[int], width: int) -> list[str]:
    own: list[str] = []
    for cell, has_marks in zip(row, marked, strict=True):
        own += [_value(cell), cell.word] if has_marks else [_value(cell)]
    line = [""] * width
    for place, text in zip(places, own, strict=True):
        line[place] = text
    return line


def _value(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return inert(cell.value) if isinstance(cell.value, str) else number_text(cell.value)
