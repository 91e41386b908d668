"""What a page refuses to hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openperkins.exports.page import Cell, Column, Page, Table


@pytest.mark.parametrize("value", [1.5, True, b"x", [1]])
def test_a_cell_holds_no_float_and_nothing_else(value):
    with pytest.raises(TypeError, match="a cell holds"):
        Cell(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_cell_holds_numbers(value):
    with pytest.raises(ValueError, match="a number"):
        Cell(Decimal(value))


@pytest.mark.parametrize("mark", ['"', "plan;", "=", " ", "x" * 31, "plan\n"])
def test_a_mark_is_a_word(mark):
    with pytest.raises(ValueError, match="a mark is"):
        Cell(1, mark)


def test_a_mark_is_shown_with_a_capital():
    assert Cell(1, "on file").word == "On file"
    assert Cell(1).word == ""


@pytest.mark.parametrize("aside", ['"', "a;b", "=1", " ", "x" * 31, "90%"])
def test_an_aside_is_a_few_words(aside):
    with pytest.raises(ValueError, match="an aside is"):
        Cell(1, aside=aside)


def test_a_cell_has_a_mark_or_an_aside():
    assert Cell(1, aside="Below, n under 16").word == "Below, n under 16"
    with pytest.raises(ValueError, match="an aside is"):
        Cell(1, "plan", aside="Met")


def test_tables_are_rectangular():
    with pytest.raises(ValueError, match="row 2 of 'T' has 1 cells, not 2"):
        Table("T", [Column("A"), Column("B")], [["a", "b"], ["a"]])
    with pytest.raises(ValueError, match="no columns"):
        Table("T", [], [])


def test_kinds_are_known_and_pages_have_titles():
    with pytest.raises(ValueError, match="a column is one of"):
        Column("A", "money")
    with pytest.raises(ValueError, match="a page has a title"):
        Page("  ")
