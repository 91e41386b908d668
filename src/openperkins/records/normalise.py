"""What is rewritten without loss while reading, and the characters that are refused in any value.

Each rewriting is one vectorised expression over a text column; `Normaliser` applies those a column's form asks for
where the reader saw something to look at, counts the values they changed and says so in one note per kind and file.
Source: formats.md "Normalised without loss".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from openperkins.records.problems import ProblemLog
from openperkins.records.reading.catalogue import found
from openperkins.records.reading.frames import SENT, Places, RawFrame, as_sent
from openperkins.records.reading.held import HeldProblems
from openperkins.records.reading.layouts import RecordLayout

#: The expression that rewrites the column of a name.
Rewriting = Callable[[str], pl.Expr]

#: Every space character of Unicode that may be dropped at the ends of a value. Tabs and line ends are not among them.
SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

#: Control, format (bidirectional, zero-width, byte-order mark) and private characters, line and paragraph separators,
#: letters that print as nothing, and curly quotation marks. A single curly mark inside a name is its apostrophe.
REFUSED = (
    r"[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\x{115F}\x{1160}\x{3164}\x{FFA0}\x{201C}-\x{201F}]"
    r"|^[\x{2018}\x{201A}\x{201B}]|^\x{2019}.*\x{2019}$"
)
_OTHER_DIGIT = r"[\p{N}--[0-9]]"
#: Anything in a row that REFUSED or the tests beside it could find.
_ANY_SUSPECT = (
    r"[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\x{115F}\x{1160}\x{3164}\x{FFA0}\x{2018}-\x{201F}\x{FFFD}[\p{N}--[0-9]]]"
)
_LOST_LETTER = "\ufffd"
_ISO_DATE = r"^(\d{4})-(\d{1,2})-(\d{1,2})$"
_LOOSE_DATE = r"^(\d{1,2})/(\d{1,2})/(\d{4})$"
_DATE = r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"


def trimmed(column: str) -> pl.Expr:
    """The text column without spaces (no-break ones too) at its ends."""
    return pl.col(column).str.strip_chars(SPACES)


def capitals(column: str) -> pl.Expr:
    """The text column with its letters as capitals; a value with any letter outside ASCII stays as it is.

    Outside ASCII a capital may be another letter altogether (a dotless i becomes a plain I).
    """
    plain = pl.col(column).str.contains(r"^[\x00-\x7f]*$")
    return pl.when(plain).then(pl.col(column).str.to_uppercase()).otherwise(pl.col(column))


def dates(column: str) -> pl.Expr:
    """The text column with `2001-3-5` and `3/5/2001` as `03/05/2001`; anything else as it is.

    Only the shape is changed: whether there is such a day is a check's question.
    """
    iso = pl.col(column).str.extract_groups(_ISO_DATE)
    loose = pl.col(column).str.extract_groups(_LOOSE_DATE)
    return pl.coalesce(
        _date(iso, "2", "3", "1"),
        _date(loose, "1", "2", "3"),
        pl.col(column),
    ).alias(column)


def _date(groups: pl.Expr, month: str, day: str, year: str) -> pl.Expr:
    two = [groups.struct.field(part).str.zfill(2) for part in (month, day)]
    return pl.concat_str(*two, groups.struct.field(year), separator="/")


def composed(column: str) -> pl.Expr:
    """The text column in Unicode form NFC."""
    return pl.col(column).str.normalize("NFC")


def character_named(value: str) -> str:
    """What the first refused character (or digit of another script) of `value` is, with its code point."""
    for character in value:
        what = _kind_of(character)
        if what:
            return f"{what} (U+{ord(character):04X})"
    return f"a character that is not accepted (U+{ord(value[:1] or ' '):04X})"


def _kind_of(character: str) -> str:
    point, category = ord(character), unicodedata.category(character)
    if point == 0xFEFF:
        return "a byte-order mark"
    if 0x2018 <= point <= 0x201F:
        return "curly quotation marks"
    if point in (0x061C, 0x200E, 0x200F) or 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069:
        return "an invisible mark of writing direction"
    if category == "Cc":
        return "a control character"
    if category in ("Cf", "Co", "Zl", "Zp") or point in (0x115F, 0x1160, 0x3164, 0xFFA0):
        return "an invisible character"
    if category[0] == "N" and point > 127:
        return "not one of 0 to 9"
    return ""


@dataclass(slots=True)
class _Tally:
    count: int
    row: int
    element: str


class Normaliser:
    """Applies every rewriting to the chunks of one file; `report` logs the notes after the last chunk.

    `refused` is filled with the rows, by column, whose value holds a refused character.
    """

    def __init__(
        self, layout: RecordLayout, log: ProblemLog, refused: dict[str, list[int]], line_word: str = "Line"
    ) -> None:
        self._layout = layout
        self._log = log
        self._refused = refused
        self._line = line_word
        self._tallies: dict[str, _Tally] = {}
        self._held = HeldProblems(log, line_word)

    def apply(self, raw: RawFrame) -> pl.DataFrame:
        """The chunk with every rewriting done. Looks only where the reader saw something to look at.

        A column in which something changed is there as sent too (`frames.SENT`).
        """
        frame, columns = raw.frame, self._layout.columns
        frame = self._rewrite("N010", frame, raw.spaces, columns, trimmed)
        if raw.controls:
            self._refuse(frame, columns)
        elif len(raw.wide):
            self._refuse(frame[raw.wide], columns)
        if len(raw.lower):
            frame = self._rewrite("N011", frame, raw.lower, self._with_lower_case(frame, raw.lower), capitals)
        for column in self._layout.columns_of("date"):
            frame = self._rewrite("N012", frame, _loose_dates(frame[column]), (column,), dates)
        return self._rewrite("N013", frame, raw.wide, self._layout.columns_of("text"), composed)

    def report(self, rows: int) -> None:
        """Log the refused values of a file of `rows` data rows, and one note for each kind of rewriting."""
        self._held.report(rows)
        nouns = {"N010": "value", "N011": "value", "N012": "date", "N013": "value"}
        verbs = {"N011": "", "N012": (" was", " were"), "N013": (" was", " were")}
        for id, tally in sorted(self._tallies.items()):
            one = tally.count == 1
            text = f"{tally.count:,} {nouns[id]}{'' if one else 's'}"
            if verbs.get(id):
                text += verbs[id][0 if one else 1]
            found(self._log, id, row=tally.row, element=tally.element, count=text, Line=self._line)

    def _rewrite(
        self, id: str, frame: pl.DataFrame, places: Places, columns: tuple[str, ...], rewritten: Rewriting
    ) -> pl.DataFrame:
        """Rewrite the columns in the rows at `places` and count what changed."""
        if not columns or not len(places):
            return frame
        part = _at(frame.select("row", *columns), places)
        changed = part.select((rewritten(c) != pl.col(c)).alias(c) for c in columns)
        touched = [c for c, count in zip(columns, changed.sum().row(0), strict=True) if count]
        for column in touched:
            rows = part["row"].filter(changed[column])
            self._count(id, len(rows), int(rows[0]), column)
        return _with(frame, places, part.select(rewritten(c).alias(c) for c in touched)) if touched else frame

    def _count(self, id: str, count: int, row: int, element: str) -> None:
        tally = self._tallies.setdefault(id, _Tally(0, row, element))
        tally.count += count
        if row < tally.row:
            tally.row, tally.element = row, element

    def _with_lower_case(self, frame: pl.DataFrame, places: Places) -> tuple[str, ...]:
        codes = self._layout.columns_of("code")
        part = _at(frame.select(codes), places)
        found_in = part.select(pl.col(c).str.contains("[a-z]").any() for c in codes).row(0) if codes else ()
        return tuple(c for c, found in zip(codes, found_in, strict=True) if found)

    def _refuse(self, frame: pl.DataFrame, columns: tuple[str, ...]) -> None:
        # Most letters outside ASCII are in order: one look at whole rows spares a look at every column.
        suspect = pl.concat_str(columns, separator="|").str.contains(_ANY_SUSPECT)
        frame = frame.filter(suspect)
        if not frame.height:
            return
        tests = {(id, column): test for column in columns for id, test in self._tests(column).items()}
        hits = frame.select(test.alias(f"{id} {column}") for (id, column), test in tests.items())
        for (id, column), count in zip(tests, hits.sum().row(0), strict=True):
            if count:
                bad = frame.filter(hits[f"{id} {column}"]).select("row", column, value=as_sent(frame, column))
                self._refuse_values(id, column, bad)

    def _tests(self, column: str) -> dict[str, pl.Expr]:
        values = pl.col(column)
        refused = values.str.contains(REFUSED)
        tests = {"F050": refused}
        if self._layout.form(column) == "text":
            tests["F026"] = values.str.contains(_LOST_LETTER, literal=True) & ~refused
        elif self._layout.form(column) != "word":
            tests["F051"] = values.str.contains(_OTHER_DIGIT) & ~refused
        return tests

    def _refuse_values(self, id: str, column: str, bad: pl.DataFrame) -> None:
        causes = bad[column].map_elements(character_named, return_dtype=pl.String)
        for (what,), group in bad.with_columns(what=causes).group_by("what", maintain_order=True):
            self._held.add(id, column, group["row"].to_list(), group["value"].to_list(), str(what))
        if id != "F026":
            self._refused.setdefault(column, []).extend(bad["row"].to_list())


def _loose_dates(column: pl.Series) -> Places:
    """Where a date is written otherwise. Days repeat: the few distinct ones tell whether there is any."""
    distinct = column.unique()
    loose = distinct.filter(~distinct.str.contains(_DATE) & (distinct != ""))
    return column.is_in(loose.implode()).arg_true().to_numpy() if len(loose) else np.empty(0, np.int64)


def _is_most(places: Places, frame: pl.DataFrame) -> bool:
    """Whether it is quicker to take all rows than those at `places`."""
    return len(places) * 3 > frame.height


def _at(frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    return frame if _is_most(places, frame) else frame[places]


def _with(frame: pl.DataFrame, places: Places, rewritten: pl.DataFrame) -> pl.DataFrame:
    """The frame with the rewritten values of `_at(frame, places)`; what was sent is kept beside each column, once."""
    sent = [pl.col(c).alias(c + SENT) for c in rewritten.columns if c + SENT not in frame.columns]
    if _is_most(places, frame):
        return frame.with_columns(*sent, *rewritten.iter_columns())
    now = [frame[c.name].clone().scatter(places, c) for c in rewritten.iter_columns()]
    return frame.with_columns(*sent, *now)
