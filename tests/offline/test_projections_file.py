"""Projections from files as people have them: CSV and Excel, odd and hostile."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from openperkins.needs.projections import COLUMNS
from openperkins.offline import read_projections_file
from openperkins.offline.projections_file import MOST_BYTES

ROWS = (
    ("Coast", "47-2111", "Electricians", "short", "80000", "100", "Apprenticeship"),
    ("Coast", "47-2111", "Electricians", "long", "82000.5", "*", "Apprenticeship"),
)


def as_csv(rows=ROWS, columns=COLUMNS) -> bytes:
    return "".join(",".join(row) + "\r\n" for row in (columns, *rows)).encode()


def as_xlsx(rows=ROWS, *, numbers: bool = False) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate((COLUMNS, *rows)):
            for column, text in enumerate(row):
                if numbers and place and column in (4, 5) and text != "*":
                    sheet.write_number(place, column, float(text))
                else:
                    sheet.write_string(place, column, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (as_csv(), "p.csv"),
        (b"\xef\xbb\xbf" + as_csv(), "p.CSV"),
        (as_xlsx(), "p.xlsx"),
        (as_xlsx(numbers=True), "p.xlsx"),
    ],
)
def test_files_of_both_kinds_say_the_same(file, name):
    projections, faults = read_projections_file(file, name)
    assert faults == []
    assert [(one.term, str(one.mean_wage), one.openings and str(one.openings)) for one in projections.rows] == [
        ("short", "80000", "100"),
        ("long", "82000.5", None),
    ]
    assert projections.regions == ["Coast"]
    assert read_projections_file(io.BytesIO(file), name)[0] == projections


def test_faults_name_row_and_column():
    rows = [(*ROWS[0][:4], "many", *ROWS[0][5:]), (*ROWS[1][:3], "soon", *ROWS[1][4:])]
    for file, name in ((as_csv(rows), "p.csv"), (as_xlsx(rows), "p.xlsx")):
        assert read_projections_file(file, name)[1] == [
            "Row 2, mean_wage: “many” is not dollars a year such as 62340, or * where none is published.",
            "Row 3, term: “soon” is not short or long.",
        ]


@pytest.mark.parametrize(
    ("file", "name", "told"),
    [
        (as_csv(columns=(*COLUMNS[:-1], "level")), "p.csv", "education"),
        (as_csv(()), "p.csv", "only a header"),
        (b"", "p.csv", "empty"),
        (b"", "p.xlsx", "empty"),
        (as_csv(), "p.xlsx", "text file"),
        (as_xlsx(), "p.csv", ""),
        (b"%PDF-1.7", "p.pdf", ".csv or .xlsx"),
        (b"\xd0\xcf\x11\xe0" * 300, "p.xlsx", "password"),
        (bytes(MOST_BYTES + 1), "p.csv", "20 MB"),
    ],
)
def test_what_cannot_be_read_is_said(file, name, told):
    projections, faults = read_projections_file(file, name)
    assert projections.rows == ()
    assert any(told in fault for fault in faults)
