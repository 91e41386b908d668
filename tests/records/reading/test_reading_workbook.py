"""Workbooks: cells as text without loss, dates of both systems, and what cannot be taken."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from tests.records.reading.reading_help import MAIN, Cell, archive, follow_up_book, number, read, sheet, sims, workbook

FOLLOW_UP = ("follow_up", "2016.xlsx")


def book(tmp_path, fill, **options):
    """A workbook as a spreadsheet program's library writes it."""
    path = tmp_path / "made.xlsx"
    made = xlsxwriter.Workbook(path, options)
    page = made.add_worksheet()
    for place, name in enumerate(("sasid", "status", "responded_on", "institution", "note")):
        page.write(0, place, name)
    fill(made, page)
    made.close()
    return path.read_bytes()


def test_the_control_workbook(tmp_path):
    def fill(made, page):
        page.write_row(1, 0, ["1010000001", "postsecondary"])
        page.write_datetime(1, 2, datetime(2017, 3, 17), made.add_format({"num_format": "d-mmm-yy"}))
        page.write(1, 3, "Café & Söhne")

    result = read(tmp_path, book(tmp_path, fill), *FOLLOW_UP)
    assert result.report.problems == []
    assert result.frame.rows() == [("1010000001", "postsecondary", "03/17/2017", "Café & Söhne", "", 2)]


def test_both_date_systems_show_the_same_day(tmp_path):
    def fill(made, page):
        page.write_row(1, 0, ["1010000001", "unknown"])
        page.write_datetime(1, 2, datetime(2017, 3, 17), made.add_format({"num_format": "mm/dd/yyyy"}))

    for from_1904 in (False, True):
        result = read(tmp_path, book(tmp_path, fill, date_1904=from_1904), *FOLLOW_UP)
        assert result.frame["responded_on"].to_list() == ["03/17/2017"]
        assert ("N020" in result.ids) is from_1904


def test_whole_numbers_become_their_digits_with_a_note(tmp_path):
    result = read(tmp_path, follow_up_book([number("1010000001"), "unknown"], [number("4.0"), "unknown"]), *FOLLOW_UP)
    assert result.frame["sasid"].to_list() == ["1010000001", "4"]
    assert "2 values" in result.only("N021").message


def test_a_time_of_day_stays_visible(tmp_path):
    result = read(tmp_path, follow_up_book(["1", "unknown", number("42811.5", 1)]), *FOLLOW_UP)
    assert result.frame["responded_on"].to_list() == ["03/17/2017 12:00:00"]


def test_shared_texts_rich_texts_and_escapes(tmp_path):
    shared = (
        f'<sst xmlns="{MAIN}"><si><t>sasid</t></si>'
        "<si><r><rPr><family val='99'/></rPr><t>10100</t></r><r><t>00001</t></r><rPh><t>no</t></rPh></si>"
        "<si><t>_x0041_B</t></si><si><t>_x005F_x0041_</t></si></sst>"
    )
    rows = {r: [Cell(f'<c r="{{at}}" t="s"><v>{r - 1}</v></c>')] for r in (1, 2, 3, 4)}
    result = read(tmp_path, workbook(sheet(rows), shared=shared), "migrant", "2016.xlsx")
    assert result.frame["sasid"].to_list() == ["1010000001", "AB", "_X0041_"]


def test_half_a_character_is_the_mark_of_a_lost_one(tmp_path):
    result = read(tmp_path, follow_up_book(["1", "", "", "_xD83D__xDE00_", "a_xD800_b"]), *FOLLOW_UP)
    assert result.frame.row(0)[3:5] == ("😀", "a\ufffdb")
    assert result.only("F026").element == "note"


def test_cells_without_references_and_prefixed_names(tmp_path):
    xml = sheet({1: ["sasid"], 2: ["1010000001"]}).replace(' r="A1"', "").replace(' r="A2"', "").replace(' r="2"', "")
    assert read(tmp_path, workbook(xml), "migrant", "2016.xlsx").frame["row"].to_list() == [2]
    for name in ("worksheet", "sheetData", "row", "c", "is", "t"):
        xml = (
            xml.replace(f"<{name}>", f"<x:{name}>")
            .replace(f"<{name} ", f"<x:{name} ")
            .replace(f"</{name}>", f"</x:{name}>")
        )
    xml = xml.replace("xmlns=", "xmlns:x=")
    assert read(tmp_path, workbook(xml), "migrant", "2016.xlsx").frame["sasid"].to_list() == ["1010000001"]


def test_an_empty_visible_sheet_and_hidden_ones_beside_the_data_do_no_harm(tmp_path):
    data = sheet({1: ["sasid"], 2: ["1010000001"]})
    result = read(
        tmp_path, workbook(sheet({}), data, data, states=("visible", "visible", "hidden")), "migrant", "a.xlsx"
    )
    assert result.report.problems == []
    assert result.frame.height == 1


def test_formulas_errors_and_numbers_for_dates_are_all_listed_by_cell(tmp_path):
    content = follow_up_book(
        [Cell('<c r="{at}"><f>1+1</f><v>2</v></c>'), Cell('<c r="{at}" t="e"><v>#REF!</v></c>'), number("42809")],
        ["1010000002", "unknown"],
    )
    result = read(tmp_path, content, *FOLLOW_UP)
    assert [(p.id, p.row, p.element) for p in result.report.problems] == [
        ("F071", 2, "responded_on"),
        ("F069", 2, "sasid"),
        ("F070", 2, "status"),
    ]
    assert result.frame["row"].to_list() == [3]
    assert result.only("F070").value == "#REF!"


def test_formulas_in_columns_that_are_not_read_do_no_harm(tmp_path):
    rows = {1: ["sasid", "row count"], 2: ["1010000001", Cell('<c r="{at}"><f>ROW()</f><v>2</v></c>')]}
    result = read(tmp_path, workbook(sheet(rows)), "migrant", "2016.xlsx")
    assert result.severe == ["F042"]
    assert result.frame.height == 1


def test_every_row_of_a_longer_sheet_is_read(tmp_path):
    rows = {1: ["sasid"]} | {r: [f"10100{r:05d}"] for r in range(2, 25_000)}
    result = read(tmp_path, workbook(sheet(rows)), "migrant", "2016.xlsx")
    assert result.report.problems == []
    assert result.frame["row"].to_list() == list(range(2, 25_000))
    assert result.frame["sasid"].to_list() == [f"10100{r:05d}" for r in range(2, 25_000)]


def test_sims_in_a_workbook(tmp_path):
    rows = {n: sims(n) for n in (1, 2, 3)} | {4: sims(4)[:40]}
    result = read(tmp_path, workbook(sheet(rows)), "sims", "2016-10.xlsx")
    assert result.report.problems == []  # what is empty at the end of row 4 is for the checks to say
    assert result.frame.row(1) == (*sims(2), 2)
    assert result.frame["DOE052"].to_list() == ["2", "2", "2", ""]


DATED = ("mm/dd/yyyy", "d-mmm-yy", "[$-409]d-mmm", "yyyy-mm-dd;@", "[h]:mm")
NOT_DATED = ("General", "0.00", "0.00E+00", '"day" 0', "[Red]0", r"0\d", "@")


def test_which_number_formats_show_dates(tmp_path):
    def fill(made, page):
        for row, code in enumerate(DATED + NOT_DATED, 1):
            page.write_row(row, 0, [f"10100000{row:02d}", "unknown"])
            page.write_number(row, 3, 42811, made.add_format({"num_format": code}))

    result = read(tmp_path, book(tmp_path, fill), *FOLLOW_UP)
    expected = ["03/17/2017"] * len(DATED) + ["42811"] * len(NOT_DATED)
    assert dict(zip(DATED + NOT_DATED, result.frame["institution"], strict=True)) == dict(
        zip(DATED + NOT_DATED, expected, strict=True)
    )


def test_numbers_as_stored(tmp_path):
    stored = ("1010000001", "1010000001.0", "1.01E9", "999999999999999", "86.599999999999994", "-3", "1E-7")
    result = read(tmp_path, follow_up_book(*[[number("1"), "", "", number(n)] for n in stored]), *FOLLOW_UP)
    assert result.frame["institution"].to_list() == [
        "1010000001", "1010000001", "1010000000", "999999999999999", "86.6", "-3", "1e-07",
    ]  # fmt: skip


@pytest.mark.parametrize("stored", ["1010000001000001", "-1000000000000000", "1.0100000010000001E+19", "1E999"])
def test_a_number_that_lost_digits_is_damage_and_never_guessed(tmp_path, stored):
    result = read(tmp_path, follow_up_book([number("1"), "unknown"], [number(stored), "unknown"]), *FOLLOW_UP)
    assert result.frame.is_empty()
    assert "cell A3 holds a number of more than 15 digits" in result.only("F060").message


@pytest.mark.parametrize("stored", ["nan", "inf", "12x", "1,5", "--1"])
def test_what_is_no_number(tmp_path, stored):
    result = read(tmp_path, follow_up_book([number(stored), "unknown"]), *FOLLOW_UP)
    assert "its row 2 makes no sense" in result.only("F060").message


SERIALS = {
    False: {"61": "03/01/1900", "42811": "03/17/2017", "42811.75": "03/17/2017 18:00:00", "2958465": "12/31/9999"},
    True: {"41349": "03/17/2017", "0": "01/01/1904", "0.5": "01/01/1904 12:00:00", "1": "01/02/1904"},
}


@pytest.mark.parametrize("from_1904", [False, True])
def test_serial_dates(tmp_path, from_1904):
    rows = [[number("1"), "", number(serial, 1)] for serial in SERIALS[from_1904]]
    result = read(tmp_path, follow_up_book(*rows, from_1904=from_1904), *FOLLOW_UP)
    assert result.frame["responded_on"].to_list() == list(SERIALS[from_1904].values())


@pytest.mark.parametrize(
    ("serial", "from_1904"), [("60", False), ("0.5", False), ("3000000", False), ("-1", True), ("2958465", True)]
)
def test_numbers_no_date_can_be(tmp_path, serial, from_1904):
    result = read(tmp_path, follow_up_book([number("1"), "", number(serial, 1)], from_1904=from_1904), *FOLLOW_UP)
    assert result.only("F075").value == serial


def test_dates_in_words_and_truth_values(tmp_path):
    kinds = {"2017-03-17": "d", "1": "b", "0": "b"}
    cells = [Cell(f'<c r="{{at}}" t="{kind}"><v>{value}</v></c>') for value, kind in kinds.items()]
    result = read(tmp_path, follow_up_book(["1", "", *cells]), *FOLLOW_UP)
    assert result.frame.row(0)[2:5] == ("03/17/2017", "TRUE", "FALSE")


@pytest.mark.parametrize(
    "xml",
    [
        sheet({1: ["sasid"], 2: ["1"]}).replace('r="2"', 'r="1"'),
        sheet({1: ["sasid", "x"]}).replace('"B1"', '"A1"'),
        sheet({1: ["sasid"]}).replace('"A1"', '"A7"'),
        sheet({1: ["sasid"], 2: [Cell('<c r="{at}" t="s"><v>99</v></c>')]}),
        sheet({1: ["sasid"], 2: [Cell('<c r="{at}" t="s"><v>-1</v></c>')]}),
        sheet({1: ["sasid"], 2: [number("abc")]}),
        sheet({1: ["sasid"]}).replace("</row>", ""),
        sheet({1: ["sasid"], 1_048_577: ["1"]}),
    ],
    ids=[
        "row twice",
        "cell twice",
        "cell of another row",
        "no such text",
        "a text from the end",
        "no number",
        "not closed",
        "row beyond the last",
    ],
)
def test_sheets_that_make_no_sense_are_damaged(tmp_path, xml):
    result = read(
        tmp_path, workbook(xml, shared=f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'), "migrant", "2016.xlsx"
    )
    assert result.ids == ["F060"]
    assert result.frame.is_empty()


def test_a_column_of_formulas_is_one_problem(tmp_path):
    rows = [[Cell('<c r="{at}"><f>A1</f><v>1</v></c>'), "unknown"] for _ in range(30)]
    result = read(tmp_path, follow_up_book(*rows), *FOLLOW_UP)
    assert result.severe == ["F069"]
    assert "30 rows" in result.only("F069").message
    assert result.records.left_out == 30


def test_values_beside_the_columns_are_refused(tmp_path):
    result = read(tmp_path, follow_up_book(["1", "unknown", "", "", "", "", "stray"]), *FOLLOW_UP)
    assert result.only("F034").row == 2


def test_a_stray_cell_far_below_is_one_problem_and_costs_nothing(tmp_path):
    rows = {1: ["sasid"], 2: ["1010000001"], 1_048_576: ["x"]}
    result = read(tmp_path, workbook(sheet(rows)), "migrant", "2016.xlsx")
    assert result.severe == ["F032"]
    assert "1,048,573 rows" in result.only("F032").message
    assert result.frame["row"].to_list() == [2, 1_048_576]


def test_a_sheet_that_claims_to_be_as_large_as_can_be_costs_nothing(tmp_path):
    xml = sheet({1: ["sasid"], 2: ["1010000001"]}).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    result = read(tmp_path, workbook(xml), "migrant", "2016.xlsx")
    assert result.report.problems == []
    assert result.frame["row"].to_list() == [2]


def test_what_stands_beside_the_rows_is_not_looked_at(tmp_path):
    more = '</sheetData><dataValidations count="x"><dataValidation type="none of them"/></dataValidations>'
    parts = {"docProps/core.xml": "<a/>", "xl/charts/chart1.xml": "<a/>"}
    xml = sheet({1: ["sasid"], 2: ["1010000001"]}).replace("</sheetData>", more)
    assert read(tmp_path, workbook(xml, more=parts), "migrant", "2016.xlsx").frame.height == 1


def test_a_missing_sheet_is_damage_even_beside_one_with_records(tmp_path):
    content = workbook(sheet({1: ["sasid"], 2: ["1"]}), sheet({}))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist() if not name.endswith("sheet2.xml")}
    result = read(tmp_path, archive(parts), "migrant", "2016.xlsx")
    assert "sheet2.xml is missing" in result.only("F060").message


def test_the_strict_form_is_named(tmp_path):
    parts = {"xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}
    result = read(tmp_path, workbook(sheet({1: ["sasid"]}), more=parts), "migrant", "2016.xlsx")
    assert "Strict" in result.only("F014").message


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml", "xl/any.bin"])
def test_a_document_type_is_refused_in_every_part_whatever_its_name(tmp_path, part):
    for encoding in ("utf-8", "utf-16"):
        xml = '<!--x--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
        result = read(tmp_path, workbook(sheet({1: ["sasid"], 2: ["1"]}), more={part: xml}), "migrant", "2016.xlsx")
        assert result.ids == ["F065"]


def test_a_text_shared_by_very_many_cells_is_limited(tmp_path):
    text = "x" * 900
    shared = f'<sst xmlns="{MAIN}"><si><t>sasid</t></si><si><t>{text}</t></si></sst>'
    cell = '<c t="s"><v>1</v></c>' * 900
    rows = "".join(f"<row>{cell}</row>" for _ in range(400))
    xml = sheet({1: [Cell('<c t="s"><v>0</v></c>')]}).replace("</sheetData>", rows + "</sheetData>")
    result = read(tmp_path, workbook(xml, shared=shared), "migrant", "2016.xlsx")
    assert result.ids == ["F063"]
    assert result.frame.is_empty()
