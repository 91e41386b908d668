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
        year=add({"bold": True, "center_across": True, "left": 1}),
        percent=add({"num_format": "0.00"}),
        wrapped=add({"text_wrap": True, "valign": "top"}),
        # blue on orange reads without telling red from green, and the word says the same
        needs_plan=add({"bold": True, "bg_color": "#FBE3C8", "font_color": "#1B3A5C"}),
        note=add({"italic": True}),
    )


def set_page(sheet: Sheet, *, first_row: int, last_head_row: int) -> None:
    """Landscape, one page wide, head rows and the first column repeated and frozen (rows count from 0)."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first_row, last_head_row)
    sheet.repeat_columns(0)
    sheet.freeze_panes(last_head_row + 1, 1)
