"""Workbooks (.xlsx): read by a child process with limits, then handed on like text.

The child is `xlsx_child`; here its answer becomes frames, with the cells that no text file could have (formulas,
errors, numbers where dates belong) refused by place.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO

import polars as pl

from openperkins.records.model import SourceFile
from openperkins.records.problems import WIDE_FROM_ROWS, ProblemLog
from openperkins.records.reading import xlsx_cells as cells
from openperkins.records.reading.catalogue import CATALOGUE, filled, found
from openperkins.records.reading.frames import RawFrame
from openperkins.records.reading.headers import (
    TOP_LINES,
    header_line,
    is_element_header,
    is_title,
    looks_like_names,
    read_header,
)
from openperkins.records.reading.held import HeldProblems
from openperkins.records.reading.layouts import RecordLayout
from openperkins.records.reading.limits import OUT_OF_MEMORY
from openperkins.records.reading.line_faults import counted
from openperkins.records.reading.xlsx_child import MOST_CPU_SECONDS

KILLED_AFTER_SECONDS = 120
_CHUNK_ROWS = 20_000
#: Natures that need a second look; a row of text and blanks only is taken as it is.
_PLAIN = set(cells.TEXT + cells.BLANK + cells.NUMBER)
#: The natures of cells that are refused, and as what.
_REFUSED = {cells.FORMULA: "F069", cells.ERROR: "F070", cells.NO_DATE: "F075", cells.LONG: "F017"}

Row = tuple[int, list[str], str]


class WorkbookReader:
    """One workbook. `rows` and `left_out` are complete after the last frame."""

    def __init__(self, source: SourceFile, log: ProblemLog, layout: RecordLayout) -> None:
        self._source = source
        self._log = log
        self._layout = layout
        self._sha256 = ""
        self.rows = 0
        self.left_out = 0
        self._positions: dict[str, int] = {}
        self._numbers = 0
        self._first_number: tuple[int, str] | None = None
        self._last_row = 0
        self._width = len(layout.columns)
        self._held = HeldProblems(log, "Row")

    @property
    def sha256(self) -> str:
        return self._sha256

    @property
    def headed(self) -> bool:
        return bool(self._positions)

    def rows_as_sent(self) -> Iterator[Row]:
        """Every row of the sheet, header and titles too: its number, its values as text and their natures.

        Rows without a value are left out. Nothing comes after an error of the whole workbook.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
            self._run_child(answer)
            answer.seek(0)
            yield from self._rows(answer)

    def frames(self) -> Iterator[RawFrame]:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
            self._run_child(answer)
            answer.seek(0)
            rows = self._rows(answer)
            top = list(islice(rows, TOP_LINES))
            data = self._below_header(top)
            if data is None:
                return
            yield from self._frames(data, rows)
        self._report()

    # ---- the child

    def _run_child(self, answer: IO[str]) -> None:
        limit = str(self._layout.most_sheet_rows + TOP_LINES)
        # -P: nothing of the folder the program happens to run in may be imported.
        command = [sys.executable, "-P", "-m", "openperkins.records.reading.xlsx_child", limit]
        with self._source.path.open("rb") as file:
            self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            try:
                done = subprocess.run(
                    command, stdin=file, stdout=answer, stderr=subprocess.PIPE, timeout=KILLED_AFTER_SECONDS
                )
            except subprocess.TimeoutExpired:
                self._stopped(f"{KILLED_AFTER_SECONDS} seconds")
                return
        if done.returncode < 0 or done.returncode == OUT_OF_MEMORY:
            self._stopped(f"{MOST_CPU_SECONDS} seconds of computing, or 1 GB of memory")
        elif done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
            found(self._log, "F060", why=lines[-1])

    def _stopped(self, why: str) -> None:
        found(self._log, "F073", why=why)

    def _rows(self, answer: IO[str]) -> Iterator[Row]:
        """The rows of the answer; its problems are logged, and after an error of the whole file there are none."""
        refused = self._log_problems(answer)
        answer.seek(0)
        if refused:
            return
        for line in answer:
            if line.startswith('["r"'):
                _, row, values, natures = json.loads(line)
                yield row, values, natures

    def _log_problems(self, answer: IO[str]) -> bool:
        refused = bool(self._log.errors)
        for line in answer:
            if not line.startswith('["p"'):
                continue
            _, id, details = json.loads(line)
            found(self._log, id, **details)
            refused = refused or CATALOGUE[id].severity == "error"
        return refused

    # ---- the rows above the records

    def _below_header(self, top: list[Row]) -> list[Row] | None:
        """The first rows without titles and header, or None after an error of the whole file."""
        if not top:
            return None
        return self._named(top) if self._layout.has_header else self._unnamed(top)

    def _unnamed(self, top: list[Row]) -> list[Row]:
        columns = self._layout.columns
        self._positions = {c: i for i, c in enumerate(columns)}
        above = next((i for i, row in enumerate(top) if len(row[1]) >= len(columns)), 0)
        if all(is_title(row[1]) for row in top[:above]):
            self._report_titles(top[:above], f"{len(columns)} values")
            top = top[above:]
        if is_element_header(top[0][1], self._layout):
            found(self._log, "N007", row=top[0][0])
        elif looks_like_names(top[0][1], self._layout):
            found(self._log, "F038", row=top[0][0], value=top[0][1][0], Line="Row")
        else:
            return top
        self._last_row = top[0][0]
        return top[1:]

    def _named(self, top: list[Row]) -> list[Row] | None:
        above = header_line([row[1] for row in top], self._layout)
        if above is None:
            expected = ", ".join(self._layout.required)
            found(self._log, "F040", row=top[0][0], expected=expected, Line="Row")
            return None
        self._report_titles(top[:above], "the column names")
        row, values, _ = top[above]
        header = read_header(values, row, self._layout, self._log, "Row")
        if header is None:
            return None
        self._positions, self._width = header.positions, header.width
        self._last_row = row
        return top[above + 1 :]

    def _report_titles(self, titles: list[Row], expected: str) -> None:
        for row, values, _ in titles:
            found(self._log, "F031", row=row, found=counted(len(values), "value"), expected=expected, Line="Row")
            self._last_row = row

    # ---- records

    def _frames(self, first: list[Row], more: Iterator[Row]) -> Iterator[RawFrame]:
        rows: list[int] = []
        columns: list[list[str]] = [[] for _ in self._layout.columns]
        for source in (first, more):
            for row, values, natures in source:
                self._note_blank_rows(row)
                self.rows += 1
                if self.rows > self._layout.most_sheet_rows:
                    most = f"{self._layout.most_sheet_rows:,}"
                    found(self._log, "F068", most=most, what="rows")
                    return
                if not self._accepts(row, values, natures):
                    self.left_out += 1
                    continue
                rows.append(row)
                width = len(values)
                for column, name in zip(columns, self._layout.columns, strict=True):
                    place = self._positions.get(name, width)
                    column.append(values[place] if place < width else "")
                if len(rows) == _CHUNK_ROWS:
                    yield self._frame(rows, columns)
                    rows, columns = [], [[] for _ in self._layout.columns]
        if rows:
            yield self._frame(rows, columns)

    def _frame(self, rows: list[int], columns: list[list[str]]) -> RawFrame:
        data = {n: pl.Series(c, dtype=pl.String) for n, c in zip(self._layout.columns, columns, strict=True)}
        return RawFrame.looked_at(pl.DataFrame({**data, "row": pl.Series(rows, dtype=pl.UInt32)}))

    def _note_blank_rows(self, row: int) -> None:
        """Rows left out between two rows with values: one of them may have held a record."""
        first, blank = self._last_row + 1, row - self._last_row - 1
        if self._last_row and blank > 0:
            severity, message, remedy = filled("F032", Line="Row")
            if blank < WIDE_FROM_ROWS:
                self._log.add_many("F032", severity, message, remedy, range(first, row))
            else:
                self._log.add_column_wide("F032", severity, message, remedy, first, count=blank)
        self._last_row = row

    def _accepts(self, row: int, values: list[str], natures: str) -> bool:
        """Whether every cell of the row can be taken; the others are refused by place."""
        good = len(values) <= self._width
        if not good:
            said = {"found": counted(len(values), "value"), "expected": counted(self._width, "value")}
            found(
                self._log, "F034", row=row, **said, where="", how="Remove what stands beside the records.", Line="Row"
            )
        if _PLAIN.issuperset(natures):
            return good
        for name, place in self._positions.items():
            nature = natures[place] if place < len(natures) else cells.BLANK
            if nature not in _PLAIN and not self._accepts_cell(row, name, values[place], nature):
                good = False
        return good

    def _accepts_cell(self, row: int, name: str, value: str, nature: str) -> bool:
        id = _REFUSED.get(nature)
        if nature == cells.WHOLE and self._layout.form(name) == "date":
            id = "F071"
        if id:
            self._held.add(id, name, [row], [None if id == "F069" else value])
        elif nature == cells.WHOLE:
            self._numbers += 1
            self._first_number = self._first_number or (row, name)
        return not id

    def _report(self) -> None:
        self._held.report(self.rows)
        if self._first_number:
            row, element = self._first_number
            count = counted(self._numbers, "value")
            found(self._log, "N021", row=row, element=element, count=count, Line="Row")
