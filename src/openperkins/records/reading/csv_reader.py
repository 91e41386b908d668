"""Comma-separated text: the lines that are records, as columns of text.

Lines are judged by `lines.LineJudge` on their bytes; only clean ones are parsed, by a parser that guesses nothing.
Every other line is a problem of its own place and is left out.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Generator, Iterator

import numpy as np
import polars as pl

from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog
from openperkins.records.reading import lines as L
from openperkins.records.reading.catalogue import found
from openperkins.records.reading.frames import RawFrame
from openperkins.records.reading.headers import (
    TOP_LINES,
    Header,
    header_line,
    is_element_header,
    is_title,
    looks_like_names,
    read_header,
)
from openperkins.records.reading.layouts import RecordLayout
from openperkins.records.reading.line_faults import LineFaults, counted, recheck_long_values
from openperkins.records.reading.prefetch import prefetched
from openperkins.records.reading.text import TextLines

#: Text of clean lines, their judgement, and their numbers in the file.
Clean = tuple[bytes, L.Judged, np.ndarray]

_SEP_LINE = re.compile(rb'"?sep=(.)"?', re.IGNORECASE | re.DOTALL)
_BLANK_LINES = re.compile(rb"(?:[ \t\x0b\x0c]*\n)+")
_SEPARATORS = {b";": "semicolons", b"|": "“|”", b"\t": "tabs"}


class CsvReader:
    """One text file. `frames()` yields its clean records; `rows` and `left_out` are complete after the last frame."""

    def __init__(self, source: SourceFile, log: ProblemLog, layout: RecordLayout) -> None:
        self.log = log
        self.layout = layout
        self.text = TextLines(source.path, log)
        self.rows = 0
        self.left_out = 0
        self._faults = LineFaults(layout, log)
        self._header: Header | None = None
        self._judge: L.LineJudge | None = None

    @property
    def sha256(self) -> str:
        return self.text.sha256

    @property
    def headed(self) -> bool:
        return self._header is not None

    def frames(self) -> Iterator[RawFrame]:
        """The clean records. One thread judges lines, one parses, while the frame before is in use."""
        yield from prefetched(self._frames())
        self._finish()

    def _frames(self) -> Generator[RawFrame, None, None]:
        for text, judged, rows in prefetched(self._clean_lines()):
            yield self._parsed(text, judged, rows)

    def _clean_lines(self) -> Generator[Clean, None, None]:
        """Slices of lines that are records, each with its judgement and the lines' numbers."""
        for text in self.text.slices():
            if self._judge is None:
                text, self.text.line = self._top(text, self.text.line)
                if self.text.failed:
                    return
            if text and self._judge and (clean := self._judged(text)):
                yield clean
            if self.rows > self.layout.most_records:
                found(self.log, "F015", most=f"{self.layout.most_records:,}")
                return

    def _finish(self) -> None:
        trailing_blank = self._faults.report(headed=self.layout.has_header and self.headed)
        self.rows -= trailing_blank
        self.left_out -= trailing_blank

    # ---- what stands above the records

    def _top(self, text: bytes, first: int) -> tuple[bytes, int]:
        """Take away what is above the records. Until some line is not blank the judge stays unset."""
        text, first = self._skip_sep_line(text, first)
        text, first = self._skip_blank(text, first)
        if not text:
            return text, first
        top = text.split(b"\n", TOP_LINES + 1)[: min(TOP_LINES, text.count(b"\n"))]
        if self._wrong_separator(top):
            return b"", first
        return self._named(text, first, top) if self.layout.has_header else self._unnamed(text, first, top)

    def _skip_sep_line(self, text: bytes, first: int) -> tuple[bytes, int]:
        line, _, rest = text.partition(b"\n")
        match = _SEP_LINE.fullmatch(line.strip()) if first == 1 else None
        if not match:
            return text, first
        if match[1] == b",":
            found(self.log, "N004", row=1, value=line.decode("utf-8").strip())
            return rest, first + 1
        self._refuse_separator(match[1])
        return b"", first

    def _skip_blank(self, text: bytes, first: int) -> tuple[bytes, int]:
        blank = _BLANK_LINES.match(text)
        count = text.count(b"\n", 0, blank.end()) if blank else 0
        if count:
            self._left_blank(first, count)
            text = text[blank.end() :]
        return text, first + count

    def _left_blank(self, first: int, count: int) -> None:
        self._faults.blank(np.arange(first, first + count))
        self.rows += count
        self.left_out += count

    def _refuse_separator(self, separator: bytes) -> None:
        name = _SEPARATORS.get(separator, f"“{separator.decode('utf-8', 'replace')}”")
        self.text.failed = True
        found(self.log, "F030", separator=name)

    def _wrong_separator(self, top: list[bytes]) -> bool:
        """Whether the first lines make sense with another separator only. Refuses the file then."""
        if self.text.failed:
            return True
        needed = len(self.layout.required)
        if needed < 2:
            return False
        filled = [line for line in top if line.strip()]
        for separator in _SEPARATORS:
            wide = [line for line in filled if line.count(separator) >= needed - 1]
            if 2 * len(wide) > len(filled) and all(line.count(b",") < needed - 1 for line in wide):
                self._refuse_separator(separator)
                return True
        return False

    def _unnamed(self, text: bytes, first: int, top: list[bytes]) -> tuple[bytes, int]:
        """Records without a header: element ids are tolerated, other names and titles refused."""
        self._start({c: i for i, c in enumerate(self.layout.columns)}, len(self.layout.columns))
        values = [_values(line) for line in top]
        width = len(self.layout.columns)
        above = next((i for i, v in enumerate(values) if len(v) == width and not is_title(v)), None)
        if above and all(not top[i].strip() or is_title(values[i]) for i in range(above)):
            text, first = self._drop_titles(text, first, top[:above], f"{width} values")
            values = values[above:]
        if is_element_header(values[0], self.layout):
            found(self.log, "N007", row=first)
        elif looks_like_names(values[0], self.layout):
            found(self.log, "F038", row=first, value=values[0][0])
        else:
            return text, first
        return text.partition(b"\n")[2], first + 1

    def _named(self, text: bytes, first: int, top: list[bytes]) -> tuple[bytes, int]:
        values = [_values(line) for line in top]
        above = header_line(values, self.layout)
        if above is None:
            self.text.failed = True
            found(self.log, "F040", row=first, expected=", ".join(self.layout.required))
            return b"", first
        text, first = self._drop_titles(text, first, top[:above], "the column names")
        header = read_header(self._without_last_commas(values[above], first), first, self.layout, self.log)
        if header is None:
            self.text.failed = True
            return b"", first
        self._start(header.positions, len(values[above]))
        return text.partition(b"\n")[2], first + 1

    def _without_last_commas(self, names: list[str], row: int) -> list[str]:
        """The column names without those left empty at the end, which are an error of the header."""
        named = len(names)
        while not names[named - 1]:
            named -= 1
        if named < len(names):
            found(self.log, "F045", row=row, count=counted(len(names) - named, "comma"))
        return names[:named]

    def _drop_titles(self, text: bytes, first: int, titles: list[bytes], expected: str) -> tuple[bytes, int]:
        for line in titles:
            if line.strip():
                count = sum(1 for v in _values(line) if v)
                found(self.log, "F031", row=first, found=counted(count, "value"), expected=expected)
            else:
                self._left_blank(first, 1)
            text, first = text.partition(b"\n")[2], first + 1
        return text, first

    def _start(self, positions: dict[str, int], width: int) -> None:
        self._header = Header(positions, width)
        codes = [p for c, p in positions.items() if self.layout.form(c) == "code"]
        self._judge = L.LineJudge(width, codes)

    # ---- records

    def _judged(self, text: bytes) -> Clean | None:
        """Judge a slice, put the faulty lines aside; None when no line is left."""
        judged = self._judge.judge(text)
        first, self.text.line = self.text.line, self.text.line + judged.lines
        self.rows += judged.lines
        rows = np.arange(first, first + judged.lines, dtype=np.uint32)
        if judged.verdicts is None:
            self._faults.passed(first + judged.lines - 1, judged.lines)
            return text, judged, rows
        recheck_long_values(text, judged)
        clean = judged.verdicts == L.CLEAN
        self.left_out += int(judged.lines - np.count_nonzero(clean))
        self._faults.collect(text, first, judged, self._header)
        if clean.all():
            return text, judged, rows
        text = _only(text, judged, clean)
        return (text, self._judge.judge(text), rows[clean]) if text else None

    def _parsed(self, text: bytes, judged: L.Judged, rows: np.ndarray) -> RawFrame:
        if text.startswith(BOM_UTF8):
            text = BOM_UTF8 + text  # the parser drops one silently; this one is part of a value
        names = [f"column_{i}" for i in range(self._header.width)]
        chosen = {names[p]: c for c, p in self._header.positions.items()}
        frame = pl.read_csv(
            text,
            has_header=False,
            schema=dict.fromkeys(names, pl.String),
            columns=None if len(chosen) == len(names) else list(chosen),
            quote_char='"' if judged.quotes else None,
            empty_string_is_null=False,
        )
        if frame.height != len(rows):
            raise RuntimeError(f"{len(rows)} lines were parsed as {frame.height} records")
        columns = [
            pl.col(names[self._header.positions[c]]).alias(c) if c in self._header.positions else pl.lit("").alias(c)
            for c in self.layout.columns
        ]
        frame = frame.select(*columns, pl.Series("row", rows))
        return RawFrame(frame, judged.spaces, judged.controls, judged.lower, judged.wide_lines)


def _values(line: bytes) -> list[str]:
    """The values of one line at the top of the file; csv rules, a faulty quotation mark is left where it is."""
    text = line[: 4 * L.MOST_LINE_CHARACTERS].decode("utf-8", "replace")
    try:
        return [v.strip() for v in next(csv.reader([text]), [])]
    except csv.Error:
        return text.split(",")


def _only(text: bytes, judged: L.Judged, keep: np.ndarray) -> bytes:
    """The lines of `text` that are kept."""
    lengths = np.diff(judged.ends, prepend=-1)
    return np.frombuffer(text, np.uint8)[np.repeat(keep, lengths)].tobytes()
