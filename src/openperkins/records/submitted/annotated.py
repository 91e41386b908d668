"""The sender's own file back as a workbook: beside every row what is wrong with it and what to put right.

It is for the sender alone: it holds the file. All cells are text, so that no zero is lost and nothing is calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openperkins.errors import StorageError
from openperkins.records.checks.cross_element import CHECKS
from openperkins.records.model import FileReport, Kind, Problem
from openperkins.records.reading.headers import TOP_LINES
from openperkins.records.settings import Settings
from openperkins.records.submitted.by_rule_sheet import write_by_rule
from openperkins.records.submitted.sent_rows import MOST_COLUMNS, Head, Row, head_of, sent_rows

ADDED = ("Result", "What to put right")
_ADDED_WIDTHS = (10, 70)
_MOST_WIDTH, _LEAST_WIDTH = 40, 6
_LAST_ROW = 1_048_576
_LONGEST_CELL = 32_000
_WIDTHS_FROM = 1_000
_LINE_HEIGHT, _MOST_LINES = 15, 20
#: what a workbook cannot hold, or a reader of it not show
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ALSO = {check.id: check.elements for check in CHECKS}
_RANK = {"error": 0, "warning": 1}
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


def write_annotated(
    path: str | Path | None,
    report: FileReport,
    out_xlsx: str | Path,
    *,
    kind: Kind,
    source_suffix: str,
    settings: Settings | None = None,
    law: Any = None,
) -> None:
    """Write the file at `path` with two more columns in front, behind a sheet of the problems by rule.

    `report` is what checking found in it, `source_suffix` the ending that says how to read it (`.csv`), `settings`
    how a follow-up names its columns; `law` (a ruleset) gives the elements their titles. A file that cannot be read,
    or no path at all, leaves the sheet of problems only. Raises StorageError when `path` cannot be opened or
    `out_xlsx` not be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError, FileSizeError

    rows = sent_rows(Path(path), kind, source_suffix.lower()) if path else iter(())
    top = list(islice(rows, TOP_LINES))
    try:
        with xlsxwriter.Workbook(str(out_xlsx), _OPTIONS) as book:
            write_by_rule(book, report, law)
            if top:
                head = head_of(top, kind, source_suffix.lower(), settings or Settings())
                _Copy(book, report, head, _titles(law)).write(chain(top, rows))
    except (OSError, FileCreateError, FileSizeError) as error:
        raise StorageError(
            f"{out_xlsx} cannot be written ({error}).", "Check the folder and the free space."
        ) from error


def _titles(law: Any) -> dict[str, str]:
    """Element id → its name."""
    return {} if law is None else {row["element"]: row["name"] for row in law.table("sims_elements")}


class _Copy:
    """The sheet with the sender's rows."""

    def __init__(self, book: Any, report: FileReport, head: Head, titles: Mapping[str, str]) -> None:
        self._sheet = book.add_worksheet("Your file")
        self._head, self._titles = head, titles
        self._problems = _by_row(report)
        self._formats = _formats(book)
        # Without a row of names in the file one is added, and every row stands one lower.
        self._shift = 0 if head.row else 1
        self._widths: list[int] = []
        self._next = 0

    def write(self, rows: Iterator[Row]) -> None:
        """Write every row at its place."""
        if not self._head.row:
            names = [self._named(name) for name in self._head.names]
            self._put(0, ADDED, names, "heading")
        for number, values in rows:
            at = number - 1 + self._shift
            if at >= _LAST_ROW - 1:
                self._sheet.write_string(_LAST_ROW - 1, 0, "The file goes on; a sheet has no more rows.")
                break
            self._row(at, number, values)
        self._finish()

    def _row(self, at: int, number: int, values: list[str]) -> None:
        found = self._problems.get(number, ())
        if number == self._head.row and not found:
            self._put(at, ADDED, values, "heading")
            return
        if not found:
            self._put(at, ("", ""), values, "text")
            return
        texts = [self._told(problem) for problem in found]
        result = "Error" if found[0].severity == "error" else "Warning"
        lines = sum(1 + len(text) // _ADDED_WIDTHS[1] for text in texts)
        self._sheet.set_row(at, _LINE_HEIGHT * min(lines, _MOST_LINES))
        self._put(at, (result, "\n".join(texts)), values, "text", self._marks(found))

    def _put(
        self, at: int, added: tuple[str, ...], values: list[str], style: str, marks: Mapping[int, str] | None = None
    ) -> None:
        write, plain, formula = self._sheet.write_string, self._formats[style], self._formats["formula"]
        for column, text in enumerate(added):
            if text:
                write(at, column, text[:_LONGEST_CELL], self._formats["heading" if style == "heading" else "told"])
        measured = at < _WIDTHS_FROM
        for column, value in enumerate(values[:MOST_COLUMNS]):
            if measured:
                self._measure(column, value)
            if marks and column in marks:
                self._sheet.write_string(at, column + 2, _storable(value), self._formats[marks[column]])
            elif value:
                write(at, column + 2, _storable(value), formula if value[0] in _FORMULA_STARTS else plain)

    def _marks(self, found: list[Problem]) -> dict[int, str]:
        """Which cells of a row are filled, by place; an error covers a warning."""
        marks: dict[int, str] = {}
        for problem in reversed(found):
            for element in _ALSO.get(problem.id, (problem.element,)):
                place = self._head.place(element)
                if place is not None and place < MOST_COLUMNS:
                    marks[place] = problem.severity
        return marks

    def _told(self, problem: Problem) -> str:
        title = self._titles.get(problem.element or "", "")
        column = f"{problem.element} ({title})" if title else problem.element or ""
        where = ", ".join(part for part in (f"Row {problem.row}", column) if part)
        return f"{where}: {_storable(problem.message)} {_storable(problem.remedy)}".strip()

    def _named(self, name: str) -> str:
        return f"{name} {self._titles[name]}" if name in self._titles else name

    def _measure(self, column: int, value: str) -> None:
        if column >= len(self._widths):
            self._widths.extend([_LEAST_WIDTH] * (column + 1 - len(self._widths)))
        if len(value) > self._widths[column]:
            self._widths[column] = min(len(value), _MOST_WIDTH)

    def _finish(self) -> None:
        for column, width in enumerate((*_ADDED_WIDTHS, *(w + 2 for w in self._widths))):
            # New cells below the records are text too: a zero typed there stays.
            self._sheet.set_column(column, column, width, self._formats["text"])
        self._sheet.freeze_panes(max(self._head.row, 1), 1)


def _by_row(report: FileReport) -> dict[int, list[Problem]]:
    """Row → its problems, errors first. Notes need no putting right."""
    rows: dict[int, list[Problem]] = {}
    for problem in report.problems:
        if problem.row is not None and problem.severity in _RANK:
            rows.setdefault(problem.row, []).append(problem)
    for found in rows.values():
        found.sort(key=lambda problem: _RANK[problem.severity])
    return rows


def _formats(book: Any) -> dict[str, Any]:
    text = {"num_format": "@"}
    return {
        "text": book.add_format(text),
        "formula": book.add_format({**text, "quote_prefix": True}),
        "heading": book.add_format({**text, "bold": True, "bottom": 1}),
        "told": book.add_format({**text, "text_wrap": True, "valign": "top"}),
        "error": book.add_format({**text, "quote_prefix": True, "bg_color": "#F8C9C4", "border": 1}),
        "warning": book.add_format({**text, "quote_prefix": True, "bg_color": "#FFE8A3", "border": 1}),
    }


def _storable(value: str) -> str:
    """The text as a cell can hold it: characters that no workbook may have are shown by their number."""
    if len(value) > _LONGEST_CELL:
        value = value[:_LONGEST_CELL] + "…"
    if value.isascii() and value.isprintable():
        return value
    return _NOT_XML.sub(lambda m: f"\\x{ord(m[0]):02x}", value)
