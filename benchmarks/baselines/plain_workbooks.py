"""The cells of existing workbooks, written again by XlsxWriter alone: no formats, no widths, no cover to compose.

python plain_workbooks.py FOLDER OUT     prints JSON: seconds of wall and CPU, workbooks and cells

The cells are read before the clock starts.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[Any]]]


def read(path: Path) -> Sheets:
    """Every sheet of a workbook, row by row."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def write(path: Path, sheets: Sheets) -> int:
    """Write the cells of one workbook; how many there were."""
    book, cells = xlsxwriter.Workbook(path, {"in_memory": True}), 0
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value == "":
                    continue
                cells += 1
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                else:
                    sheet.write_number(row, column, value)
    book.close()
    return cells


def main(folder: str, out: str) -> dict[str, float]:
    """Write all workbooks of a folder again."""
    shutil.rmtree(out, ignore_errors=True)
    Path(out).mkdir(parents=True)
    books = {path.name: read(path) for path in sorted(Path(folder).glob("*.xlsx"))}
    wall, cpu = time.perf_counter(), os.times()
    cells = sum(write(Path(out) / name, sheets) for name, sheets in books.items())
    spent = os.times()
    used = spent.user + spent.system - cpu.user - cpu.system
    return {"wall": time.perf_counter() - wall, "cpu": used, "workbooks": len(books), "cells": cells}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
