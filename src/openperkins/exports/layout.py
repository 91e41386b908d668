"""How the sheets of a workbook look: one place for formats, widths and page settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: A worksheet and a format of XlsxWriter.
Sheet = Any
Format = Any


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of one workbook."""

    title: Format
    strong: Format
    head: Format
    number_head: Format
    word: Format
    year: Format
    percent: Format
    wrapped: Format
    needs_plan: Format
    note: Format


def formats_of(workbook: Any) -> Formats:
    """The formats, made in a fixed order so that equal content gives equal bytes."""
    add = workbook.add_format
    return Formats(
        title=add({"bold": True, "font_size": 14}),
        strong=add({"bold": True}),
        head=add({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        number_head=add({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "align": "right"}),
        word=add({"indent": 1}),
        year=add({"bold": True, "center_across": True, "left": 1}),
        percent=add({"num_format": "0.00"}),
        wrapped=add({"text_wrap": True, "valign": "top"}),
        # blue on orange reads without telling red from green, and the word says the same
        needs_plan=add({"bold": True, "indent": 1, "bg_color": "#FBE3C8", "font_color": "#1B3A5C"}),
        note=add({"italic": True}),
    )


#: percent of full size at which two school years and the populations fit a landscape page and stay readable
_PRINT_SCALE = 50
_SIDE_MARGIN_INCHES = 0.4


def set_page(sheet: Sheet, *, first_row: int, last_head_row: int, breaks: list[int]) -> None:
    """Landscape; head rows and the first column repeated and frozen; a new page before each column of `breaks`.

    Rows and columns count from 0.
    """
    sheet.set_landscape()
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.set_margins(left=_SIDE_MARGIN_INCHES, right=_SIDE_MARGIN_INCHES)
    sheet.set_v_pagebreaks(breaks)
    sheet.repeat_rows(first_row, last_head_row)
    sheet.repeat_columns(0)
    sheet.freeze_panes(last_head_row + 1, 1)


def set_cover_page(sheet: Sheet) -> None:
    """Landscape, one page wide and as long as it takes."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
