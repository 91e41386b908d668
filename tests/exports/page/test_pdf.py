"""The PDF of a page: tagged, equal everywhere, text only ever as text."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from openperkins.exports.page import Cell, Column, Page, Table, as_pdf
from tests.exports.page.hostile import BROKEN, LETTERS, MARKUP, heat_map, hostile_page

pytest.importorskip("typst")
needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler-utils to read a PDF")


def told_by(tool: str, content: bytes, folder: Path, *options: str) -> str:
    path = folder / "page.pdf"
    path.write_bytes(content)
    order = [tool, *options, str(path)] + (["-"] if tool == "pdftotext" else [])
    return subprocess.run(order, capture_output=True, check=True, encoding="utf-8").stdout


def text_of(content: bytes, folder: Path) -> str:
    return told_by("pdftotext", content, folder, "-layout")


def one(text: str, **rest) -> Page:
    return Page("Page", tables=[Table("T", [Column("A")], [[text]])], **rest)


def test_it_says_it_is_pdf_ua_and_equal_pages_give_equal_bytes():
    content = as_pdf(heat_map())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert content == as_pdf(heat_map())


@needs_poppler
def test_the_heat_map_is_one_landscape_letter_page(tmp_path):
    info = told_by("pdfinfo", as_pdf(heat_map()), tmp_path)
    assert re.search(r"Pages: +1\n", info)
    assert re.search(r"Page size: +792 x 612 pts \(letter\)", info)
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"Title: +Core indicators by student population", info)
    assert "Date" not in info


@needs_poppler
def test_words_of_every_cell_fit_the_heat_map_on_one_page(tmp_path):
    page = heat_map()
    (table,) = page.tables
    rows = [[row[0], *(one if one.mark else Cell(one.value, aside="Below, n under 16") for one in row[1:])]
            for row in table.rows]  # fmt: skip
    content = as_pdf(Page(page.title, page.about, page.notes, [Table(table.caption, table.columns, rows)]))
    text = " ".join(text_of(content, tmp_path).split())
    assert text.count("Plan") == sum(one.word == "Plan" for row in table.rows for one in row)
    assert text.count("under 16") == 17 * 8 - text.count("Plan")
    assert re.search(r"Pages: +1\n", told_by("pdfinfo", content, tmp_path))


@needs_poppler
def test_heads_are_marked_as_heads(tmp_path):
    structure = told_by("pdfinfo", as_pdf(heat_map()), tmp_path, "-struct-text")
    assert 'H1 "Core indicators by student population"' in structure
    assert len(re.findall(r"^ +TH\b", structure, re.M)) == 9
    assert structure.count("/Scope /Column") == 9
    assert len(re.findall(r"^ +TD\b", structure, re.M)) == 17 * 9
    assert "Contains small numbers. Do not share." in structure


@needs_poppler
def test_the_caution_stands_on_every_sheet(tmp_path):
    table = Table("T", [Column("A")], [[f"row {number}"] for number in range(200)])
    text = text_of(as_pdf(Page("P", tables=[table], caution="Contains small numbers. Do not share.")), tmp_path)
    sheets = text.rstrip("\f").split("\f")
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        assert "Contains small numbers. Do not share." in sheet
        assert f"Page {number} of {len(sheets)}" in sheet


@needs_poppler
def test_a_mark_is_a_word(tmp_path):
    table = Table("T", [Column("Rate", "percent")], [[Cell(Decimal("86.625"), "plan")]])
    assert re.search(r"86\.625\s+Plan", text_of(as_pdf(Page("P", tables=[table])), tmp_path))


@needs_poppler
@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_is(text, tmp_path):
    assert text in text_of(as_pdf(one(text)), tmp_path)


@pytest.mark.parametrize("text", LETTERS + BROKEN)
def test_any_letters_and_broken_signs_make_a_page(text):
    assert as_pdf(one(text, about=[(text, text)], notes=[text])).startswith(b"%PDF")


@needs_poppler
def test_signs_without_type_are_replaced_and_said(tmp_path):
    text = text_of(as_pdf(one("Ann 中文 Lee")), tmp_path)
    assert "Ann \ufffd\ufffd Lee" in text
    assert "stands for a sign this PDF has no type for" in text
    assert "stands for" not in text_of(as_pdf(one("Zoë")), tmp_path)


def test_everything_hostile_at_once():
    assert as_pdf(hostile_page()) == as_pdf(hostile_page())


@needs_poppler
def test_empty_tables_say_so(tmp_path):
    assert "No rows." in text_of(as_pdf(Page("P", tables=[Table("T", [Column("A")], [])])), tmp_path)
    assert "P" in text_of(as_pdf(Page("P")), tmp_path)


@needs_poppler
def test_a_document_begins_with_what_it_is_about_and_figures_end_with_it(tmp_path):
    def told(**option) -> str:
        page = Page("P", about=[("District", "Sample")], tables=[Table("T", [Column("A")], [["row"]])], **option)
        return text_of(as_pdf(page), tmp_path)

    figures, document = told(), told(about_first=True)
    assert figures.index("row") < figures.index("About these figures") < figures.index("District: Sample")
    assert document.index("District: Sample") < document.index("row") and "About these figures" not in document


@needs_poppler
def test_a_form_prints_its_lines_and_leaves_room_where_nothing_is_filled_in(tmp_path):
    goals = Table("Goals", [Column("Field"), Column("Plan")], [["Start", "May 1, 2018"], ["End", ""]], form=True)
    agreed = Table("More", [Column("Agreed:")], [["Label the exits"], ["Mend the gate"]], form=True)
    empty = Table("Status", [Column("Status")], [], form=True)
    content = as_pdf(Page("P", tables=[goals, agreed, empty]))
    text = text_of(content, tmp_path)
    assert "Start: May 1, 2018" in text and "End:" in text and "Field" not in text and "No rows." not in text
    assert text.count("Agreed:") == 1 and text.count("Status") == 1
    structure = told_by("pdfinfo", content, tmp_path, "-struct-text")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert len(re.findall(r"^ +LI\b", structure, re.M)) == 2 and not re.search(r"^ +Table\b", structure, re.M)


def test_a_form_is_a_label_and_a_text():
    with pytest.raises(ValueError, match="label"):
        Table("T", [Column("A"), Column("B"), Column("C")], [], form=True)
