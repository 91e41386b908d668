"""Whatever comes back is read or told of: every fault at once, by sheet and cell, never a traceback."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
import yaml

from openperkins.needs.filled import MOST_CHARACTERS
from openperkins.needs.instrument import read_instrument
from openperkins.offline import Filled, read_worksheet
from tests.needs.invented import SCOPES
from tests.offline.test_worksheet_round_trip import INSTRUMENT, OURS, filled_in, places, read, record, saved, written

VALUE = "1.enrollment.value.school.male"
PERCENT = "1.ela.value.school.all"


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written({"1.identify.highlights": "Old"})))


def says(filled: Filled) -> list[str]:
    assert filled.changes == ()
    return [fault.says for fault in filled.faults]


# --- cells


def test_all_faults_are_told_at_once_by_sheet_and_cell():
    typed = {
        VALUE: "many",
        PERCENT: "101",
        "1.1.rating.school": "Great",
        "1.identify.highlights": "x" * (MOST_CHARACTERS + 1),
        "7.1.a.by": "soon",
        "7.1.a.answer": "Does not apply",
        "priority.1.component": "8",
        "1.done": "no",
        "1.identify.importance": "This stands.",
    }
    found = read(filled_in(written(), typed))
    cells = places(openpyxl.load_workbook(io.BytesIO(written())))
    wrong = set(typed) - {"1.identify.importance"}
    assert {one.question: (one.sheet, one.cell) for one in found.faults} == {
        question: (cells[question].parent.title, cells[question].coordinate) for question in wrong
    }
    assert all(one.found and one.expected and one.remedy for one in found.faults)
    assert record(found) == {"1.identify.importance": "This stands."}
    told = {one.question: one.says for one in found.faults}
    cell = cells[VALUE].coordinate
    assert told[VALUE] == (
        f"1 Teaching and Learning, {cell}: “many” is not a number. Enter a number such as 124, and what needs words "
        "as the source. Correct the cell, then import the file again."
    )
    assert "20,000" in told["1.identify.highlights"]


@pytest.mark.parametrize(
    ("question", "value", "shape", "read_as"),
    [
        (PERCENT, 0.875, "0.0%", "87.5"),
        (PERCENT, 0.1, "0%", "10"),
        (PERCENT, 87.5, '0.0"%"', "87.5"),
        (PERCENT, 0.5, "0.0\\%", "0.5"),
        (PERCENT, 87.5, "General", "87.5"),
        (PERCENT, 0.1 + 0.2, "General", "0.3"),
        (PERCENT, "87.5", "@", "87.5"),
        (PERCENT, "87.5%", "@", "87.5%"),
        (VALUE, 1204, "#,##0", "1204"),
        (VALUE, "1,204", "@", "1,204"),
        ("1.identify.importance", 0.5, "0%", "50%"),
        ("1.identify.importance", 12, "General", "12"),
        ("7.1.a.by", datetime.datetime(2022, 10, 3), "mm/dd/yyyy", "2022-10-03"),
        ("7.1.a.by", datetime.datetime(2022, 10, 3), "d. mmmm yyyy", "2022-10-03"),
        ("7.1.a.by", "10/3/2022", "@", "10/3/2022"),
        ("plan.target", True, "General", "TRUE"),
        ("priority.1.component", 2, "General", "2"),
    ],
)
def test_values_are_read_as_people_see_them(book, question, value, shape, read_as):
    cell = places(book)[question]
    cell.value, cell.number_format = value, shape
    found = read(saved(book))
    assert (found.faults, record(found)) == ((), {question: read_as})


@pytest.mark.parametrize(
    ("question", "value", "shape", "told"),
    [
        (VALUE, 0.5, "0%", "50% is a percent."),
        (VALUE, 12.5, "General", "12.5 is not a whole number of students."),
        (PERCENT, 2 / 3, "General", "more than four decimals"),
        ("7.1.a.by", 44837, "General", "“44837” is not a date."),
        ("7.1.a.by", datetime.datetime(2022, 10, 3, 9, 30), "mm/dd/yyyy hh:mm", "is not a date"),
        (PERCENT, "=1/2", "General", "The cell holds a formula."),
        (PERCENT, "#REF!", "General", "The cell holds the error #REF!."),
        ("1.identify.importance", "#DIV/0!", "General", "The cell holds the error #DIV/0!."),
        (VALUE, 1e300, "General", "is not a number"),
    ],
)
def test_what_cannot_stand_is_told(book, question, value, shape, told):
    cell = places(book)[question]
    cell.value, cell.number_format = value, shape
    (fault,) = read(saved(book)).faults
    assert told in fault.says
    assert (fault.question, fault.cell) == (question, cell.coordinate)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe", "\ud800"])
def test_control_characters_are_told(sign):
    file = filled_in(written(), {"1.identify.importance": "HERE"})
    escaped = f"_x{ord(sign):04X}_"
    with zipfile.ZipFile(io.BytesIO(file)) as before:
        parts = {name: before.read(name).replace(b"HERE", f"a{escaped}b".encode()) for name in before.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    found = read(out.getvalue())
    if sign == "\ud800":  # half a character becomes the sign that stands for one
        assert record(found) == {"1.identify.importance": "a\ufffdb"}
    else:
        assert "control character" in says(found)[0]


# --- lines, columns and sheets


def test_lines_and_columns_may_be_moved_sheets_renamed_and_reordered(book):
    sheet = book["1 Teaching and Learning"]
    places(book)["1.identify.opportunities"].value = "Moved"
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(3, 4)
    sheet.insert_cols(1, 2)
    sheet.title = "Our work"
    book.move_sheet("Our work", 3)
    assert record(read(saved(book))) == {"1.identify.opportunities": "Moved"}


def test_a_deleted_line_or_sheet_is_not_read_and_the_others_are(book):
    sheet = book["1 Teaching and Learning"]
    row = places(book)["1.identify.highlights"].row
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    places(book)["3.identify.highlights"].value = "Read"
    sheet.delete_rows(row)
    del book["People"]
    del book["About"]
    assert (read(saved(book)).faults, record(read(saved(book)))) == ((), {"3.identify.highlights": "Read"})


def test_a_deleted_column_is_told(book):
    book["3 Equitable Access"].delete_cols(5)
    assert "3 Equitable Access: A column of this sheet was deleted." in says(read(saved(book)))[0]


def test_copied_lines_and_sheets_are_told(book):
    sheet = book["People"]
    row = places(book)["people.educators.who"].row
    sheet.cell(sheet.max_row + 1, 1).value = sheet.cell(row, 1).value
    assert "is a copy of another, with its hidden mark" in says(read(saved(book)))[0]
    again = openpyxl.load_workbook(io.BytesIO(written()))
    again.copy_worksheet(again["People"])
    assert says(read(saved(again))) == [
        "People Copy: This is a copy of the sheet “People”. Each sheet is expected once. "
        "Delete the one you did not fill in."
    ]


def test_a_line_of_marks_twice_is_told_once(book):
    sheet = book["People"]
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = sheet["A1"].value
    assert f"People: The line {last} is a copy of another" in says(read(saved(book)))[0]
    assert len(says(read(saved(book)))) == 1


def test_merged_answers_are_told_once_for_each_range(book):
    sheet = book["1 Teaching and Learning"]
    cells = places(book)
    where = f"{cells[VALUE].coordinate}:{cells['1.enrollment.value.school.female'].coordinate}"
    sheet.merge_cells(where)
    cells["1.identify.highlights"].value = "Typed"
    (fault,) = read(saved(book)).faults
    assert fault.says == (
        f"1 Teaching and Learning, {where}: These cells are merged. Each answer has its own "
        "cell. Unmerge them, type each answer into its cell, then import the file again."
    )


def test_merged_cells_without_an_answer_are_left_alone(book):
    sheet = book["People"]
    last = sheet.max_row + 2
    sheet.merge_cells(f"B{last}:D{last + 1}")
    assert read(saved(book)) == Filled()


def test_more_merged_ranges_than_a_worksheet_has_are_refused(book):
    sheet = book.create_sheet("Notes")
    for row in range(1, 2_003):
        sheet.merge_cells(f"A{row}:B{row}")
    assert "more than 2,000 ranges of cells are merged" in says(read(saved(book)))[0]


def test_a_sheet_without_its_marks_is_told(book):
    book.create_sheet("Notes")["A1"] = "mine"
    book["People"].delete_cols(1)
    book["Priorities"].delete_rows(1)
    book["Priorities"].title = "Ours"
    assert [fault.sheet for fault in read(saved(book)).faults] == ["Ours", "People"]


def test_a_damaged_hidden_sheet_is_told(book):
    hidden = book["_openperkins"]
    hidden["E20"] = "1.1.evidence"
    assert "The hidden sheet of the worksheet is damaged." in says(read(saved(book)))[0]
    del book["_openperkins"]
    assert "Its hidden sheet is missing." in says(read(saved(book)))[0]


@pytest.mark.parametrize("text", ["", "{", '"\\ud800"', "[1]", "9" * 5000, "null", "[" * 30_000])
def test_a_hidden_sheet_of_any_content_is_told(book, text):
    hidden = book["_openperkins"]
    hidden["F20"] = text
    hidden["F21"] = None
    assert says(read(saved(book)))


# --- whose worksheet


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"org_code": "02000000"}, "The worksheet is of another organization: 01000000. Expected: 02000000."),
        ({"cycle": "2024-25"}, "The worksheet is of another cycle: 2022-23. Expected: 2024-25."),
    ],
)
def test_a_worksheet_of_somebody_else_is_refused(other, told):
    file = filled_in(written(), {VALUE: "5"})
    assert told in says(read(file, **other))[0]


def test_a_worksheet_of_another_instrument_is_refused():
    plain = yaml.safe_load(INSTRUMENT.text)
    later = read_instrument(yaml.safe_dump({**plain, "version": "2030"}), "later.yaml")
    reworded = read_instrument(yaml.safe_dump({**plain, "title": "Another title"}), "reworded.yaml")
    assert "another version of the instrument: 2022. Expected: 2030." in says(read(written(), later))[0]
    assert "another text of the instrument" in says(read(written(), reworded))[0]
    assert len(says(read(written(), later, org_code="02", cycle="x"))) == 3


def test_projections_of_a_school_are_told_and_its_other_answers_read():
    """A worksheet may be from before projections were asked of programs alone."""
    both = {"programs": {"460302"}, "schools": {"480501"}}
    typed = {"workforce.480501.region": "North Shore", "1.1.rating.480501": "Developing"}
    assert record(read(filled_in(written(), {"1.1.rating.480501": "Developing"}), **both)) == {
        "1.1.rating.480501": "developing"
    }
    (told,) = read(filled_in(written(), typed), **both).faults
    assert told.sheet == "Workforce" and told.expected == "One of its programs is expected."
    only = written(schools={"460302", "480501"})
    assert "Workforce" not in openpyxl.load_workbook(io.BytesIO(only)).sheetnames, "schools alone project nothing"


def test_a_program_that_is_gone_is_told_only_where_something_was_typed():
    question = "1.1.rating.480501"
    assert read(written({question: "challenge"}), programs={"460302"}) == Filled()
    told = says(read(filled_in(written(), {question: "Developing"}), programs={"460302"}))
    assert "Program 480501 is none of the organization's." in told[0]


# --- what is no worksheet


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


OTHERS = {
    "nothing": b"",
    "text": b"region,jobs\nCoast,5\n",
    "pdf": b"%PDF-1.7\n",
    "web page": b"<html></html>",
    "old or encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "zip": _zip(a=b"1"),
    "half": written()[:5_000],
    "noise": bytes(range(256)) * 40,
    "bomb": _zip(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a>" + b" " * 200_000_000 + b"</a>"}),
    "too large": b"PK" + bytes(20_000_001),
}


def test_a_workbook_of_millions_of_cells_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                rows = (
                    f'<row r="{n}">' + "".join(f'<c r="{letter}{n}"><v>1</v></c>' for letter in "ABCDEFGHIJ") + "</row>"
                    for n in range(1, 60_001)
                )
                head, _, rest = content.partition(b"<sheetData>")
                content = (
                    head
                    + b"<sheetData>"
                    + "".join(rows).encode()
                    + b"</sheetData>"
                    + rest.partition(b"</sheetData>")[2]
                )
            after.writestr(name, content)
    assert "more than 500,000 cells hold something" in says(read(out.getvalue()))[0]


@pytest.mark.parametrize("file", OTHERS.values(), ids=OTHERS)
def test_other_files_are_refused_in_a_sentence(file):
    (fault,) = read(file).faults
    assert (fault.sheet, fault.cell) == ("", "")
    assert fault.found and fault.expected and fault.remedy


ANEW = "Download the worksheet again and type your answers into it, or paste them as values."


@pytest.mark.parametrize(
    ("kind", "found", "remedy"),
    [
        ("too large", "The workbook is larger than is read: the file has more than 20 MB (limit).", ANEW),
        ("bomb", "", ANEW),
        ("text", "This is a text file, not a workbook (.xlsx).", ANEW),
        ("pdf", "This is a PDF document, not a workbook (.xlsx).", ANEW),
        (
            "old or encrypted",
            "This is an old .xls workbook or one with a password.",
            "Open it in Excel, take its password off if it has one, and save it as an Excel workbook (.xlsx).",
        ),
        ("password", "This workbook has a password.", "Open it in Excel, take the password off, save and import it."),
        (
            "half",
            "",
            "Open it in Excel and save it again. If it does not open, download the worksheet again.",
        ),
    ],
)
def test_the_advice_works_for_a_worksheet(kind, found, remedy):
    (fault,) = read(OTHERS[kind]).faults
    assert (fault.found if found else "", fault.remedy) == (found, remedy)
    assert "CSV" not in fault.says and "new workbook" not in fault.says


def test_a_workbook_of_something_else_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "hello"
    assert "This is not a worksheet of a needs assessment." in says(read(saved(book)))[0]


def test_a_path_and_an_open_file_are_read_too(tmp_path):
    path = tmp_path / "worksheet.xlsx"
    path.write_bytes(filled_in(written(), {VALUE: "5"}))
    with path.open("rb") as file:
        assert record(read_worksheet(file, INSTRUMENT, **OURS)) == {VALUE: "5"}
    assert record(read_worksheet(path, INSTRUMENT, **OURS)) == {VALUE: "5"}
    assert SCOPES.keys() == OURS["programs"].keys()
