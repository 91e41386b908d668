"""The sender's own file back: every form, every damage, all cells text."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from openperkins.api import check_submission, write_annotated
from openperkins.errors import StorageError
from openperkins.records.model import LISTED_PER_KIND, FileReport, Problem
from openperkins.records.reading.layouts import SIMS_ELEMENTS
from openperkins.records.settings import Settings
from openperkins.records.submitted.text_workbook import TextWorkbook, letters, storable
from tests.office import converted
from tests.records.checks.good_records import STUDENT, line

SIMS = {"kind": "sims", "school_year": 2018, "season": "october"}
FOLLOW_UP = {"kind": "follow_up", "school_year": 2018}


@pytest.fixture
def back(tmp_path, law):
    """Checks bytes and gives the workbook that comes back."""

    def annotate(content: bytes, suffix=".csv", settings=None, **said):
        path = tmp_path / "stored"
        path.write_bytes(content)
        report = check_submission(path, file_name=f"x{suffix}", law=law, **said)
        out = tmp_path / "back.xlsx"
        write_annotated(path, report, out, kind=said["kind"], source_suffix=suffix, settings=settings, law=law)
        return openpyxl.load_workbook(out), report

    return annotate


def _values(sheet):
    return [["" if c is None else c for c in row] for row in sheet.iter_rows(values_only=True)]


def _sims(*changes: dict[str, str]) -> str:
    rows = [STUDENT | {"DOE001": f"L{n}", "DOE002": f"{1010000001 + n}"} | c for n, c in enumerate(changes)]
    return "".join(line(row) for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ends(back, encoding, ends):
    text = _sims({"DOE003": "Zoë"}, {"DOE012": "4"}).replace("\n", ends)
    book, _ = back(text.encode(encoding), **SIMS)
    values = _values(book["Your file"])
    assert values[1][2:7] == ["L0", "1010000001", "Zoë", "M", "Lee"]
    assert values[1][0] == ("Warning" if encoding == "cp1252" else "")
    assert values[2][0] == "Error" and values[2][13] == "4"
    assert len(values) == 3 and len(values[0]) == 54


def test_all_cells_are_text_and_none_a_formula(back):
    nasty = {"DOE003": "=1+1", "DOE004": "-2", "DOE005": "<r><t>x</t></r>", "DOE008": "_x0041_ &amp;"}
    book, _ = back(_sims(nasty, {"DOE004": "@SUM(A1)"}).encode(), **SIMS)
    sheet = book["Your file"]
    assert [c.value for c in sheet[2]][4:7] == ["=1+1", "-2", "<r><t>x</t></r>"]
    # Spreadsheet programs show `_x0041_`; without the escape they would show A. openpyxl does not undo it.
    assert sheet["J2"].value == "_x005F_x0041_ &amp;"
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.value is None or (cell.data_type, cell.number_format) == ("s", "@")
    assert sheet["E2"].quotePrefix and sheet["F3"].quotePrefix


def test_wrong_numbers_of_values_quotation_marks_and_blank_lines(back):
    good = _sims({}).strip()
    stray, quoted = good.replace("Ann", 'A"nn'), good.replace("Ann", '"A,nn"')
    text = f"{good},9,9\n\nL7,only three,values\n{stray}\n{quoted}\n"
    book, report = back(text.encode(), **SIMS)
    values = _values(book["Your file"])
    assert [bool(row[0]) for row in values[1:5]] == [True, True, True, True] and report.errors >= 4
    assert len(values[1]) == 56 and values[3][2:5] == ["L7", "only three", "values"]
    assert values[2][2] == "" and values[5][4] == "A,nn"


def test_a_headed_file_keeps_its_rows(back):
    text = "SASID,Status,responded_on\n1010000001,college,\n1010000002,military,03/01/2018\n"
    book, _ = back(text.encode(), **FOLLOW_UP)
    sheet = book["Your file"]
    values = _values(sheet)
    assert values[0] == ["Result", "What to put right", "SASID", "Status", "responded_on"]
    assert values[1][0] == "Error" and values[1][1].startswith("Row 2, status: `college` is not")
    assert sheet["D2"].fill.fill_type == "solid" and sheet["D3"].fill.fill_type is None
    assert sheet.freeze_panes == "B2"


def test_columns_named_by_settings(back, tmp_path, law):
    path = tmp_path / "mapped"
    path.write_text("Student,Outcome\n1010000001,x\n")
    report = FileReport("f", "", 1, [Problem("U02", "error", "m", "r", 2, "status", "x")], 1)
    settings = Settings({"student": "sasid", "outcome": "status"})
    write_annotated(path, report, tmp_path / "o.xlsx", kind="follow_up", source_suffix=".csv", settings=settings)
    assert openpyxl.load_workbook(tmp_path / "o.xlsx")["Your file"]["D2"].fill.fill_type == "solid"


def test_a_workbook_comes_back(back):
    book = openpyxl.Workbook()
    for row in csv_rows(_sims({}, {"DOE012": "4"})):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    book, report = back(held.getvalue(), ".xlsx", **SIMS)
    values = _values(book["Your file"])
    assert report.errors == 1 and values[1][3] == "1010000001" and values[2][0] == "Error"


def csv_rows(text: str) -> list[list[str]]:
    return [row.split(",") for row in text.strip().split("\n")]


def test_a_parquet_file_comes_back(back):
    frame = pl.DataFrame(csv_rows(_sims({}, {"DOE012": "4"})), schema=list(SIMS_ELEMENTS), orient="row")
    held = io.BytesIO()
    frame.write_parquet(held)
    book, report = back(held.getvalue(), ".parquet", **SIMS)
    values = _values(book["Your file"])
    assert report.errors == 1
    assert values[0][2].startswith("DOE001") and values[1][3] == "1010000001" and values[2][0] == "Error"


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"", ".csv"),
        (b"%PDF-1.7 ...", ".csv"),
        (b"PK\x03\x04broken", ".xlsx"),
        (b"PAR1broken", ".parquet"),
        (b"x", ".doc"),
    ],
)
def test_an_unreadable_file_has_the_problems_only(back, content, suffix):
    book, report = back(content, suffix, **SIMS)
    assert book.sheetnames == ["Problems by rule"] and report.errors
    told = " ".join(str(v) for row in _values(book["Problems by rule"]) for v in row)
    assert report.problems[0].message in told and report.problems[0].remedy in told


def test_what_no_cell_can_hold(tmp_path):
    with TextWorkbook(tmp_path / "x.xlsx") as book, book.sheet("a & b", (9,), (0, 0)) as sheet:
        sheet.row(1, [("a\x00\x0bb\ufffe", "text"), ("x" * 40_000, "text"), (" s ", "text"), ("l\nm\r", "wrapped")])
    cells = openpyxl.load_workbook(tmp_path / "x.xlsx")["a & b"][1]
    assert cells[0].value == "a\\x00\\x0bb\\xfffe"
    assert len(cells[1].value) == 32_001 and cells[2].value == " s " and cells[3].value.startswith("l\nm")
    assert (letters(0), letters(25), letters(26), letters(701), letters(702)) == ("A", "Z", "AA", "ZZ", "AAA")
    assert storable("_x000D_") == "_x005F_x000D_"


def test_equal_files_are_equal_bytes(back, tmp_path):
    back(_sims({}, {"DOE012": "4"}).encode(), **SIMS)
    first = (tmp_path / "back.xlsx").read_bytes()
    time.sleep(2.1)  # a clock in the archive would show
    back(_sims({}, {"DOE012": "4"}).encode(), **SIMS)
    assert (tmp_path / "back.xlsx").read_bytes() == first
    assert zipfile.ZipFile(tmp_path / "back.xlsx").testzip() is None


def test_a_spreadsheet_program_opens_it(back, tmp_path):
    back(_sims({"DOE003": "=1+1", "DOE014": "035"}, {"DOE012": "4"}).encode(), **SIMS)
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    converted(tmp_path / "back.xlsx", form, part="sc")
    (out,) = tmp_path.glob("back*.csv")
    assert "=1+1" in out.read_text(encoding="utf-8") and ",035," in out.read_text(encoding="utf-8")


def test_what_cannot_be_written_or_opened(tmp_path, law):
    report = FileReport("f", "", 0)
    with pytest.raises(StorageError):
        write_annotated(tmp_path / "gone", report, tmp_path / "o.xlsx", kind="sims", source_suffix=".csv")
    (tmp_path / "x").write_text("a")
    with pytest.raises(StorageError):
        write_annotated(tmp_path / "x", report, tmp_path / "no" / "o.xlsx", kind="sims", source_suffix=".csv")


def test_twenty_thousand_rows_come_back_whole(tmp_path, law):
    path = tmp_path / "stored"
    path.write_text(_sims(*({"DOE012": "4"} if n % 10 == 0 else {} for n in range(20_000))))
    report = check_submission(path, file_name="x.csv", law=law, **SIMS)
    write_annotated(path, report, tmp_path / "o.xlsx", kind="sims", source_suffix=".csv", law=law)
    book = CalamineWorkbook.from_path(str(tmp_path / "o.xlsx"))
    _, *rows = book.get_sheet_by_name("Your file").to_python()
    assert [row[2] for row in rows] == [f"L{n}" for n in range(20_000)]
    assert [n for n, row in enumerate(rows) if row[0]] == list(range(0, 10 * LISTED_PER_KIND, 10))
