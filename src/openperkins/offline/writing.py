"""A worksheet written as an Excel workbook: answers are open cells of text, all else is locked.

Answer cells are text, so that what is typed stays as typed. Nothing is a formula or a link. The first row and the first
column are hidden and hold the marks by which `needs.filled` finds each cell again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from openperkins.needs.filled import MAP_SHEET, MARK, Mapped, about_map, map_sum, tidy
from openperkins.needs.model import Instrument
from openperkins.needs.unread import SHOWN, marks_of
from openperkins.needs.worksheet import WIDE, About, Box, Line, SheetPlan, sheets_of
from openperkins.needs.worksheet_choices import choices_of, is_open, shown

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: every worksheet says it was made at this moment, so that equal content is equal bytes
_MADE = datetime(2000, 1, 1)
#: what one cell holds, in UTF-16 units
_MOST_UNITS = 32_767
_CHUNK = 30_000
_LETTER_PAPER = 1
_LABEL_WIDTH, _WIDTH = 44, 14
#: signs a column of usual width shows, and the height of a line in points
_SIGNS, _LINE_HEIGHT, _MOST_HEIGHT = 13, 15, 400
_LISTS = f"{MAP_SHEET}_lists"
_RECORDS, _TYPED_BEFORE = "from records", "typed before"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1B3A5C", "bottom": 1},
    "note": {"italic": True, "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6ECF2", "border": 1},
    "label": {"text_wrap": True, "valign": "top"},
    "criterion": {"bold": True, "text_wrap": True, "valign": "top", "top": 1},
    "answer": {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "locked": False},
    "record": {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@", "bg_color": "#DDDDDD"},
}


def write_worksheet(
    target: str | Path | BinaryIO,
    instrument: Instrument,
    answers: Mapping[str, str],
    *,
    about: About,
    scopes: Mapping[str, str],
    components: Iterable[int] | None = None,
    figures: Mapping[str, str] | None = None,
    schools: Collection[str] = (),
) -> None:
    """Write the worksheet of these components (by number; None for everything) to a path or an open file.

    `scopes` is code → title of programs and of single `schools`, at which no projections are asked. `figures` is
    question → what records say, as text that may be shown: such a cell is grey, locked and never read back; an answer
    typed there before stands under the figure. Single people's ratings are not written. Raises OSError when the path
    cannot be written.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **_OPTIONS})
    title = tidy(f"{instrument.title}: {about.org_name}, {about.cycle}")[:255]
    book.set_properties({"title": title, "created": _MADE})
    writing = _Writing(book, instrument, answers, figures or {})
    for plan in sheets_of(instrument, scopes, components, figures, schools):
        writing.sheet(plan, about)
    writing.about(about)
    writing.hidden(about)
    book.close()
    if isinstance(target, str | Path):
        Path(target).write_bytes(buffer.getvalue())
    else:
        target.write(buffer.getvalue())


class _Writing:
    def __init__(
        self, book: Any, instrument: Instrument, answers: Mapping[str, str], figures: Mapping[str, str]
    ) -> None:
        self._book, self._instrument, self._answers, self._figures = book, instrument, answers, figures
        self._formats = {name: book.add_format(looks) for name, looks in _LOOKS.items()}
        self._mapped: list[Mapped] = []
        #: every text that is no answer
        self._shown: set[str] = set()
        #: a list to choose from → its column on the hidden sheet of lists
        self._lists: dict[tuple[str, ...], int] = {}

    def sheet(self, plan: SheetPlan, about: About) -> None:
        sheet = self._book.add_worksheet(plan.name)
        width = max(sum(box.span for box in line.boxes) for line in plan.lines)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, _LABEL_WIDTH)
        sheet.set_column(2, width, _WIDTH)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, 0, f"{MARK}{plan.id}")
        for column in range(1, width + 1):
            sheet.write_string(0, column, f"c{column}")
        for row, line in enumerate(plan.lines, start=1):
            self._line(sheet, plan.id, row, line)
        sheet.freeze_panes(2, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(plan.lines) + 1}"})
        sheet.set_landscape()
        sheet.set_paper(_LETTER_PAPER)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_footer(about.org_name)}, {_footer(about.cycle)}&RPage &P of &N")

    def _line(self, sheet: Any, id: str, row: int, line: Line) -> None:
        column, tall = 1, 1
        if any(box.question for box in line.boxes):
            sheet.write_string(row, 0, f"r{row}")
        for box in line.boxes:
            text, looks = self._content(box, line.looks)
            self._put(sheet, row, column, box.span, text, looks)
            if box.question and looks == "answer":
                held = self._answers.get(box.question, "")
                self._mapped.append(Mapped(id, f"r{row}", f"c{column}", box.question, held))
                self._choose(sheet, row, column, box.question)
            else:
                self._shown.add(tidy(text))
            tall = max(tall, _room(box), _lines(text, _LABEL_WIDTH if column == 1 else _SIGNS * box.span))
            column += box.span
        if line.looks not in ("title", "heading"):
            sheet.set_row(row, min(tall * _LINE_HEIGHT, _MOST_HEIGHT))

    def _content(self, box: Box, looks: str) -> tuple[str, str]:
        """What a cell shows, and how it looks."""
        if box.is_record:
            return f"{box.text}\n{_RECORDS}", "record"
        if not box.question:
            return box.text, "label" if looks == "answers" or (looks == "criterion" and box.span > 1) else looks
        answer = self._answers.get(box.question, "")
        if box.question in self._figures:
            before = f"\n{_TYPED_BEFORE}: {answer}" if answer else ""
            return tidy(f"{self._figures[box.question]}\n{_RECORDS}{before}"), "record"
        text = tidy(shown(box.question, answer, self._instrument))
        if _units(text) > _MOST_UNITS:
            return "Too long for a cell. Change it in the portal.", "record"
        return text, "answer"

    def _put(self, sheet: Any, row: int, column: int, span: int, text: str, looks: str) -> None:
        form = self._formats[looks]
        if span > 1:
            sheet.merge_range(row, column, row, column + span - 1, "", form)
        if text:
            sheet.write_string(row, column, tidy(text), form)
        else:
            sheet.write_blank(row, column, None, form)

    def _choose(self, sheet: Any, row: int, column: int, question: str) -> None:
        choices = tuple(choices_of(question, self._instrument))
        if not choices:
            return
        place = self._lists.setdefault(choices, len(self._lists))
        rule = {"validate": "list", "source": _range(place, len(choices)), "show_error": not is_open(question)}
        rule |= {"error_title": "Not on the list", "error_message": "Choose one of the list, or leave it empty."}
        sheet.data_validation(row, column, row, column, rule)

    def about(self, about: About) -> None:
        """The sheet that says what the file is, in words."""
        instrument, sheet = self._instrument, self._book.add_worksheet("About")
        told = (
            ("Organization", f"{about.org_name} ({about.org_code})"),
            ("Cycle", about.cycle),
            ("Instrument", f"{instrument.title} ({instrument.name})"),
            ("Version", instrument.version),
            ("SHA-256 of the instrument", instrument.sha256),
            ("Shape of the worksheet", about_map(instrument, about.org_code, about.cycle)["schema"]),
            ("How to fill it in", "Type into the open cells. Grey cells come from records and are not read back. "
             "Dates as 2018-02-28 or 2/28/2018; percents as 87.5. Then import the file where you downloaded it."),
        )  # fmt: skip
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        for row, (label, text) in enumerate(told):
            sheet.write_string(row, 0, label, self._formats["head"])
            sheet.write_string(row, 1, tidy(text), self._formats["label"])
        sheet.protect()

    def hidden(self, about: About) -> None:
        """The sheets of marks and of lists, which people do not see."""
        said = about_map(self._instrument, about.org_code, about.cycle)
        said |= {"sum": map_sum(said, self._mapped)}
        rows = [["about", key, text] for key, text in said.items()]
        rows += [["cell", m.sheet, m.line, m.column, m.question, *_chunks(_no_blanks(m.held))] for m in self._mapped]
        rows.append([SHOWN, *_chunks(marks_of(self._shown))])
        sheet = self._book.add_worksheet(MAP_SHEET)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
        lists = self._book.add_worksheet(_LISTS)
        for choices, place in self._lists.items():
            for row, text in enumerate(choices):
                lists.write_string(row, place, text)
        for one in (sheet, lists):
            one.protect()
            one.very_hidden()


def _range(place: int, count: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    letters = xl_col_to_name(place)
    return f"='{_LISTS}'!${letters}$1:${letters}${count}"


def _no_blanks(text: str) -> str:
    """Text as JSON in plain letters without a blank: nothing a spreadsheet program could trim or change."""
    return json.dumps(text).replace(" ", "\\u0020")


def _chunks(text: str) -> list[str]:
    return [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _room(box: Box) -> int:
    """Lines of room to write in, the more the wider a cell is."""
    if not box.question:
        return 1
    return 3 if box.span >= WIDE else 2 if box.span > 2 else 1


def _lines(text: str, signs: int) -> int:
    return sum(max(1, -(-len(line) // signs)) for line in text.split("\n"))


def _footer(text: str) -> str:
    """Text as a footer shows it, kept short: Excel takes 255 signs in all."""
    return tidy(text)[:80].replace("&", "&&")
