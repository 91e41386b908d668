"""The CSV of a page: one rectangular table, inert text, bare numbers."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from openperkins.exports.page import Cell, Column, Page, Table, as_csv
from openperkins.exports.tables import LIVE_STARTS
from tests.exports.page.hostile import ALL, FORMULAS, hostile_page


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def small(*rows: list) -> Page:
    columns = [Column("Population"), Column("Percent", "percent"), Column("Students", "count")]
    return Page("Rates", about=[("District", "Sample")], tables=[Table("2S1", columns, rows)])


def test_the_table_and_where_it_comes_from():
    content = as_csv(small(["Female", Cell(Decimal("74.20"), "plan"), 1204], ["Male", Decimal("-4.9"), None]))
    assert content == (
        b"\xef\xbb\xbfPopulation,Percent,Percent: mark,Students,Page,Table,District\r\n"
        b"Female,74.20,Plan,1204,Rates,2S1,Sample\r\n"
        b"Male,-4.9,,,Rates,2S1,Sample\r\n"
    )


def test_no_mark_when_it_is_not_wanted():
    assert as_csv(small(), bom=False) == b"Population,Percent,Students,Page,Table,District\r\n"


def test_several_tables_are_one_that_names_them():
    one = Table("One", [Column("A"), Column("B", "count")], [["a", 1]])
    two = Table("Two", [Column("B", "count"), Column("C"), Column("C")], [[2, "c", "d"]])
    lines = read(as_csv(Page("P", notes=["N1.", "N2."], tables=[one, two], caution="Careful.")))
    assert lines == [
        ["Table", "A", "B", "C", "C (2)", "Page", "Notes", "Caution"],
        ["One", "a", "1", "", "", "P", "N1. N2.", "Careful."],
        ["Two", "", "2", "c", "d", "P", "N1. N2.", "Careful."],
    ]


def test_a_page_without_tables_is_a_header():
    assert read(as_csv(Page("P"))) == [["Page"]]


def test_nothing_in_it_is_a_formula():
    lines = read(as_csv(hostile_page()))
    assert len({len(line) for line in lines}) == 1
    for cell in (cell for line in lines for cell in line):
        assert cell == "-4.90" or not cell.lstrip().startswith((*LIVE_STARTS, "＝"))


@pytest.mark.parametrize("text", FORMULAS)
def test_each_formula_gets_an_apostrophe(text):
    page = Page("P", tables=[Table("T", [Column("A")], [[text]])])
    assert read(as_csv(page))[1][0].startswith("'")


def test_equal_pages_give_equal_bytes():
    assert as_csv(hostile_page()) == as_csv(hostile_page())


def test_ordinary_text_is_left_as_it_is():
    texts = ["Zoë", "a=b", "1-2", "O'Neil, Ann", 'a "b"', "two\nlines"]
    page = Page("P", tables=[Table("T", [Column("A")], [[text] for text in texts])])
    assert [line[0] for line in read(as_csv(page))[1:]] == texts
    assert len(ALL) > len(texts)
