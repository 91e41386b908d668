"""The workbook of a district, read back."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.errors import StorageError, UnknownNameError, UsageError
from openperkins.exports.workbook import write_all_workbooks, write_district_workbook

from .invented import ORGANIZATIONS, PROVENANCE, RULESET, results

BIRCH, MEMBER, CONSORTIUM = "02020000", "01010000", "09010000"


def written(folder: Path, code: str = BIRCH) -> Path:
    path = folder / "book.xlsx"
    write_district_workbook(path, code, results(), ORGANIZATIONS, RULESET, PROVENANCE)
    return path


def sheet(path: Path, name: str) -> list[list]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def table_of(path: Path, indicator: str) -> dict[str, list]:
    return {row[0]: row[1:] for row in sheet(path, indicator)[5:22]}


def test_a_cover_and_the_eight_reports(tmp_path):
    path = written(tmp_path)
    assert CalamineWorkbook.from_path(str(path)).sheet_names == ["Cover", *INDICATORS]
    assert sheet(path, "5S1")[0][0] == "CVTE Placement Core Indicator 5S1"
    assert sheet(path, "5S1")[1][0] == "Birch & <Oak> (02020000)"


def test_populations_in_rows_and_years_side_by_side(tmp_path):
    rows = sheet(written(tmp_path), "1S1")
    heads = ["Denominator", "Numerator", "Percent", "Level", "Line", "Standing", "Plan"]
    assert rows[3] == ["", "2015-16", *[""] * 6, "2016-17", *[""] * 6]
    assert rows[4] == ["Population", *heads, *heads]
    titles = [row["title"] for row in RULESET.table("populations")]
    assert [row[0] for row in rows[5:22]] == titles
    assert len(titles) == len(POPULATIONS) == 17


def test_figures_are_numbers_and_standings_words(tmp_path):
    table = table_of(written(tmp_path), "1S1")
    before, now = table["All students"][:7], table["All students"][7:]
    assert before == [40, 30, 75, 96.25, 86.625, "Below", "Plan required"]
    assert now == [40, 30, 75, 80, 72, "Within 90%", ""]
    assert table["Male"][7:10] == [39, 29, 74.36]
    assert all(isinstance(cell, float) for cell in now[:5])


def test_on_file_and_the_line_of_another_ruleset(tmp_path):
    assert table_of(written(tmp_path), "1S2")["All students"][12:] == ["Below", "On file"]


def test_cells_without_figures_are_empty_and_say_why(tmp_path):
    path = written(tmp_path)
    assert table_of(path, "5S1")["All students"][7:] == ["", "", "", 96.25, 86.625, "No data", ""]
    assert table_of(path, "1S1")["Single parents"][:7] == [0, 0, "", 96.25, 86.625, "No students", ""]
    assert table_of(path, "6S2")["All students"][:7] == [40, 30, 75, "", "", "No level", ""]
    notes = [row[0] for row in sheet(path, "5S1")[22:] if row[0]]
    assert notes == [
        "No data: the records this indicator is computed from were not sent: 2016-17.",
        "No students: nobody is in the denominator, so there is no percent and no standing.",
        "The level is the State's: 2015-16, 2016-17.",
    ]
    assert "The level is the State's: 2015-16." in [row[0] for row in sheet(path, "1S1")]
    assert any(str(row[0]).startswith("No level:") for row in sheet(path, "6S2"))


def test_the_cover_says_whose_figures_and_where_they_come_from(tmp_path):
    rows = sheet(written(tmp_path), "Cover")
    told = {row[0]: row[1] for row in rows if row[1]}
    assert told["Organization"] == "Birch & <Oak> (02020000)"
    assert told["School years"] == "2015-16, 2016-17"
    assert "Measured by" not in told
    assert told["Ruleset fingerprint"] == RULESET.fingerprint
    assert (told["Run fingerprint"], told["Input files"]) == ("f" * 64, "23")
    assert told["OpenPerkins version"] == "0.1.0"
    assert "Do not share" in rows[1][0]


def test_the_cover_lists_every_reading_and_marks_assumed_and_changed_ones(tmp_path):
    rows = {row[0]: row for row in sheet(written(tmp_path), "Cover") if re.fullmatch(r"R\d\d", str(row[0]))}
    assert sorted(rows) == sorted(RULESET.readings)
    assert {n for n, row in rows.items() if row[3] == "Open assumption"} == {
        n for n, reading in RULESET.readings.items() if reading.status == "assumed"
    }
    assert "academic.attempt = best (changed; the ruleset says first)" in rows["R21"][4]
    assert rows["R50"][4] == "accountability.line = 0.9"


def test_a_member_says_which_consortium_it_is_measured_by(tmp_path):
    path = written(tmp_path, MEMBER)
    told = {row[0]: row[1] for row in sheet(path, "Cover")}
    assert told["Measured by"] == "Twin Rivers (09010000), its consortium; it owes no plan of its own"
    assert "measured by Twin Rivers (09010000)" in sheet(path, "1S1")[1][0]


def test_text_is_never_a_formula_or_a_link(tmp_path):
    path = written(tmp_path, MEMBER)
    assert sheet(path, "1S1")[1][0].startswith("'=HYPERLINK(")
    told = {row[0]: row[1] for row in sheet(path, "Cover")}
    assert told["Organization"].startswith("'=HYPERLINK(")
    assert told["made by"] == "'+1"
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert len([name for name in sheets if name.endswith(".xml")]) == 9
        assert not any("<f>" in parts.read(name).decode() or "rels" in name for name in sheets)


def test_heads_stay_in_view_and_print_on_every_page(tmp_path):
    with zipfile.ZipFile(written(tmp_path)) as parts:
        report = parts.read("xl/worksheets/sheet2.xml").decode()
        names = parts.read("xl/workbook.xml").decode()
    assert 'topLeftCell="B6"' in report
    assert 'orientation="landscape"' in report
    assert "'1S1'!$A:$A,'1S1'!$1:$5" in names


def test_the_same_results_give_the_same_bytes_anywhere(tmp_path):
    once = hashlib.sha256(written(tmp_path).read_bytes()).hexdigest()
    script = (
        "import sys; from pathlib import Path; from tests.exports.test_workbook import written;"
        "import hashlib; print(hashlib.sha256(written(Path(sys.argv[1])).read_bytes()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        again = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert again.stdout.strip() == once


def test_all_districts_and_consortia_by_default(tmp_path):
    paths = write_all_workbooks(tmp_path, results(), ORGANIZATIONS, RULESET, PROVENANCE)
    assert [path.name for path in paths] == [f"{code}.xlsx" for code in (MEMBER, BIRCH, CONSORTIUM)]
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in paths]
    one = tmp_path / "one"
    one.mkdir()
    assert written(one).read_bytes() == (tmp_path / f"{BIRCH}.xlsx").read_bytes()


def test_only_the_organizations_asked_for(tmp_path):
    paths = write_all_workbooks(
        tmp_path, results(), ORGANIZATIONS, RULESET, PROVENANCE, org_codes=["00000000", "02020505"]
    )
    assert [path.stem for path in paths] == ["00000000", "02020505"]
    told = {row[0]: row[1] for row in sheet(paths[1], "Cover")}
    assert told["Measured by"] == "Birch & <Oak> (02020000), its district; it owes no plan of its own"


def test_an_unknown_organization_names_the_nearest(tmp_path):
    with pytest.raises(UnknownNameError, match=r"organization 02020001\. Did you mean .*02020000"):
        write_district_workbook(tmp_path / "x.xlsx", "02020001", results(), ORGANIZATIONS, RULESET, PROVENANCE)
    with pytest.raises(UnknownNameError, match="organization 77770000"):
        write_all_workbooks(tmp_path, results(), ORGANIZATIONS, RULESET, PROVENANCE, org_codes=[BIRCH, "77770000"])
    assert list(tmp_path.iterdir()) == []


def test_a_code_that_is_no_file_name_is_refused(tmp_path):
    moved = results().with_columns(org_code="../" + results()["org_code"])
    with pytest.raises(UsageError, match="cannot be a file name"):
        write_all_workbooks(tmp_path, moved, ORGANIZATIONS, RULESET, PROVENANCE)


def test_a_folder_that_is_not_there_is_a_storage_error(tmp_path):
    with pytest.raises(StorageError, match="could not be written: No such file"):
        write_district_workbook(tmp_path / "no" / "x.xlsx", BIRCH, results(), ORGANIZATIONS, RULESET, PROVENANCE)


def test_the_folder_is_made_when_it_is_not_there(tmp_path):
    folder = tmp_path / "a" / "b"
    (path,) = write_all_workbooks(folder, results(), ORGANIZATIONS, RULESET, PROVENANCE, org_codes=[BIRCH])
    assert path.parent == folder
    with pytest.raises(StorageError, match="could not be made"):
        write_all_workbooks(path / "c", results(), ORGANIZATIONS, RULESET, PROVENANCE)
