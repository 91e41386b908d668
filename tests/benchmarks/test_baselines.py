"""What the product is measured against gives the same cells as the product, to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest


def test_sql_by_hand_gives_the_same_table(sealed, tmp_path: Path) -> None:
    import hand_sql

    said = hand_sql.main(sealed.described, tmp_path / "results.csv", list(sealed.years))
    assert (tmp_path / "results.csv").read_bytes() == sealed.results
    assert said["rows"] == sealed.results.count(b"\n") - 1
    assert said["cpu"] > 0


def test_pandas_gives_the_same_tables(sealed, tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (make bench installs it)")
    import pandas_analyst

    pandas_analyst.main(str(sealed.described), str(tmp_path / "pandas"), *sealed.arguments)
    assert (tmp_path / "pandas" / "results.csv").read_bytes() == sealed.results
    by_program = (tmp_path / "pandas" / "results_by_program.csv").read_bytes()
    assert by_program == (sealed.out / "results_by_program.csv").read_bytes()
    listed = pl.read_parquet(tmp_path / "pandas" / "students.parquet", columns=["school_year"])
    assert listed.height == pl.read_parquet(sealed.out / "students.parquet").height


def test_the_bare_read_decodes_what_the_sql_reads(sealed) -> None:
    import bare_read

    stated = json.loads(sealed.described.read_text())
    last = max(sealed.years)
    needed = [
        table["rows"]
        for table in stated["sealed"]
        if table["table"].startswith(bare_read._STUDENT_TABLES)
        and table["school_year"] <= last + ("october" in table["table"])
    ]
    assert bare_read.main("columns", str(sealed.described), *sealed.arguments)["rows"] == sum(needed)


def test_the_bare_read_parses_every_line(invented_records: Path) -> None:
    import bare_read

    collection = invented_records / "sims" / "2015-10.csv"
    assert bare_read.main("text", str(collection))["rows"] == collection.read_bytes().count(b"\n")


def test_the_engine_by_itself_gives_as_many_rows(sealed) -> None:
    from measuring.processes import task

    said = task("compute", sealed.described, "1GB", *sealed.arguments).inside
    assert said["rows"] == sealed.results.count(b"\n") - 1


def test_plain_workbooks_hold_the_same_cells(tmp_path: Path) -> None:
    import plain_workbooks
    import xlsxwriter

    (tmp_path / "made").mkdir()
    book = xlsxwriter.Workbook(tmp_path / "made" / "01010000.xlsx")
    sheet = book.add_worksheet("5S1")
    sheet.write_string(0, 0, "Male")
    sheet.write_number(2, 1, 86.5)
    book.close()
    said = plain_workbooks.main(str(tmp_path / "made"), str(tmp_path / "plain"))
    assert (said["workbooks"], said["cells"]) == (1, 2)
    read = plain_workbooks.read
    assert read(tmp_path / "plain" / "01010000.xlsx") == read(tmp_path / "made" / "01010000.xlsx")
