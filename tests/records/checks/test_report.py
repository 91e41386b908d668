"""The report as JSON, CSV, workbook and lines."""

from __future__ import annotations

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from openperkins.records import report
from openperkins.records.model import FileReport, FolderReport, Problem

FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def found():
    problems = [
        Problem("F013", "warning", "Nothing here.", ""),
        Problem("S101", "error", "DOE001: refused.", "Correct it.", 318, "DOE001", FORMULA),
        Problem("V28", "error", "Twice, “quoted”, José.", "Keep one.", 319, "DOE002", "1010000001"),
    ]
    bad = FileReport("sims/2017-10.csv", "a" * 64, 1200, problems, errors=2, warnings=1)
    return FolderReport([FileReport("levels.csv", "b" * 64, 1), bad])


def test_json_has_exactly_the_keys_of_the_contract(found):
    data = json.loads(report.as_json(found))
    assert set(data) == {"files", "errors", "warnings"}
    assert (data["errors"], data["warnings"]) == (2, 1)
    assert [list(f) for f in data["files"]] == [["file", "sha256", "rows", "problems"]] * 2
    first, second, _ = data["files"][1]["problems"]
    assert list(second) == ["id", "severity", "row", "element", "value", "message", "remedy"]
    assert second["value"] == FORMULA
    assert (first["row"], first["element"], first["value"]) == (None, None, None)


def test_csv_has_one_line_per_problem_and_no_live_formula(found):
    text = report.as_csv(found)
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["file", "id", "severity", "row", "element", "value", "message", "remedy"]
    assert [r["row"] for r in rows] == ["", "318", "319"]
    assert rows[1]["value"] == "'" + FORMULA


def test_workbook_holds_text_only(found, tmp_path):
    path = tmp_path / "report.xlsx"
    report.write_xlsx(found, path)
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("Problems").to_python()
    assert rows[0] == list(report.COLUMNS)
    assert rows[2][3:6] == [318.0, "DOE001", "'" + FORMULA]
    assert book.get_sheet_by_name("Files").to_python()[2] == ["sims/2017-10.csv", "a" * 64, 1200.0, 2.0, 1.0]
    assert b"<f>" not in path.read_bytes()


def test_lines_are_grouped_by_file(found):
    lines = list(report.as_lines(found))
    assert lines[0] == "levels.csv: 1 record, no errors, no warnings"
    assert lines[1] == "sims/2017-10.csv: 1,200 records, 2 errors, 1 warning"
    assert lines[2] == "  warning F013: Nothing here."
    assert lines[3] == "  error S101 · row 318: DOE001: refused."
    assert lines[4] == "      Correct it."
    assert lines[5] == "  error V28 · row 319, DOE002: Twice, “quoted”, José."
    assert lines[-1] == "2 files: 2 errors, 1 warning"


def test_names_with_control_characters_are_escaped_but_in_json():
    problem = Problem("F001", "warning", "Not read.", "Remove it.")
    found = FolderReport([FileReport("mcas/a\n\x1b[31m\u202e.csv", "", 0, [problem], 0, 1)])
    for text in (report.as_csv(found).splitlines()[1], next(report.as_lines(found))):
        assert text.startswith("mcas/a\\x0a\\x1b[31m\\u202e.csv")
    assert json.loads(report.as_json(found))["files"][0]["file"] == found.files[0].file
