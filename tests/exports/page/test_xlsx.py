"""The workbook of a page: exact numbers, inert text, ready to print."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from openperkins.exports.page import Cell, Column, Page, Table, as_xlsx
from openperkins.exports.page.xlsx_file import sheet_names
from tests.exports.page.hostile import FORMULAS, LONG, heat_map, hostile_page


def parts(content: bytes, folder: str = "xl/") -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.startswith(folder)}


def sheet(content: bytes, number: int = 1) -> str:
    return parts(content)[f"xl/worksheets/sheet{number}.xml"]


def levels(*values) -> Page:
    return Page("Levels", tables=[Table("T", [Column("Level", "level")], [[value] for value in values])])


def test_a_sheet_a_table_then_about():
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(heat_map())))
    assert book.sheet_names == ["Results 2016-17", "About"]
    rows = book.get_sheet_by_name("Results 2016-17").to_python(skip_empty_area=False)
    assert [row[0] for row in rows[:3]] == [
        "Core indicators by student population",
        "Results 2016-17",
        "Contains small numbers. Do not share.",
    ]
    assert rows[4][:3] == ["Population", "1S1", "1S2"]
    assert rows[5][1] == 60
    about = book.get_sheet_by_name("About").to_python()
    assert ["Release", "abcdef0123456789"] in about
    assert ["Notes", "46 of 136 results need an improvement plan."] in about


def test_numbers_keep_every_decimal():
    content = as_xlsx(levels(Decimal("86.625"), Decimal("90.50"), Decimal("0"), Decimal("-4.9")))
    assert re.findall(r"<v>([^<]*\.[^<]*)</v>", sheet(content)) == ["86.625", "90.50", "-4.9"]
    formats = parts(content)["xl/styles.xml"]
    assert 'formatCode="0.000"' in formats and 'formatCode="0.0"' in formats


def test_a_number_excel_would_round_is_text():
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(as_xlsx(levels(12345678901234567, Decimal("0.12345678901234567"))))
    )
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()][-2:] == [
        "12,345,678,901,234,567",
        "0.12345678901234567",
    ]


def test_an_aside_stands_beside_the_number_without_an_edge():
    cells = [Cell(Decimal("79.1"), aside="Within 90%"), Cell(None, aside="No data"), Cell(Decimal("79.1"))]
    content = as_xlsx(Page("P", tables=[Table("T", [Column(one) for one in "ABC"], [cells])]))
    styles = parts(content)["xl/styles.xml"]
    assert 'formatCode="0.0&quot; Within 90%&quot;"' in styles and 'style="medium"' not in styles
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()[-1] == [79.1, "No data", 79.1]


def test_a_mark_is_a_word_and_an_edge_and_the_number_stays_one():
    table = Table(
        "T", [Column("Rate", "percent"), Column("Why")], [[Cell(Decimal("79.1"), "plan"), Cell(None, "plan")]]
    )
    content = as_xlsx(Page("P", tables=[table]))
    assert "<v>79.1</v>" in sheet(content)
    styles = parts(content)["xl/styles.xml"]
    assert 'formatCode="0.0&quot; Plan&quot;"' in styles
    assert 'style="medium"' in styles
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[-1] == [79.1, "Plan"]


def test_it_prints_on_letter_landscape_one_page_wide_with_the_title_on_each():
    content = as_xlsx(heat_map())
    setup = re.search(r"<pageSetup [^>]*>", sheet(content))[0]
    assert (
        'paperSize="1"' in setup
        and 'orientation="landscape"' in setup
        and 'fitToHeight="0"' in setup
        and "fitToWidth" not in setup
    )
    assert 'ySplit="5"' in sheet(content)
    assert "'Results 2016-17'!$1:$5" in parts(content)["xl/workbook.xml"]


def test_no_formula_no_link_and_valid_xml():
    content = as_xlsx(hostile_page())
    assert not re.search(r"<f[ >]|<hyperlink", "".join(parts(content).values()))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            for cell in row:
                assert not isinstance(cell, str) or not re.match(r"\s*[=+\-@＝]", cell)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_behind_an_apostrophe(text):
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(levels(text))))
    assert book.get_sheet_by_index(0).to_python()[-1][0].startswith("'")


def test_long_text_is_whole_until_excel_holds_no_more():
    told = [
        CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(levels(text)))).get_sheet_by_index(0).to_python()[-1][0]
        for text in (LONG[1], "x" * 40_000, "😀" * 40_000)
    ]
    assert told[0] == LONG[1]
    for text in told[1:]:
        assert text.endswith("(cut: a cell holds no more)")
        assert len(text.encode("utf-16-le")) // 2 <= 32_767


def test_empty_tables_and_pages():
    empty = Table("Empty", [Column("A"), Column("B", "count")], [])
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(Page("P", tables=[empty]))))
    assert book.get_sheet_by_name("Empty").to_python()[-1] == ["A", "B"]
    assert CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(Page("P")))).sheet_names == ["About"]


def test_sheet_names_are_taken_by_excel():
    names = sheet_names(["About", "history", "a/b:c*?[]'", "a b c", "", "x" * 40, "x" * 40, "=1", "😀"])
    assert names == [
        "About (2)",
        "history (2)",
        "a b c",
        "a b c (2)",
        "Table 5",
        "x" * 31,
        "x" * 27 + " (2)",
        "=1",
        "_",
    ]


def test_equal_pages_give_equal_bytes():
    assert as_xlsx(hostile_page()) == as_xlsx(hostile_page())
