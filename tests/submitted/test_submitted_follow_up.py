"""Follow-up of one organization: the list, the worksheet out and in, and answers typed in a form."""

from __future__ import annotations

import openpyxl
import pytest

from openperkins.api import (
    Answer,
    check_submission,
    follow_up,
    follow_up_of,
    read_worksheet,
    sealed_beside,
    write_answers,
)
from openperkins.errors import InputError, StorageError, UnknownNameError

YEAR = "2016-17"


@pytest.fixture(scope="module")
def own(snapshot, districts):
    return follow_up_of(snapshot, YEAR, districts[0])


def test_it_agrees_with_the_whole_follow_up(state, snapshot, districts, own, tmp_path):
    whole = follow_up(state, YEAR, store=tmp_path)
    line = whole.response.filter(org_code=districts[0]).row(0, named=True)
    assert (own.leavers_count, own.answered_count, own.response_rate) == (
        line["leavers"],
        line["answered"],
        line["response_rate"],
    )
    assert own.leavers.height == own.leavers_count > 0 and own.leavers["answered"].sum() == own.answered_count
    assert own.leavers["last_name"].null_count() == 0 and own.leavers["sasid"].is_unique().all()
    everyone = follow_up_of(snapshot, YEAR, "00000000")
    assert everyone.leavers_count == whole.leavers.height
    assert set(own.leavers["sasid"]) <= set(everyone.leavers["sasid"])


def test_a_folder_will_do_and_an_unknown_organization_will_not(state, districts, own, tmp_path):
    again = follow_up_of(state, YEAR, districts[0], store=tmp_path)
    assert again.leavers.equals(own.leavers)
    with pytest.raises(UnknownNameError):
        follow_up_of(state, YEAR, "99990000", store=tmp_path)


def test_the_worksheet_is_a_follow_up_file(own, snapshot, state, districts, law, tmp_path):
    path = tmp_path / "sheet.xlsx"
    own.write_worksheet(path)
    sheet = openpyxl.load_workbook(path)["Follow-up"]
    (choices,) = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert choices.formula1.strip('"').split(",") == list(own.statuses) and len(own.statuses) == 8
    assert sheet.protection.sheet and sheet["A2"].protection.locked and not sheet["B2"].protection.locked
    said = {"kind": "follow_up", "school_year": 2017, "district": districts[0], "file_name": "sheet.xlsx", "law": law}
    report = check_submission(path, beside=sealed_beside(snapshot, state), **said)
    assert (report.errors, report.warnings, report.rows) == (0, 0, own.leavers_count)


def test_a_filled_worksheet_is_read_back(own, snapshot, state, districts, law, tmp_path):
    path = tmp_path / "sheet.xlsx"
    own.write_worksheet(path)
    book = openpyxl.load_workbook(path)
    book["Follow-up"]["B2"], book["Follow-up"]["C2"] = "military", "3/1/2018"
    book["Follow-up"]["E2"] = "=not a formula"
    book.save(path)
    first = own.leavers["sasid"][0]
    with pytest.raises(InputError, match="formula"):
        read_worksheet(path, "sheet.xlsx")
    book["Follow-up"]["E2"] = 'said "yes", twice'
    book.save(path)
    answers = read_worksheet(path, "sheet.xlsx")
    assert answers[first] == Answer("military", "03/01/2018", answers[first].institution, 'said "yes", twice')
    assert len(answers) == own.leavers_count
    assert write_answers(answers, tmp_path / "f.csv", own.statuses) == own.leavers_count
    said = {"kind": "follow_up", "school_year": 2017, "district": districts[0], "file_name": "f.csv", "law": law}
    assert check_submission(tmp_path / "f.csv", beside=sealed_beside(snapshot, state), **said).errors == 0
    assert read_worksheet(tmp_path / "f.csv", "f.csv") == answers


def test_answers_are_written_as_typed(own, tmp_path):
    typed = {
        "1010000002": Answer("employed_related", "2018-03-01", "=Sum, Ltd.", 'said "no"'),
        "1010000001": Answer("unknown"),
    }
    assert write_answers(typed, tmp_path / "f.csv", own.statuses) == 2
    assert (tmp_path / "f.csv").read_text() == (
        "sasid,status,responded_on,institution,note\n1010000001,unknown,,,\n"
        '1010000002,employed_related,2018-03-01,"=Sum, Ltd.","said ""no"""\n'
    )


@pytest.mark.parametrize(
    ("sasid", "answer", "says"),
    [
        ("101", Answer("unknown"), "not a SASID"),
        ("1010000001", Answer("militry"), "Did you mean military"),
        ("1010000001", Answer("unknown", "soon"), "not a date"),
        ("1010000001", Answer("unknown", "", "a\nb"), "line break"),
        ("1010000001", Answer("unknown", "", "", "a\u200bb"), "cannot be stored"),
        ("1010000001", Answer("unknown", "", "", "x" * 1001), "more than 1,000"),
    ],
)
def test_what_a_file_cannot_hold_is_refused_by_name(own, tmp_path, sasid, answer, says):
    with pytest.raises(InputError, match=says):
        write_answers({sasid: answer, "1010000009": Answer("unknown")}, tmp_path / "f.csv", own.statuses)
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_write_and_nowhere_to_write(own, tmp_path):
    with pytest.raises(InputError):
        write_answers({}, tmp_path / "f.csv", own.statuses)
    with pytest.raises(StorageError):
        write_answers({"1010000001": Answer("unknown")}, tmp_path / "no" / "f.csv", own.statuses)
    with pytest.raises(StorageError):
        own.write_worksheet(tmp_path / "no" / "f.xlsx")
