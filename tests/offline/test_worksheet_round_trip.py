"""The same work done offline gives the same record: written, filled in, read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openperkins.needs.instrument import load_instrument, read_instrument
from openperkins.needs.model import Instrument
from openperkins.needs.questions import every_question
from openperkins.needs.unread import Unread
from openperkins.needs.worksheet import sheets_of
from openperkins.needs.worksheet_choices import shown
from openperkins.offline import Filled, read_worksheet, write_worksheet
from tests.needs.invented import ABOUT, SCOPES, answers_to, some_answers
from tests.office import converted

INSTRUMENT = load_instrument()
OURS = {"org_code": ABOUT.org_code, "cycle": ABOUT.cycle, "programs": SCOPES}


def written(answers: Mapping[str, str] = {}, instrument: Instrument = INSTRUMENT, **more) -> bytes:
    buffer = io.BytesIO()
    write_worksheet(buffer, instrument, answers, about=ABOUT, **{"scopes": SCOPES, **more})
    return buffer.getvalue()


def read(file: bytes, instrument: Instrument = INSTRUMENT, **other) -> Filled:
    return read_worksheet(file, instrument, **{**OURS, **other})


def places(book: openpyxl.Workbook) -> dict[str, openpyxl.cell.Cell]:
    """Question → the cell people type into."""
    hidden = book["_openperkins"]
    at = {}
    for sheet in book.worksheets:
        mark = str(sheet["A1"].value or "")
        if mark.startswith("#openperkins:"):
            rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
            columns = {cell.value: cell.column for cell in sheet[1]}
            at[mark.removeprefix("#openperkins:")] = (sheet, rows, columns)
    found = {}
    for kind, id, row, column, question, *_ in hidden.iter_rows(values_only=True):
        if kind == "cell" and id in at:
            sheet, rows, columns = at[id]
            found[question] = sheet.cell(rows[row], columns[column])
    return found


def filled_in(file: bytes, typed: Mapping[str, object]) -> bytes:
    """The worksheet with values put into the cells of these questions, as a spreadsheet program would."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    cells = places(book)
    for question, value in typed.items():
        # Excel writes a literal `_x0041_` escaped; this library does not
        cells[question].value = value.replace("_x0041_", "_x005F_x0041_") if isinstance(value, str) else value
        if isinstance(value, str):
            cells[question].data_type = "s"  # the cells are text: nothing typed there is a formula or an error
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def record(filled: Filled) -> dict[str, str]:
    return {change.question: change.typed for change in filled.changes}


def test_every_question_has_one_cell():
    questions = [question for plan in sheets_of(INSTRUMENT, SCOPES) for question in plan.questions]
    assert len(questions) == len(set(questions))
    assert set(questions) == set(every_question(INSTRUMENT, SCOPES))
    assert places(openpyxl.load_workbook(io.BytesIO(written()))).keys() == set(questions)


@pytest.mark.parametrize("seed", range(3))
def test_an_untouched_worksheet_changes_nothing(seed):
    assert read(written(some_answers(INSTRUMENT, seed, 0.3))) == Filled()


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), share=st.sampled_from([0.02, 0.2]))
def test_what_is_typed_is_what_is_read(seed, share):
    typed = some_answers(INSTRUMENT, seed, share)
    shown_ = {question: shown(question, answer, INSTRUMENT) for question, answer in typed.items()}
    found = read(filled_in(written(), shown_))
    assert found.faults == ()
    assert record(found) == typed
    assert all(change.started_from == "" for change in found.changes)


def test_every_single_question_can_be_answered_offline():
    typed = answers_to(every_question(INSTRUMENT, SCOPES), INSTRUMENT, 5)
    shown_ = {question: shown(question, answer, INSTRUMENT) for question, answer in typed.items()}
    found = read(filled_in(written(), shown_))
    assert found.faults == ()
    assert record(found) == typed


def test_what_it_held_is_told_with_each_change():
    before = {"1.identify.highlights": "Old", "1.1.rating.school": "challenge", "plan.target": "90 percent"}
    after = {"1.identify.highlights": "New", "1.1.rating.school": "Established", "plan.target": None}
    found = read(filled_in(written(before), after))
    assert {(one.question, one.started_from, one.typed) for one in found.changes} == {
        ("1.identify.highlights", "Old", "New"),
        ("1.1.rating.school", "challenge", "established"),
        ("plan.target", "90 percent", ""),
    }


def test_what_it_held_is_told_to_the_letter():
    held = {"1.identify.highlights": " one\r\ntwo \x07\ud800 ", "plan.target": "\ttab"}
    assert read(written(held)) == Filled()
    found = read(filled_in(written(held), {"1.identify.highlights": "three", "plan.target": "four"}))
    assert {one.question: one.started_from for one in found.changes} == held


@pytest.mark.parametrize("typed", ["exemplar", "Exemplar", " EXEMPLAR "])
def test_levels_are_read_by_title_or_id(typed):
    found = read(filled_in(written(), {"1.1.rating.school": typed}))
    assert record(found) == {"1.1.rating.school": "exemplar"}


def test_an_accent_and_its_letter_are_one_sign_as_on_a_page():
    assert record(read(filled_in(written(), {"plan.target": "Pen\u0303a"}))) == {"plan.target": "Pe\u00f1a"}
    assert read(filled_in(written({"plan.target": "Pe\u00f1a"}), {"plan.target": "Pen\u0303a"})) == Filled()


@pytest.mark.parametrize("typed", ["time on learning (CCTE)", "Enrollment (Teaching and Learning)"])
def test_a_metric_of_the_review_is_known_by_a_title_it_alone_has(typed):
    id = {"E": "1.enrollment", "t": "1.time_on_learning"}[typed[0]]
    assert record(read(filled_in(written(), {"plan.metric": typed}))) == {"plan.metric": id}
    assert record(read(filled_in(written(), {"plan.metric": "Enrollment"}))) == {"plan.metric": "Enrollment"}


def test_a_text_whose_tabs_libreoffice_dropped_is_no_change():
    held = {"plan.target": "one\ttwo", "plan.challenge": "three\tfour"}
    found = read(filled_in(written(held), {"plan.target": "onetwo", "plan.challenge": "three four"}))
    assert record(found) == {"plan.challenge": "three four"}


def test_a_title_of_signs_that_count_twice_names_a_sheet():
    text = INSTRUMENT.text.replace("title: Teaching and Learning", "title: " + "\U0001f600" * 20)
    names = openpyxl.load_workbook(io.BytesIO(written(instrument=read_instrument(text)))).sheetnames
    assert names[0] == f"1 {'_' * 20}"


def test_single_peoples_ratings_are_not_written():
    file = written({"1.1.rating.school.by.17": "challenge"})
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert all(b".by.17" not in parts.read(name) for name in parts.namelist())


def test_figures_from_records_are_locked_and_never_read_back():
    question, typed_over = "1.enrollment.value.school.all", "1.enrollment.value.school.male"
    figures = {question: "1,204", typed_over: "600"}
    file = written({typed_over: "601"}, figures=figures)
    book = openpyxl.load_workbook(io.BytesIO(file))
    cells = places(book)
    assert question not in cells and typed_over not in cells
    (cell,) = [cell for row in book["1 Teaching and Learning"].iter_rows() for cell in row
               if str(cell.value).startswith("1,204")]  # fmt: skip
    assert cell.value == "1,204\nfrom records"
    assert cell.protection.locked
    shown = [str(cell.value) for row in book["1 Teaching and Learning"].iter_rows() for cell in row]
    assert "600\nfrom records\ntyped before: 601" in shown, "the record stands before what was typed"
    cell.value = "9"
    assert read(saved(book)) == Filled(unread=(Unread("1 Teaching and Learning", cell.coordinate, "9"),))


def test_students_in_cte_have_lines_of_their_own_at_which_nothing_is_asked():
    figures = {"1.ela.value.cte.all": "65.0% (n 72)", "6.programs.value.cte.all": "15"}
    book = openpyxl.load_workbook(io.BytesIO(written(figures=figures)))
    teaching = [[cell.value for cell in row] for row in book["1 Teaching and Learning"].iter_rows()]
    at = next(place for place, row in enumerate(teaching) if row[1] == "All CTE programs")
    assert teaching[at][2:4] == ["All students", "EL"]
    assert teaching[at + 1][1:4] == [
        "School and program ELA MCAS (percent)",
        "65.0% (n 72)\nfrom records",
        "–\nfrom records",
    ]
    (sheet,) = [sheet for sheet in book.worksheets if sheet.title.startswith("6 ")]
    assert "All CTE programs" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert not [question for question in places(book) if ".cte." in question]


def test_evidence_and_source_are_of_each_place():
    cells = places(openpyxl.load_workbook(io.BytesIO(written())))
    for question in (
        "1.1.evidence",
        "1.1.evidence.460302",
        "1.ela.source",
        "1.ela.source.460302",
        "6.staff.source.460302",
    ):
        assert question in cells, question


def test_one_component_is_one_sheet():
    book = openpyxl.load_workbook(io.BytesIO(written(components=[1])))
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        "1 Teaching and Learning",
        "About",
    ]
    whole = openpyxl.load_workbook(io.BytesIO(written()))
    names = [sheet.title for sheet in whole.worksheets if sheet.sheet_state == "visible"]
    assert names[2:4] == ["Workforce", "3 Equitable Access"]
    assert names[-4:] == ["Priorities", "Action plan", "People", "About"]


def test_answers_are_open_all_else_is_locked_and_levels_are_a_list():
    book = openpyxl.load_workbook(io.BytesIO(written()))
    sheet = book["1 Teaching and Learning"]
    assert sheet.protection.sheet
    open_ = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    answers = {cell.coordinate for cell in places(book).values() if cell.parent.title == sheet.title}
    assert answers <= open_
    rating = places(book)["1.1.rating.school"].coordinate
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if rating in rule.sqref]
    assert rule.type == "list"
    lists = book["_openperkins_lists"]
    first = rule.formula1.split("!")[1].replace("$", "").split(":")
    assert [cell[0].value for cell in lists[f"{first[0]}:{first[1]}"]] == [one.title for one in INSTRUMENT.levels]
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert book["_openperkins"].sheet_state == "veryHidden"


def test_the_file_says_what_it_is():
    told = {
        row[0]: row[1] for row in openpyxl.load_workbook(io.BytesIO(written()))["About"].iter_rows(values_only=True)
    }
    assert told["Organization"] == "Sample Regional & Sons (01000000)"
    assert (told["Cycle"], told["Version"]) == ("2022-23", "2022")
    assert told["SHA-256 of the instrument"] == INSTRUMENT.sha256
    assert told["Shape of the worksheet"] == "1"


def test_equal_worksheets_are_equal_bytes():
    assert written({"plan.target": "1"}) == written({"plan.target": "1"})


def test_nothing_in_it_is_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(written({"plan.target": "=1+1", "plan.challenge": "http://x.example"}))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_libreoffice_saves_it_and_it_is_read_the_same(tmp_path):
    typed = some_answers(INSTRUMENT, 11, 0.1)
    typed = {question: text for question, text in typed.items() if "\t" not in text}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sheet.xlsx").write_bytes(written(typed))
    before = tmp_path / "in" / "sheet.xlsx"
    converted(before, "ods", part="sc")
    before.unlink()
    converted(tmp_path / "in" / "sheet.ods", "xlsx", part="sc")
    assert read(before.read_bytes()) == Filled()
