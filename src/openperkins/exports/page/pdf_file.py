"""A page as a tagged PDF (PDF/UA-1), set by Typst from one template in this package."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from openperkins.exports.page.model import Cell, Page, Table
from openperkins.exports.page.texts import REPLACED, clean, printed

#: Every PDF says it was made at this moment (2000-01-01), so that equal content is equal bytes.
_MADE = 946_684_800
_STANDARD = "ua-1"
_LANDSCAPE_FROM = 6
#: columns from which on the type is smaller, and the sizes in points
_SIZES = ((9, 8), (6, 9), (0, 9.5))
#: columns share the width by their longest line, in signs, within bounds
_LEAST_SHARE, _MOST_SHARE = 9, 60
#: runs without a blank that a line of text, a wide cell and a narrow cell hold, in signs
_LINE, _WIDE, _NARROW, _FEW_COLUMNS = 90, 50, 20, 3
_PIECE, _MAY_BREAK = 10, "\u200b"
_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_TRIES = 4
_REPLACED_NOTE = f"{REPLACED} stands for a sign this PDF has no type for; the Excel and CSV files have it."


def as_pdf(page: Page) -> bytes:
    """`page` as PDF/UA-1: Letter, landscape from six columns on, type from within Typst alone.

    Heads are marked as such and repeated, a mark is a word and an edge, the caution stands on every sheet.
    A sign for which Typst brings no type prints as a replacement sign, and a note says so. Raises
    typst.TypstError when the page cannot be set, ImportError when Typst is not installed.
    """
    import typst  # 80 MB, and only a portal needs it

    shown, notes = (lambda text: text), page.notes
    for _ in range(_TRIES):
        try:
            return _set(typst, _content(page, notes, shown))
        except typst.TypstError as error:
            absent = _absent(error.diagnostic)
            if not absent:
                raise
            shown, notes = _without(absent, shown), (*page.notes, _REPLACED_NOTE)
    return _set(typst, _content(page, notes, lambda text: re.sub(r"[^\u0000-\u00ff\ufffd\u200b]", REPLACED, text)))


@cache
def _template() -> bytes:
    return files("openperkins.exports.page").joinpath("page.typ").read_bytes()


def _set(typst: Any, content: dict[str, Any]) -> bytes:
    compiler = typst.Compiler(_template(), ignore_system_fonts=True, sys_inputs={"page": json.dumps(content)})
    return compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=_MADE)


def _absent(diagnostic: str) -> set[str]:
    """The signs Typst says it has no type for."""
    told = "".join(_NOT_SHOWN.findall(diagnostic))
    told = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), told)
    return {sign for sign in told if not sign.isascii() and sign not in (REPLACED, _MAY_BREAK)}


def _without(absent: set[str], shown: Callable[[str], str]) -> Callable[[str], str]:
    instead = {ord(sign): REPLACED for sign in absent}
    return lambda text: shown(text).translate(instead)


def _content(page: Page, notes: tuple[str, ...], shown: Callable[[str], str]) -> dict[str, Any]:
    """What the template is given: texts, and how wide things are."""

    def told(text: str, run: int = _LINE) -> str:
        return _breakable(shown(clean(text)), run)

    title = told(" ".join(page.title.split()))
    return {
        "title": title,
        "short_title": title if len(title) <= 100 else title[:99] + "…",
        "caution": told(page.caution),
        "landscape": any(len(table.columns) >= _LANDSCAPE_FROM for table in page.tables),
        "about": [[told(label), told(text)] for label, text in page.about],
        "about_first": page.about_first,
        "notes": [told(note) for note in notes],
        "tables": [_table(table, told) for table in page.tables],
    }


def _table(table: Table, told: Callable[..., str]) -> dict[str, Any]:
    run = _LINE if table.form else _WIDE if len(table.columns) <= _FEW_COLUMNS else _NARROW
    return {
        "caption": told(" ".join(table.caption.split())),
        "form": table.form,
        "titled": table.columns[-1].title != table.caption,
        "size": next(size for most, size in _SIZES if len(table.columns) >= most),
        "columns": [
            {"title": told(column.title, run), "right": column.is_number, "share": _share(table, number)}
            for number, column in enumerate(table.columns)
        ],
        "rows": [[_cell(cell, run, told) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell, run: int, told: Callable[..., str]) -> dict[str, str]:
    mark, aside = (cell.word, "") if cell.mark else ("", cell.aside)
    return {"text": told(printed(cell.value), run), "mark": told(mark, run), "aside": told(aside, run)}


def _share(table: Table, number: int) -> int:
    cells = [row[number] for row in table.rows]
    lines = [line for cell in cells for line in (*printed(cell.value).split("\n"), cell.word)]
    longest = max((len(line) for line in [*lines, *table.columns[number].title.split()]), default=0)
    return min(max(longest, _LEAST_SHARE), _MOST_SHARE)


def _breakable(text: str, run: int) -> str:
    """A longer run without a blank may break every few signs, so that no cell runs over its neighbour."""
    return re.sub(rf"\S{{{run + 1},}}", lambda found: _MAY_BREAK.join(re.findall(rf".{{1,{_PIECE}}}", found[0])), text)
