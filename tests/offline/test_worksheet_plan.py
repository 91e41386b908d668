"""The rules of the action plan hold offline, too; what was wrong before and was not touched refuses nothing."""

from __future__ import annotations

import datetime
import io

import openpyxl

from tests.offline.test_worksheet_round_trip import filled_in, places, read, record, saved, written


def test_the_plans_rules_hold_offline_too():
    typed = {"plan.start": "2022-09-01", "plan.end": "2022-08-01", "plan.school.1.who": "Lee",
             "plan.school.2.what": "Visit", "plan.school.2.by": "2023-01-15", "plan.current": "2022-09-10"}  # fmt: skip
    found = read(filled_in(written(), typed), today=datetime.date(2022, 9, 9))
    assert {one.question for one in found.faults} == {"plan.end", "plan.school.1.what", "plan.school.2.by",
                                                      "plan.current"}  # fmt: skip
    assert read(filled_in(written(typed), {"1.identify.importance": "Other"})).faults == ()


OLD = {"plan.start": "2022-09-01", "plan.end": "2022-08-01", "plan.school.1.who": "Lee",
       "plan.school.2.what": "Visit", "plan.school.2.by": "2023-01-15", "plan.current": "2022-09-10"}  # fmt: skip


def test_what_could_not_stand_before_and_was_not_touched_refuses_nothing():
    found = read(filled_in(written(OLD), {"plan.target": "90"}))
    assert (found.faults, record(found)) == ((), {"plan.target": "90"})
    found = read(filled_in(written(OLD), {"plan.current": "2022-09-11"}))
    assert (found.faults, record(found)) == ((), {"plan.current": "2022-09-11"}), "still as late as it was"


def test_what_was_touched_and_still_cannot_stand_is_told_at_its_cell():
    (fault,) = read(filled_in(written(OLD), {"plan.end": "2022-08-02"})).faults
    assert (fault.question, fault.cell) == (
        "plan.end",
        places(openpyxl.load_workbook(io.BytesIO(written())))["plan.end"].coordinate,
    )


def test_what_a_change_makes_wrong_elsewhere_is_told_at_its_own_cell():
    held = {"plan.current": "2022-09-10", "plan.school.2.what": "Visit", "plan.school.2.by": "2022-12-01"}
    file = filled_in(written(held), {"plan.current": "2022-06-01"})
    (fault,) = read(file).faults
    where = places(openpyxl.load_workbook(io.BytesIO(file)))["plan.school.2.by"].coordinate
    assert (fault.sheet, fault.cell, fault.found) == ("Action plan", where, "2022-12-01")


def test_of_a_deleted_line_it_is_told_by_its_name():
    held = {"plan.current": "2022-09-10", "plan.school.2.what": "Visit", "plan.school.2.by": "2022-12-01"}
    book = openpyxl.load_workbook(io.BytesIO(filled_in(written(held), {"plan.current": "2022-06-01"})))
    cell = places(book)["plan.school.2.by"]
    cell.parent.delete_rows(cell.row)
    (fault,) = read(saved(book)).faults
    assert fault.says.startswith("School, step 2: by when: 2022-12-01. School, step 2: 2022-12-01 is more than three")
    assert fault.says.endswith("Correct it in the portal. Download a new worksheet and copy your answers into it.")
