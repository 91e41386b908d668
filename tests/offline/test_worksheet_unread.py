"""What somebody types where a worksheet asks nothing is told of, so that nobody believes it is kept."""

from __future__ import annotations

import io

import openpyxl

from openperkins.offline import Filled
from tests.offline.test_worksheet_round_trip import places, read, saved, written


def test_what_is_typed_outside_the_open_cells_is_told_and_read_nowhere():
    figures = {"1.enrollment.value.school.male": "477"}
    book = openpyxl.load_workbook(io.BytesIO(written(figures=figures, answers={"plan.target": "90"})))
    people, plan, first = book["People"], book["Action plan"], book["1 Teaching and Learning"]
    below = people.cell(people.max_row + 1, 2)
    step = places(book)["plan.school.1.what"]
    plan.insert_rows(step.row + 1)
    between = plan.cell(step.row + 1, step.column)
    grey = next(cell for row in first for cell in row if str(cell.value).startswith("477"))
    texts = {below: "Alumni", between: "One more step", grey: "480"}
    for cell, text in texts.items():
        cell.value = text
    found = read(saved(book))
    assert (found.changes, found.faults) == ((), ())
    told = {(one.sheet, one.cell, one.text) for one in found.unread}
    assert told == {(cell.parent.title, cell.coordinate, text) for cell, text in texts.items()}


def test_a_worksheet_of_before_is_read_as_it_was():
    """One without the marks of what it showed: nothing can be told of it, and nothing stands in its way."""
    book = openpyxl.load_workbook(io.BytesIO(written()))
    hidden = book["_openperkins"]
    (row,) = [row[0].row for row in hidden.iter_rows(max_col=1) if row[0].value == "shown"]
    hidden.delete_rows(row)
    book["People"].cell(40, 3).value = "Alumni"
    assert read(saved(book)) == Filled()
