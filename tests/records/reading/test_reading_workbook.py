"""Workbooks: cells as text without loss, dates of both systems, and what cannot be taken."""

from datetime import datetime

import pytest
import xlsxwriter
from reading_help import Cell, follow_up_book, number, read, sheet, sims, workbook

from openperkins.records.reading import xlsx_cells as cells

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
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>sasid</t></si>'
        "<si><r><t>10100</t></r><r><t>00001</t></r><rPh><t>no</t></rPh></si><si><t>_x0041_B</t></si></sst>"
    )
    rows = {r: [Cell(f'<c r="{{at}}" t="s"><v>{r - 1}</v></c>')] for r in (1, 2, 3)}
    result = read(tmp_path, workbook(sheet(rows), shared=shared), "migrant", "2016.xlsx")
    assert result.frame["sasid"].to_list() == ["1010000001", "AB"]


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


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("General", False),
        ("0.00", False),
        ("0.00E+00", False),
        ("mm/dd/yyyy", True),
        ("[h]:mm", True),
        ('"day" 0', False),
        ("[Red]0", False),
        ("[$-409]d-mmm", True),
        (r"0\d", False),
        ("@", False),
    ],
)
def test_which_number_formats_show_dates(code, dated):
    assert cells.is_date_format(164, code) is dated


@pytest.mark.parametrize(
    ("stored", "shown", "nature"),
    [
        ("1010000001", "1010000001", cells.WHOLE),
        ("1010000001.0", "1010000001", cells.WHOLE),
        ("1.01E9", "1010000000", cells.WHOLE),
        ("86.599999999999994", "86.6", cells.NUMBER),
        ("-3", "-3", cells.WHOLE),
        ("1.0100000010000001E+19", "1.0100000010000001E+19", cells.NUMBER),
    ],
)
def test_numbers_as_stored(stored, shown, nature):
    assert cells.from_number(stored, dated=False, from_1904=False) == (shown, nature)


@pytest.mark.parametrize("stored", ["nan", "inf", "1e999", "12x", ""])
def test_what_is_no_number(stored):
    with pytest.raises(ValueError, match=r".*"):
        cells.from_number(stored, dated=False, from_1904=False)


@pytest.mark.parametrize(
    ("serial", "from_1904", "shown"),
    [("61", False, "03/01/1900"), ("60", False, None), ("42811", False, "03/17/2017"), ("41349", True, "03/17/2017"),
     ("0", True, "01/01/1904"), ("2958465", False, "12/31/9999"), ("-1", True, None), ("3000000", False, None)],
)  # fmt: skip
def test_serial_dates(serial, from_1904, shown):
    value, nature = cells.from_number(serial, dated=True, from_1904=from_1904)
    assert (value, nature) == ((shown, cells.DATE) if shown else (serial, cells.NO_DATE))


@pytest.mark.parametrize(
    "xml",
    [
        sheet({1: ["sasid"], 2: ["1"]}).replace('r="2"', 'r="1"'),
        sheet({1: ["sasid", "x"]}).replace('"B1"', '"A1"'),
        sheet({1: ["sasid"]}).replace('"A1"', '"A7"'),
        sheet({1: ["sasid"], 2: [Cell('<c r="{at}" t="s"><v>99</v></c>')]}),
        sheet({1: ["sasid"], 2: [number("abc")]}),
        sheet({1: ["sasid"]}).replace("</row>", ""),
    ],
    ids=["row twice", "cell twice", "cell of another row", "no such text", "no number", "not closed"],
)
def test_sheets_that_make_no_sense_are_damaged(tmp_path, xml):
    result = read(tmp_path, workbook(xml), "migrant", "2016.xlsx")
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


def test_a_text_shared_by_very_many_cells_is_limited(tmp_path):
    text = "x" * 900
    shared = f'<sst xmlns="urn:x"><si><t>sasid</t></si><si><t>{text}</t></si></sst>'
    cell = '<c t="s"><v>1</v></c>' * 900
    rows = "".join(f"<row>{cell}</row>" for _ in range(400))
    xml = sheet({1: [Cell('<c t="s"><v>0</v></c>')]}).replace("</sheetData>", rows + "</sheetData>")
    result = read(tmp_path, workbook(xml, shared=shared), "migrant", "2016.xlsx")
    assert result.ids == ["F063"]
    assert result.frame.is_empty()
