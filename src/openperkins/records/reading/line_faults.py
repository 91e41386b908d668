"""The lines of a text file that are no records: put into words, the first ones in detail, all of them counted.

Damage that runs through the whole file is said once (`problems.is_column_wide`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from openperkins.records.model import LISTED_PER_KIND
from openperkins.records.problems import ProblemLog, is_column_wide
from openperkins.records.reading import lines as L
from openperkins.records.reading.catalogue import filled, found
from openperkins.records.reading.headers import Header
from openperkins.records.reading.layouts import RecordLayout

Rows = npt.NDArray[np.int64]

#: Elements whose values cannot be taken for their neighbours': they tell where a line went out of step.
_ANCHORS = {
    "DOE006": re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d"),
    "DOE007": re.compile(r"[Dd]10"),
    "DOE015": re.compile(r"\d{8}"),
    "DOE027": re.compile(r"\d{8}"),
}
_IDS = {
    L.ONLY_COMMAS: "F033",
    L.LONG_LINE: "F016",
    L.LONG_VALUE: "F017",
    L.STRAY_QUOTE: "F036",
    L.OPEN_QUOTE: "F037",
    L.WRONG_COUNT: "F034",
    L.RUN_ON: "F043",
}
_MISCOUNT = "Look for a missing or extra comma; a value with a comma in it needs quotation marks around it."
_NO_RECORD = "Remove titles, totals and notes; every line must be a record."


def counted(number: int, noun: str) -> str:
    """`1 value`, `2 values`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@dataclass(slots=True)
class _Fault:
    """Lines with one verdict: how many, all their rows, and the first ones' wording."""

    rows: list[Rows] = field(default_factory=list)
    total: int = 0
    worded: list[tuple[int, str | None, dict[str, object]]] = field(default_factory=list)


class LineFaults:
    """Collects the faulty lines of one file; `report` logs them after the last slice."""

    def __init__(self, layout: RecordLayout, log: ProblemLog) -> None:
        self._layout = layout
        self._log = log
        self._faults: dict[int, _Fault] = {}
        self._blank: list[Rows] = []
        self._lines = 0
        self._last_filled = 0
        self._counts: Counter[int] = Counter()
        self._trailing_commas = 0
        self._width = 0

    def blank(self, rows: Rows) -> None:
        """Blank lines; whether they matter depends on what follows."""
        self._blank.append(rows.astype(np.int64))

    def passed(self, last_row: int, lines: int) -> None:
        """`lines` clean lines up to `last_row`."""
        self._last_filled = last_row
        self._lines += lines

    def collect(self, text: bytes, first: int, judged: L.Judged, header: Header) -> None:
        """The faulty lines of one slice, whose first line is `first`."""
        self._width = header.width
        verdicts = judged.verdicts
        filled_lines = np.flatnonzero(verdicts != L.BLANK)
        if len(filled_lines):
            self.passed(first + int(filled_lines[-1]), len(filled_lines))
        self.blank(first + np.flatnonzero(verdicts == L.BLANK))
        for verdict in np.unique(verdicts):
            if int(verdict) in _IDS:
                self._collect_kind(int(verdict), text, first, judged, header)
        self._collect_counts(text, judged)

    def _collect_kind(self, verdict: int, text: bytes, first: int, judged: L.Judged, header: Header) -> None:
        fault = self._faults.setdefault(verdict, _Fault())
        at = np.flatnonzero(judged.verdicts == verdict)
        fault.total += len(at)
        fault.rows.append(first + at)
        for line in at[: LISTED_PER_KIND - len(fault.worded)]:
            raw = text[judged.start(line) : judged.ends[line]]
            element, details = _words(verdict, raw, int(judged.values[line]), header, self._layout)
            fault.worded.append((first + int(line), element, details))

    def _collect_counts(self, text: bytes, judged: L.Judged) -> None:
        wrong = judged.verdicts == L.WRONG_COUNT
        numbers, times = np.unique(judged.values[wrong], return_counts=True)
        self._counts.update(dict(zip(numbers.tolist(), times.tolist(), strict=True)))
        more = judged.ends[wrong & (judged.values == self._width + 1)]
        self._trailing_commas += int(np.count_nonzero(np.frombuffer(text, np.uint8)[more - 1] == L.COMMA))

    def report(self, *, headed: bool = False) -> int:
        """Log everything collected; returns how many blank lines end the file (they are no records).

        `headed` says whether something stands above the records: then blank lines are not all there is.
        """
        for verdict, fault in sorted(self._faults.items()):
            if not (verdict == L.WRONG_COUNT and self._report_same_count(fault)):
                self._report_kind(_IDS[verdict], fault)
        return self._report_blank(headed=headed)

    def _report_kind(self, id: str, fault: _Fault) -> None:
        if is_column_wide(fault.total, self._lines) and fault.total > 2:
            row, element, details = fault.worded[0]
            severity, message, remedy = filled(id, **details)
            self._log.add_column_wide(id, severity, message, remedy, row, element, count=fault.total)
            return
        for row, element, details in fault.worded:
            found(self._log, id, row=row, element=element, **details)
        if rest := np.concatenate(fault.rows)[len(fault.worded) :].tolist():
            severity, message, remedy = filled(id, **fault.worded[-1][2])
            self._log.add_many(id, severity, message, remedy, rest)

    def _report_same_count(self, fault: _Fault) -> bool:
        """Say once that the lines of the whole file have the same wrong number of values. False when they have not."""
        count, times = self._counts.most_common(1)[0]
        if not is_column_wide(times, self._lines):
            return False
        row = fault.worded[0][0]
        details: dict[str, object] = {
            "found": counted(count, "value"),
            "expected": counted(self._width, "value"),
        }
        if is_column_wide(self._trailing_commas, self._lines):
            found(self._log, "F035", row=row, **details)
            return True
        severity, message, remedy = filled("F034", **details, where="", how=_MISCOUNT)
        self._log.add_column_wide("F034", severity, message, remedy, row, count=fault.total)
        return True

    def _report_blank(self, *, headed: bool) -> int:
        rows = np.sort(np.concatenate(self._blank)) if self._blank else np.empty(0, np.int64)
        middle = rows[rows < self._last_filled]
        severity, message, remedy = filled("F032")
        if len(middle) > 2 and is_column_wide(len(middle), self._lines):
            self._log.add_column_wide("F032", severity, message, remedy, int(middle[0]), count=len(middle))
        elif len(middle):
            self._log.add_many("F032", severity, message, remedy, middle.tolist())
        trailing = len(rows) - len(middle)
        if trailing and (self._last_filled or headed):
            found(self._log, "N005", count=counted(trailing, "line"))
        return trailing


def recheck_long_values(text: bytes, judged: L.Judged) -> None:
    """Take back the verdict "too long" where a value has more bytes than allowed, but not more characters."""
    for line in np.flatnonzero(judged.verdicts == L.LONG_VALUE):
        raw = text[judged.start(line) : judged.ends[line]].decode("utf-8")
        if max(_length(v) for v in split_values(raw)) <= L.MOST_VALUE_CHARACTERS:
            judged.verdicts[line] = L.CLEAN


def _length(value: str) -> int:
    quoted = len(value) > 1 and value[0] == '"'
    return len(value[1:-1].replace('""', '"')) if quoted else len(value)


def split_values(line: str) -> list[str]:
    """The values of a line as written (quotation marks kept); a comma between two quotation marks does not separate."""
    values, start, inside = [], 0, False
    for place, character in enumerate(line):
        if character == '"':
            inside = not inside
        elif character == "," and not inside:
            values.append(line[start:place])
            start = place + 1
    return [*values, line[start:]]


def _words(
    verdict: int, raw: bytes, count: int, header: Header, layout: RecordLayout
) -> tuple[str | None, dict[str, object]]:
    """The element at fault, if one can be named, and the details of the sentence."""
    text = raw[: 2 * L.MOST_LINE_CHARACTERS].decode("utf-8", "replace")
    if verdict == L.WRONG_COUNT:
        where = f" The first value that looks out of place is column {_out_of_step(text, header, layout)}."
        how = _NO_RECORD if 4 * count < header.width else _MISCOUNT
        details = {
            "found": counted(count, "value"),
            "expected": counted(header.width, "value"),
            "where": "" if layout.has_header or 4 * count < header.width else where,
            "how": how,
        }
        return None, details
    if verdict in (L.STRAY_QUOTE, L.OPEN_QUOTE):
        element = _named(_quote_fault(text), header)
        return element, {"where": f", {element}"}
    if verdict == L.LONG_VALUE:
        values = split_values(text)
        return _named(max(range(len(values)), key=lambda i: len(values[i])), header), {}
    return None, {}


def _named(position: int, header: Header) -> str:
    """The column at `position` (from 0), by name when it has one."""
    names = {place: name for name, place in header.positions.items()}
    return names.get(position, f"column {position + 1}")


def _quote_fault(line: str) -> int:
    """The value (from 0) where quotation marks first go wrong."""
    values = split_values(line)
    for position, value in enumerate(values):
        inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
        if '"' in inner.replace('""', ""):
            return position
    return len(values) - 1


def _out_of_step(line: str, header: Header, layout: RecordLayout) -> int:
    """The column (from 1) where a line with a wrong number of values first looks wrong."""
    values = [v.strip('" ') for v in split_values(line)]
    for element, form in _ANCHORS.items():
        place = header.positions.get(element)
        if place is not None and (place >= len(values) or not form.fullmatch(values[place])):
            return place + 1
    return min(len(values), header.width) + 1
