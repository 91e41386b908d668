"""A page as an Excel workbook: a sheet for each table, and one that says what the figures are."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from openperkins.exports.layout import Sheet
from openperkins.exports.page.model import Cell, Column, Page, Table
from openperkins.exports.page.texts import inert, printed

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: Every workbook says it was made at this moment, so that equal content is equal bytes.
_MADE = datetime(2000, 1, 1)
ABOUT = "About"
_LETTER = 1
_MOST_ROWS = 1_000_000
#: what a cell of Excel holds, and how many digits of a number it keeps
_MOST_TEXT, _MOST_DIGITS = 32_767, 15
_CUT = " … (cut: a cell holds no more)"
_NARROWEST, _WIDEST = 9, 60
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\n\t]")
_LONGEST_NAME = 31
_ALIGN = {"text": {"text_wrap": True}, "words": {"indent": 1, "text_wrap": True}}
# blue on orange reads without telling red from green; the word and the edge say the same
_MARKED = {"bold": True, "border": 2, "border_color": "#1B3A5C", "bg_color": "#FBE3C8", "font_color": "#1B3A5C"}


@dataclass(slots=True)
class _Formats:
    """The workbook's formats, each made when first asked for: the order follows from the page alone."""

    workbook: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(looks)
        return self.made[key]


def as_xlsx(page: Page) -> bytes:
    """`page` as a workbook: one sheet a table, named by its caption, then `About`.

    Counts, rates and levels are numbers with all their decimals, a mark is a word beside the number and an
    edge round it. Text is never a formula or a link. Title and heads are frozen and repeated on each printed
    sheet: Letter, landscape, one page wide. Raises ValueError for a table of more than a million rows.
    """
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties({"title": inert(page.title)[:255], "created": _MADE})
    formats = _Formats(workbook)
    names = sheet_names([table.caption for table in page.tables])
    for name, table in zip(names, page.tables, strict=True):
        _write_table(workbook.add_worksheet(name), formats, page, table)
    _write_about(workbook.add_worksheet(ABOUT), formats, page)
    workbook.close()
    return buffer.getvalue()


def sheet_names(captions: list[str]) -> list[str]:
    """A name for each caption that Excel takes: 31 signs, no two alike, none `About` or `History`."""
    taken, names = {ABOUT.lower(), "history"}, []
    for number, caption in enumerate(captions, 1):
        # Excel counts a sign outside the first plane twice
        safe = re.sub(r"[^\u0000-\uffff]", "_", _NOT_IN_A_NAME.sub(" ", inert(caption)))
        name = base = " ".join(safe.split())[:_LONGEST_NAME].strip() or f"Table {number}"
        again = 1
        while name.lower() in taken:
            again += 1
            tail = f" ({again})"
            name = base[: _LONGEST_NAME - len(tail)] + tail
        taken.add(name.lower())
        names.append(name)
    return names


def _write_table(sheet: Sheet, formats: _Formats, page: Page, table: Table) -> None:
    if len(table.rows) > _MOST_ROWS:
        raise ValueError(f"{table.caption!r} has {len(table.rows):,} rows; a sheet holds {_MOST_ROWS:,}")
    top = _write_top(sheet, formats, page, table.caption)
    _set_page(sheet, last_head_row=top)
    sheet.freeze_panes(top + 1, 1)
    for number, column in enumerate(table.columns):
        align = "right" if column.is_number else "left"
        head = formats.of(bold=True, text_wrap=True, valign="top", bottom=1, align=align)
        _write_text(sheet, top, number, column.title, head)
        sheet.set_column(number, number, _width(column, [row[number] for row in table.rows]))
    for at, row in enumerate(table.rows, top + 1):
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, formats, at, number, column, cell)


def _write_top(sheet: Sheet, formats: _Formats, page: Page, caption: str) -> int:
    """Writes title, caption and caution; returns the row of the heads."""
    _write_text(sheet, 0, 0, page.title, formats.of(bold=True, font_size=14))
    lines = [text for text in (caption if caption != page.title else "", page.caution) if text]
    for row, text in enumerate(lines, 1):
        _write_text(sheet, row, 0, text, formats.of(bold=True))
    return len(lines) + 2


def _set_page(sheet: Sheet, last_head_row: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_LETTER)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, last_head_row)
    sheet.set_footer("&RPage &P of &N")


def _width(column: Column, cells: list[Cell]) -> int:
    """Wide enough for the longest line of the column, within bounds, in signs."""
    texts = [f"{printed(cell.value)} {cell.word}" for cell in cells]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    longest_word = max((len(word) for word in column.title.split()), default=0)
    return min(max(longest, longest_word, _NARROWEST) + 2, _WIDEST)


def _write_cell(sheet: Sheet, formats: _Formats, row: int, number: int, column: Column, cell: Cell) -> None:
    looks = {"valign": "top"} | (_MARKED if cell.mark else {})
    value = cell.value
    if isinstance(value, (int, Decimal)) and _holds(value):
        code = _number_format(column, value) + (f'" {cell.word}"' if cell.word else "")
        # a Decimal is written digit by digit: no float on the way
        sheet.write_number(row, number, value, formats.of(num_format=code, align="right", **looks))
        return
    text = value if isinstance(value, str) else printed(value)
    if cell.word:
        text = f"{text}\n{cell.word}" if text else cell.word
    if text:
        align = {"align": "right"} if column.is_number else _ALIGN[column.kind]
        _write_text(sheet, row, number, text, formats.of(**looks | align | {"text_wrap": True}))


def _holds(value: int | Decimal) -> bool:
    """Whether Excel keeps every digit of the number; one it would round is written as text."""
    return len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS and abs(Decimal(value).adjusted()) <= _MOST_DIGITS


def _number_format(column: Column, value: int | Decimal) -> str:
    """The format that prints the number with exactly the decimals it has."""
    whole = "#,##0" if column.kind == "count" else "0"
    places = -value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return whole + ("." + "0" * places if places > 0 else "")


def _write_text(sheet: Sheet, row: int, column: int, text: str, look: Any) -> None:
    told = inert(text)
    if len(told.encode("utf-16-le")) // 2 > _MOST_TEXT:
        room = 2 * (_MOST_TEXT - len(_CUT))
        told = told.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT
    sheet.write_string(row, column, told, look)


def _write_about(sheet: Sheet, formats: _Formats, page: Page) -> None:
    row = _write_top(sheet, formats, page, "")
    _set_page(sheet, last_head_row=0)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    wrapped = formats.of(text_wrap=True, valign="top")
    for label, text in page.about:
        _write_text(sheet, row, 0, label, formats.of(bold=True, text_wrap=True, valign="top"))
        _write_text(sheet, row, 1, text, wrapped)
        row += 1
    for number, note in enumerate(page.notes):
        if not number:
            _write_text(sheet, row, 0, "Notes", formats.of(bold=True, text_wrap=True, valign="top"))
        _write_text(sheet, row, 1, note, wrapped)
        row += 1
