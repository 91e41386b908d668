"""The sender's own file back as a workbook: beside every row what is wrong with it and what to put right.

It is for the sender alone: it holds the file. All cells are text, so that no zero is lost and nothing is calculated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openperkins.errors import StorageError
from openperkins.records.checks.cross_element import CHECKS
from openperkins.records.model import FileReport, Kind, Problem
from openperkins.records.settings import Settings
from openperkins.records.submitted.by_rule_sheet import write_by_rule
from openperkins.records.submitted.sent_rows import MOST_COLUMNS, Head, Row, head_of, sent_rows
from openperkins.records.submitted.text_workbook import LAST_ROW, Sheet, Style, TextWorkbook

ADDED = ("Result", "What to put right")
_ADDED_WIDTHS = (10, 70)
_MOST_WIDTH, _LEAST_WIDTH = 40, 6
#: so many rows are looked at for the widths of the columns, and for a row of names
_LOOKED_AT = 1_000
_MOST_LINES = 20
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ALSO = {check.id: check.elements for check in CHECKS}
_RANK = {"error": 0, "warning": 1}


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
    rows = sent_rows(Path(path), kind, source_suffix.lower()) if path else iter(())
    top = list(islice(rows, _LOOKED_AT))
    try:
        with TextWorkbook(out_xlsx) as book:
            write_by_rule(book, report, law)
            if top:
                head = head_of(top, kind, source_suffix.lower(), settings or Settings())
                _Copy(report, head, _titles(law)).write(book, top, chain(top, rows))
    except OSError as error:
        raise StorageError(
            f"{out_xlsx} cannot be written ({error}).", "Check the folder and the free space."
        ) from error


def _titles(law: Any) -> dict[str, str]:
    """Element id → its name."""
    return {} if law is None else {row["element"]: row["name"] for row in law.table("sims_elements")}


class _Copy:
    """The sheet with the sender's rows."""

    def __init__(self, report: FileReport, head: Head, titles: Mapping[str, str]) -> None:
        self._head, self._titles = head, titles
        self._problems = _by_row(report)

    def write(self, book: TextWorkbook, top: list[Row], rows: Iterator[Row]) -> None:
        """Write every row at its place. Without a row of names in the file one is added, and all stand one lower."""
        names = [] if self._head.row else [self._named(name) for name in self._head.names]
        shift = 0 if self._head.row else 1
        with book.sheet("Your file", (*_ADDED_WIDTHS, *_widths(names, top)), (max(self._head.row, 1), 1)) as sheet:
            if shift:
                sheet.row(1, [(name, "heading") for name in (*ADDED, *names)])
            for number, values in rows:
                if number + shift == LAST_ROW:
                    sheet.row(LAST_ROW, [("", "text"), ("The file goes on; a sheet has no more rows.", "wrapped")])
                    break
                if number + shift > 1 or not shift:
                    self._row(sheet, number, number + shift, values)

    def _row(self, sheet: Sheet, number: int, at: int, values: list[str]) -> None:
        found = self._problems.get(number, [])
        if number == self._head.row and not found:
            sheet.row(at, [(text, "heading") for text in (*ADDED, *values)])
            return
        texts = [self._told(problem) for problem in found]
        result = "" if not found else "Error" if found[0].severity == "error" else "Warning"
        lines = sum(1 + len(text) // _ADDED_WIDTHS[1] for text in texts)
        cells: list[tuple[str, Style]] = [(result, "wrapped"), ("\n".join(texts), "wrapped")]
        cells += [(v, "formula" if v.startswith(_FORMULA_STARTS) else "text") for v in values[:MOST_COLUMNS]]
        for place, style in self._marks(found).items():
            cells += [("", "text")] * (place + 3 - len(cells))
            cells[place + 2] = (cells[place + 2][0], style)
        sheet.row(at, cells, min(lines, _MOST_LINES))

    def _marks(self, found: list[Problem]) -> dict[int, Style]:
        """Which cells of a row are filled, by place; an error covers a warning."""
        marks: dict[int, Style] = {}
        for problem in reversed(found):
            for element in _ALSO.get(problem.id, (problem.element,)):
                place = self._head.place(element)
                if place is not None and place < MOST_COLUMNS:
                    marks[place] = "error" if problem.severity == "error" else "warning"
        return marks

    def _told(self, problem: Problem) -> str:
        """One problem as it stands in the row: place, what is wrong, what to do."""
        title = self._titles.get(problem.element or "", "")
        column = f"{problem.element} ({title})" if title else problem.element or ""
        where = ", ".join(part for part in (f"Row {problem.row}", column) if part)
        says = problem.message.removeprefix(f"{problem.element}: ")
        return f"{where}: {says} {problem.remedy}".strip()

    def _named(self, name: str) -> str:
        return f"{name} {self._titles[name]}" if name in self._titles else name


def _widths(names: list[str], top: list[Row]) -> list[int]:
    """How wide the columns are, in characters, fitted to the first rows."""
    widths = [min(max(len(name), _LEAST_WIDTH), _MOST_WIDTH) for name in names]
    for _, values in top:
        widths.extend([_LEAST_WIDTH] * (min(len(values), MOST_COLUMNS) - len(widths)))
        for column, value in enumerate(values[:MOST_COLUMNS]):
            if len(value) > widths[column]:
                widths[column] = min(len(value), _MOST_WIDTH)
    return [width + 2 for width in widths]


def _by_row(report: FileReport) -> dict[int, list[Problem]]:
    """Row → its problems, errors first. Notes need no putting right."""
    rows: dict[int, list[Problem]] = {}
    for problem in report.problems:
        if problem.row is not None and problem.severity in _RANK:
            rows.setdefault(problem.row, []).append(problem)
    for found in rows.values():
        found.sort(key=lambda problem: _RANK[problem.severity])
    return rows
