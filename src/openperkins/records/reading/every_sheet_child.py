"""The child process that reads every sheet of a small workbook:
`python -m openperkins.records.reading.every_sheet_child MOST_ROWS MOST_CHARACTERS < file.xlsx`.

It limits itself and looks through the file as `xlsx_child` does, and writes JSON lines: `["p", id, details]` for a
problem, `["s", name, merged ranges]` for a sheet, then `["r", row, values, natures]` for each of its rows, `["end"]`.
A number shown as a percent is said as people see it (87.5 for a stored 0.875), with a nature of its own.
"""

from __future__ import annotations

import json
import os
import re
import sys
import warnings
from decimal import Decimal
from typing import Any, BinaryIO

from openperkins.records.reading.limits import OUT_OF_MEMORY
from openperkins.records.reading.xlsx_child import _NOT_LOADED, limit_self
from openperkins.records.reading.xlsx_parts import Parts, Refused

#: the nature of a number that is shown as a percent; the others are those of `xlsx_cells`
PERCENT = "p"
#: the formats of percent that need no text of their own (ECMA-376 part 1, 18.8.30)
_BUILT_IN = {"9", "10"}
#: text within a format: in quotes, or one sign after a backslash
_QUOTED = re.compile(r'"[^"]*"|\\.')
_DIGITS = 15
#: a form is small: what is said of all its sheets, in bytes, and how many cells hold something
MOST_ANSWERED, MOST_CELLS = 40_000_000, 500_000
#: how many ranges of merged cells a sheet can have
MOST_MERGED = 2_000


def _workbook(file: BinaryIO, most_rows: int, most_characters: int) -> Any:
    """The workbook, whose numbers come as people see them. Imported here: after the limits."""
    from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
    from openpyxl.xml.functions import fromstring

    from openperkins.records.reading import xlsx_cells as cells
    from openperkins.records.reading.xlsx_sheet import Sheet, Workbook, merged_ranges

    class Whole(Workbook):
        most_characters = 0

        def merged(self, sheet: Sheet) -> list[tuple[int, int, int, int]]:
            found = merged_ranges(self._archive, sheet.part)
            if len(found) > MOST_MERGED:
                raise Refused("F063", why=f"more than {MOST_MERGED:,} ranges of cells are merged")
            return found

        def _number(self, value: int | float, cell: dict[str, Any]) -> tuple[str, str]:
            if cell["style_id"] in self._dated:
                return super()._number(value, cell)
            # The shortest text of what a program shows: 0.1 + 0.2 is 0.3.
            exact = Decimal(format(value, f".{_DIGITS}g"))
            if not exact.is_finite():
                return str(value), cells.ERROR
            percent = cell["style_id"] in shown_as_percent
            return _plain(exact * 100 if percent else exact), PERCENT if percent else cells.NUMBER

    Whole.most_characters = most_characters
    book = Whole(file, most_rows)
    shown_as_percent = set()
    if ARC_STYLE in book._archive.namelist():
        root, name = fromstring(book._archive.read(ARC_STYLE)), f"{{{SHEET_MAIN_NS}}}"
        formats = root.iterfind(f"{name}numFmts/{name}numFmt")
        percents = {one.get("numFmtId") for one in formats if _is_percent(one.get("formatCode") or "")} | _BUILT_IN
        styles = root.iterfind(f"{name}cellXfs/{name}xf")
        shown_as_percent = {number for number, one in enumerate(styles) if one.get("numFmtId") in percents}
    return book


def _is_percent(code: str) -> bool:
    """Whether a format shows a number a hundredfold: a sign of percent that is quoted is text beside the number."""
    return "%" in _QUOTED.sub("", code)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Answer:
    """Says things, up to a limit in all: one long text may be shared by any number of cells."""

    def __init__(self) -> None:
        self._left = MOST_ANSWERED

    def say(self, *message: object) -> None:
        self._left -= sys.stdout.write(json.dumps(message) + "\n")
        if self._left < 0:
            raise Refused("F063", why=f"its cells hold more than {MOST_ANSWERED // 1_000_000} MB of text")


def _read(most_rows: int, most_characters: int) -> None:
    Parts(sys.stdin.buffer)
    book, answer, count = _workbook(sys.stdin.buffer, most_rows, most_characters), _Answer(), 0
    for sheet in book.sheets:
        answer.say("s", sheet.name, book.merged(sheet))
        for number, values, natures in book.rows(sheet):
            count += len(natures) - natures.count(".")
            if count > MOST_CELLS:
                raise Refused("F063", why=f"more than {MOST_CELLS:,} cells hold something")
            answer.say("r", number, values, natures)


def main() -> None:
    limit_self()
    sys.modules.update(dict.fromkeys(_NOT_LOADED))
    warnings.simplefilter("ignore")
    try:
        _read(int(sys.argv[1]), int(sys.argv[2]))
    except Refused as refused:
        sys.stdout.write(json.dumps(["p", refused.id, refused.details]) + "\n")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except RecursionError:
        sys.stdout.write(json.dumps(["p", "F060", {"why": "its parts are nested too deep"}]) + "\n")
    sys.stdout.write(json.dumps(["end"]) + "\n")


if __name__ == "__main__":
    main()
