"""U7: a file with 14 planted errors is told all 14 at once, each with its row and column, and without any value."""

from __future__ import annotations

import openpyxl
import pytest

from openperkins.api import check_submission, withheld, write_annotated
from tests.records.checks.good_records import STUDENT, line

#: row → (element changed, value, check, element named)
PLANTED = {
    2: ("DOE001", "=A1+B1", "S101"),
    4: ("DOE002", "1.01E+09", "S102"),
    6: ("DOE006", "02/30/2001", "S106"),
    8: ("DOE007", "D01", "S107"),
    10: ("DOE009", "FEMALE", "S109"),
    12: ("DOE010", "64", "S110"),
    14: ("DOE012", "4", "S112"),
    16: ("DOE014", "35", "S114"),
    18: ("DOE015", "1010505", "S115"),
    20: ("DOE016", "12.0", "S116"),
    22: ("DOE018", "1E2", "S118"),
    24: ("DOE023", "USA", "S123"),
    26: ("DOE015", "01020505", "V31"),
    28: ("DOE043", "500123X", "S143"),
}


@pytest.fixture
def planted(tmp_path):
    rows = []
    for number in range(1, 41):
        change = {PLANTED[number][0]: PLANTED[number][1]} if number in PLANTED else {}
        rows.append(line(STUDENT | {"DOE001": f"L{number}", "DOE002": f"{1010000000 + number}"} | change))
    path = tmp_path / "stored"
    path.write_text("".join(rows))
    return path


@pytest.fixture
def report(planted, law):
    said = {"kind": "sims", "school_year": 2018, "season": "october", "district": "01010000"}
    return check_submission(planted, file_name="october.csv", law=law, **said)


def test_all_fourteen_with_row_and_column(report):
    found = {(p.row, p.element, p.id) for p in report.problems if p.severity == "error"}
    assert found == {(row, element, id) for row, (element, _, id) in PLANTED.items()}
    assert report.errors == len(PLANTED) == 14


def test_and_no_value(report, law):
    hidden = withheld(report, law)
    assert [(p.row, p.element, p.id) for p in hidden.problems] == [(p.row, p.element, p.id) for p in report.problems]
    for problem in hidden.problems:
        value = PLANTED[problem.row][1]
        assert f"`{value}`" not in problem.message and "`" not in problem.message
        assert len(value) < 5 or value not in problem.message + problem.remedy
        assert "10100000" not in problem.message


def test_the_file_comes_back_with_all_fourteen(planted, report, law, tmp_path):
    write_annotated(planted, report, tmp_path / "back.xlsx", kind="sims", source_suffix=".csv", law=law)
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert book.sheetnames == ["Problems by rule", "Your file"]
    assert sorted(row[0].value for row in book["Problems by rule"].iter_rows(min_row=2) if row[0].value) == sorted(
        {id for *_, id in PLANTED.values()}
    )
    sheet = book["Your file"]
    assert [c.value for c in sheet[1]][:3] == ["Result", "What to put right", f"DOE001 {_title(law, 'DOE001')}"]
    for number in range(1, 41):
        cells = sheet[number + 1]
        wrong = PLANTED.get(number)
        assert (cells[0].value == "Error") == bool(wrong)
        filled = [n for n, c in enumerate(cells[2:], 1) if c.fill.fill_type == "solid"]
        assert filled == ([int(wrong[0][3:])] if wrong else [])
        if wrong:
            assert cells[1].value.startswith(f"Row {number}, {wrong[0]} ({_title(law, wrong[0])}): ")
            assert cells[1 + int(wrong[0][3:])].value == wrong[1]


def _title(law, element: str) -> str:
    return next(row["name"] for row in law.table("sims_elements") if row["element"] == element)
