"""Whole blocks of lines judged at once: how many values each line has, and whether its quotation marks are in order.

A block is bytes of whole lines, each ended by `\\n`. Nothing is parsed here: commas, quotation marks and line ends are
located with numpy, and a line is clean when it has exactly the columns expected and every quotation mark either
opens or closes a value or is doubled inside one. Every physical line is judged by itself, so that a quotation mark
left open never swallows the lines after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

COMMA, NEWLINE, QUOTE, SPACE = 44, 10, 34, 32
#: Blocks of this size stay in the processor's cache; larger ones are slower.
BLOCK_BYTES = 1 << 20
MOST_LINE_CHARACTERS = 65_536
MOST_VALUE_CHARACTERS = 1_000

CLEAN, BLANK, ONLY_COMMAS, LONG_LINE, LONG_VALUE, STRAY_QUOTE, OPEN_QUOTE, WRONG_COUNT, RUN_ON = range(9)
#: The bytes a line may begin with when it holds no value at all.
_HOLLOW = np.zeros(256, np.bool_)
_HOLLOW[[9, 10, 11, 12, SPACE, QUOTE, COMMA]] = True
#: The first bytes of U+00C0 to U+02BF in UTF-8, and with a second byte of `_LATIN_SECOND` of U+1E00 to U+1EFF: letters
#: (and × and ÷) that are no digits, no spaces, always shown, and in the standard form whatever stands beside them.
_LATIN = np.zeros(256, np.bool_)
_LATIN[0xC3:0xCB] = True
_LATIN_THREE, _LATIN_SECOND = 0xE1, (0xB8, 0xBB)


@dataclass(slots=True)
class Judged:
    """What was seen in one text of whole lines.

    `verdicts` and `values` (how many values) are per line, None when every line is clean. `ends` are the places of the
    line ends. `spaces` and `lower` are the lines where a value may have outer spaces or (in a code column) lower-case
    letters, `controls` says whether there may be control characters: sometimes without cause, never missing.
    `wide_lines` are the lines with characters outside ASCII that are not letters of the Latin blocks.
    """

    lines: int
    ends: Places
    verdicts: Bytes | None
    values: Places | None
    spaces: Places
    controls: bool
    lower: Places
    quotes: bool
    wide_lines: Places

    def start(self, line: int) -> int:
        """Where line `line` (from 0) begins."""
        return int(self.ends[line - 1]) + 1 if line else 0


class LineJudge:
    """Judges the lines of one file of `columns` columns, of which `code_columns` (from 0) hold codes."""

    def __init__(self, columns: int, code_columns: Sequence[int] = ()) -> None:
        self.columns = columns
        self._code_runs = _runs(code_columns)
        self._shape = _Shape.of_unquoted(columns)

    def judge(self, text: bytes) -> Judged:
        """Judge every line of `text`, which ends with a line end."""
        data = np.frombuffer(text, np.uint8)
        parts: list[Judged] = []
        start = 0
        while start < len(text):
            end = text.rfind(b"\n", start, start + BLOCK_BYTES) + 1
            if end <= start:
                end = text.find(b"\n", start) + 1
            parts.append(self._block(data[start:end], text[start:end], start))
            start = end
        return _joined(parts)

    def _block(self, data: Bytes, text: bytes, offset: int) -> Judged:
        newline = data == NEWLINE
        separator = newline | (data == COMMA)
        quote = data == QUOTE if QUOTE in text else None
        lines = int(np.count_nonzero(newline))
        table = self._table(data, separator, quote, lines)
        if table is None:
            ends, verdicts, values = self._line_by_line(data, _marks(separator, quote), lines)
        else:
            ends = table[:, -1]
            verdicts, values = self._lengths(data, table, ends), None
        faulty = verdicts is not None
        wide_lines = _wide_lines(data, text, ends)
        spaces = _outer_spaces(data, separator if quote is None else separator | quote, ends)
        return Judged(
            lines,
            ends + offset,
            verdicts,
            np.full(lines, self.columns) if faulty and values is None else values,
            # What is outside ASCII may be a space too.
            np.union1d(spaces, wide_lines) if len(wide_lines) else spaces,
            np.count_nonzero(data < SPACE) != lines or bool((data == 127).any()),
            np.arange(lines) if table is None else self._lower_in_codes(data, table),
            quote is not None,
            wide_lines,
        )

    def _table(self, data: Bytes, separator: Flags, quote: Flags | None, lines: int) -> Places | None:
        """Where values end, one row per line, when all lines of the block are alike; else None."""
        if quote is None or _all_wrapped(separator, quote):
            return _Shape.of_unquoted(self.columns).fits(data, np.flatnonzero(separator), lines)
        at = _marks(separator, quote)
        table = self._shape.fits(data, at, lines)
        if table is None:
            self._shape = _Shape.of_first_line(data, at, self.columns) or self._shape
            table = self._shape.fits(data, at, lines)
        return None if table is None else table[:, self._shape.separators]

    def _line_by_line(self, data: Bytes, at: Places, lines: int) -> tuple[Places, Bytes | None, Places | None]:
        """Line ends, verdicts and numbers of values where some line differs from the others. No Python per line."""
        kinds = data[at]
        ends = at[kinds == NEWLINE]
        values, stray, unclosed, longest = _anatomy(data, at, kinds, lines)
        lengths = np.diff(ends, prepend=-1) - 1
        verdicts = np.zeros(lines, np.uint8)
        verdicts[longest > MOST_VALUE_CHARACTERS] = LONG_VALUE
        verdicts[values != self.columns] = WRONG_COUNT
        verdicts[unclosed] = OPEN_QUOTE
        verdicts[stray] = STRAY_QUOTE
        verdicts[lengths > MOST_LINE_CHARACTERS] = LONG_LINE
        _mark_hollow(verdicts, data, ends, lengths, self.columns)
        _mark_run_on(verdicts)
        return (ends, verdicts, values) if verdicts.any() else (ends, None, None)

    def _lengths(self, data: Bytes, separators: Places, ends: Places) -> Bytes | None:
        """Verdicts on lines of the right shape that are too long or hold no value; None when all are clean."""
        lengths = np.diff(ends, prepend=-1) - 1
        smallest, largest = int(lengths.min()), int(lengths.max())
        if smallest > 3 * self.columns and largest <= MOST_VALUE_CHARACTERS:
            return None
        verdicts = np.zeros(len(ends), np.uint8)
        if largest > MOST_VALUE_CHARACTERS:
            starts = np.concatenate(([-1], ends[:-1]))
            gaps = np.diff(separators, axis=1, prepend=starts[:, None]) - 1
            verdicts[gaps.max(axis=1) > MOST_VALUE_CHARACTERS] = LONG_VALUE
            verdicts[lengths > MOST_LINE_CHARACTERS] = LONG_LINE
        _mark_hollow(verdicts, data, ends, lengths, self.columns)
        return verdicts if verdicts.any() else None

    def _lower_in_codes(self, data: Bytes, separators: Places) -> Places:
        """The lines where a lower-case letter stands between the separators of some run of code columns."""
        if not self._code_runs:
            return np.empty(0, np.int64)
        starts = np.concatenate(([-1], separators[:-1, -1]))
        bounds = np.empty((len(separators), 2 * len(self._code_runs)), np.int64)
        for number, (first, last) in enumerate(self._code_runs):
            bounds[:, 2 * number] = (starts if first == 0 else separators[:, first - 1]) + 1
            bounds[:, 2 * number + 1] = separators[:, last]
        lower = ((data - np.uint8(97)) < 26).view(np.uint8)
        # For an empty value reduceat looks at the separator itself, which is no letter.
        found = np.bitwise_or.reduceat(lower, bounds.ravel())[::2]
        return np.unique(np.flatnonzero(found) // len(self._code_runs)) if found.any() else np.empty(0, np.int64)


@dataclass(slots=True)
class _Shape:
    """The order of marks in a line, when every line of a block has the same: `kinds` of the marks of one line."""

    kinds: Bytes
    separators: Places
    opening: Places
    closing: Places

    @classmethod
    def of_unquoted(cls, columns: int) -> _Shape:
        kinds = np.full(columns, COMMA, np.uint8)
        kinds[-1] = NEWLINE
        none = np.empty(0, np.int64)
        return cls(kinds, np.arange(columns), none, none)

    @classmethod
    def of_first_line(cls, data: Bytes, at: Places, columns: int) -> _Shape | None:
        """The shape of the first line, or None when its quotation marks are not all at the ends of values."""
        kinds = data[at]
        kinds = kinds[: int(np.argmax(kinds == NEWLINE)) + 1]
        separators, opening, closing = [], [], []
        inside = False
        for place, kind in enumerate(kinds):
            if kind == QUOTE:
                (closing if inside else opening).append(place)
                inside = not inside
            elif inside:
                return None  # a comma inside a value: lines of a file rarely share that
            else:
                separators.append(place)
        if len(separators) != columns:
            return None
        return cls(kinds.copy(), *(np.array(a, np.int64) for a in (separators, opening, closing)))

    def fits(self, data: Bytes, at: Places, lines: int) -> Places | None:
        """The places of the marks, one row per line, when every line has this shape; else None."""
        width = len(self.kinds)
        if len(at) != lines * width:
            return None
        table = at.reshape(lines, width)
        if not (data[at].reshape(lines, width) == self.kinds).all():
            return None
        if len(self.opening):
            before = np.where(self.opening > 0, table[:, self.opening - 1], 0)
            before[1:, self.opening == 0] = table[:-1, -1:]
            before[0, self.opening == 0] = -1
            if not (table[:, self.opening] == before + 1).all():
                return None
            if not (table[:, self.closing] + 1 == table[:, self.closing + 1]).all():
                return None
        return table


def _marks(separator: Flags, quote: Flags | None) -> Places:
    return np.flatnonzero(separator if quote is None else separator | quote)


def _all_wrapped(separator: Flags, quote: Flags) -> bool:
    """Whether every value stands in quotation marks of its own and there is no other quotation mark.

    Each separator needs one before and one after it (before the first value stands no separator, after the last none
    follows: that makes up for it). No mark may serve two separators, so twice as many marks as separators are all used.
    """
    return bool(
        quote[0]
        and np.count_nonzero(quote) == 2 * np.count_nonzero(separator)
        and not (separator[1:] > quote[:-1]).any()
        and not (separator[:-1] > quote[1:]).any()
        and not (separator[:-2] & quote[1:-1] & separator[2:]).any()
    )


def _anatomy(data: Bytes, at: Places, kinds: Bytes, lines: int) -> tuple[Places, Flags, Flags, Places]:
    """Per line: how many values, whether a quotation mark is out of place or left open, bytes of the longest value."""
    is_quote, is_end = kinds == QUOTE, kinds == NEWLINE
    line = np.cumsum(is_end) - is_end
    so_far = np.cumsum(is_quote)
    at_start = np.concatenate(([0], so_far[is_end][:-1]))
    inside = ((so_far - is_quote - at_start[line]) & 1).astype(np.bool_)
    separator = ~is_quote & (~inside | is_end)
    values = np.bincount(line[separator], minlength=lines)
    unclosed = (np.bincount(line[is_quote], minlength=lines) & 1).astype(np.bool_)

    before = data[np.maximum(at - 1, 0)]
    before[at == 0] = NEWLINE
    after = data[np.minimum(at + 1, len(data) - 1)]
    at_edge = np.where(inside, _is_edge(after), _is_edge(before))
    stray = np.zeros(lines, np.bool_)
    stray[line[is_quote & ~at_edge]] = True

    places = at[separator]
    gaps = np.diff(places, prepend=-1) - 1
    longest = np.zeros(lines, np.int64)
    np.maximum.at(longest, line[separator], gaps)
    return values, stray, unclosed, longest


def _is_edge(neighbours: Bytes) -> Flags:
    return (neighbours == COMMA) | (neighbours == NEWLINE) | (neighbours == QUOTE)


def _mark_hollow(verdicts: Bytes, data: Bytes, ends: Places, lengths: Places, columns: int) -> None:
    """Mark the lines that are empty, hold white space only, or have separators and no value."""
    starts = ends - lengths
    # An empty quoted value takes three bytes with its comma; a longer line that begins so is looked at no further.
    maybe = np.flatnonzero((lengths <= 3 * columns + 1) & _HOLLOW[data[starts]])
    for line in maybe:
        text = data[starts[line] : ends[line]].tobytes().strip()
        if not text:
            verdicts[line] = BLANK
        elif columns > 1 and b"," in text and not text.strip(b', \t"'):
            verdicts[line] = ONLY_COMMAS


def _mark_run_on(verdicts: Bytes) -> None:
    """Mark the lines that are the rest of a value whose quotation mark was left open up to five lines before."""
    rest = (verdicts == STRAY_QUOTE) | (verdicts == WRONG_COUNT)
    still_open = verdicts == OPEN_QUOTE
    for _ in range(5):
        run_on = rest[1:] & still_open[:-1]
        # A line with a quotation mark closes the value; one without lets it run on.
        still_open[1:] |= run_on & (verdicts[1:] == WRONG_COUNT)
        verdicts[1:][run_on] = RUN_ON


def _outer_spaces(data: Bytes, marks: Flags, ends: Places) -> Places:
    """The lines (from 0) with a space at the end of a value."""
    # Before the first byte stands, as in a ring, the last: a line end.
    space = np.flatnonzero(data == SPACE)
    outer = space[marks[space - 1] | marks[space + 1]]
    return np.unique(np.searchsorted(ends, outer))


def _wide_lines(data: Bytes, text: bytes, ends: Places) -> Places:
    """The lines (from 0) with characters that are neither ASCII nor Latin letters (see `_LATIN`)."""
    if text.isascii():
        return np.empty(0, np.int64)
    leads = np.flatnonzero(data >= 0xC0)
    first, second = data[leads], data[leads + 1]
    three = (first == _LATIN_THREE) & (second >= _LATIN_SECOND[0]) & (second <= _LATIN_SECOND[1])
    return np.unique(np.searchsorted(ends, leads[~(_LATIN[first] | three)]))


def _runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Consecutive column numbers as (first, last) pairs."""
    runs: list[tuple[int, int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _joined(parts: list[Judged]) -> Judged:
    """The judgements of a text's blocks as one."""
    offsets = np.cumsum([0] + [p.lines for p in parts])
    faulty = any(p.verdicts is not None for p in parts)
    verdicts = values = None
    if faulty:
        verdicts = np.concatenate([np.zeros(p.lines, np.uint8) if p.verdicts is None else p.verdicts for p in parts])
        values = np.concatenate([np.zeros(p.lines, np.int64) if p.values is None else p.values for p in parts])
    return Judged(
        int(offsets[-1]),
        np.concatenate([p.ends for p in parts]),
        verdicts,
        values,
        _places("spaces", parts, offsets),
        any(p.controls for p in parts),
        _places("lower", parts, offsets),
        any(p.quotes for p in parts),
        _places("wide_lines", parts, offsets),
    )


def _places(name: str, parts: list[Judged], offsets: Places) -> Places:
    return np.concatenate([getattr(p, name) + o for p, o in zip(parts, offsets[:-1], strict=True)])
