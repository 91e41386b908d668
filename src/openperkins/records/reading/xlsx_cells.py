"""What one cell says, as text: numbers by their digits, dates as MM/DD/YYYY, and a letter for its nature.

Runs in the limited child process; standard library only. Serial dates follow the two date systems of workbooks
(days from 1899-12-30, or from 1904-01-01); the first system's nonexistent 29 February 1900 is stepped around by
refusing days before 1 March 1900.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

#: The nature of a cell: blank, text, whole number, other number, date, formula, error, a number no date can be, and a
#: text too long to be a value.
BLANK, TEXT, WHOLE, NUMBER, DATE, FORMULA, ERROR, NO_DATE, LONG = ".snxdfeql"
MOST_CHARACTERS = 1_000

_WHOLE = re.compile(r"(-?\d{1,15})(?:\.0+)?")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ISO_MIDNIGHT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T00:00:00(?:\.0+)?Z?)?")
#: Built-in number formats that show dates or times (ECMA-376 part 1, 18.8.30, with the East Asian ones).
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_FIRST_SERIAL = 61
_LAST_SERIAL = 2_958_465
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format shows its number as a date or a time of day."""
    if code is None:
        return number in _DATE_FORMATS
    return bool(re.search(r"[dmyhs]", _NOT_SHOWN.sub("", code), re.IGNORECASE))


def unescaped(text: str) -> str:
    """Workbook text with `_x000B_` and its like as the characters they stand for."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def from_iso(text: str) -> str:
    """A cell of ISO date type as MM/DD/YYYY; text with a time of day stays as it is, for the checks to refuse."""
    match = _ISO_MIDNIGHT.fullmatch(text)
    return f"{match[2]}/{match[3]}/{match[1]}" if match else text


def from_number(text: str, *, dated: bool, from_1904: bool) -> tuple[str, str]:
    """(text, nature) of a number as stored. Raises ValueError when it is none."""
    if dated:
        return _from_serial(text, from_1904)
    if match := _WHOLE.fullmatch(text):
        return match[1], WHOLE
    value = float(text)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(text)
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value)), WHOLE
    # The shortest text of the stored number: 86.599999999999994 was typed as 86.6.
    return (repr(value) if abs(value) < 10**15 else text), NUMBER


def _from_serial(text: str, from_1904: bool) -> tuple[str, str]:
    serial = float(text)
    if not (0 if from_1904 else _FIRST_SERIAL) <= serial <= _LAST_SERIAL:
        return text, NO_DATE
    moment = _EPOCHS[from_1904] + timedelta(days=int(serial), seconds=round((serial % 1) * 86_400))
    if serial % 1 == 0:
        return moment.strftime("%m/%d/%Y"), DATE
    return moment.strftime("%m/%d/%Y %H:%M:%S"), DATE
