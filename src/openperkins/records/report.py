"""A folder's report as people and programs read it: lines, CSV, JSON, a workbook. Texts never become formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openperkins.records.model import FileReport, FolderReport, Problem
from openperkins.records.problems import shown

COLUMNS = ("file", "id", "severity", "row", "element", "value", "message", "remedy")
_WIDTHS = (28, 8, 10, 8, 16, 24, 80, 70)
#: no system has longer paths
_LONGEST_NAME = 4_096
#: an Excel sheet ends here
_SHEET_ROWS = 1_048_576
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\x00")


def as_json(report: FolderReport) -> str:
    """The report as `check --format json` prints it, with a final line end."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"


def as_data(report: FolderReport) -> dict[str, Any]:
    """The same as plain dicts and lists: files (file, sha256, rows, problems), errors, warnings."""
    return {
        "files": [
            {
                "file": file.file,
                "sha256": file.sha256,
                "rows": file.rows,
                "problems": [_problem(p) for p in file.problems],
            }
            for file in report.files
        ],
        "errors": report.errors,
        "warnings": report.warnings,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in COLUMNS[1:]}


def rows(report: FolderReport) -> Iterator[tuple[Any, ...]]:
    """One tuple per problem, in the order of `COLUMNS`; what does not apply is None."""
    for file in report.files:
        for problem in file.problems:
            yield (_named(file), *_problem(problem).values())


def _named(file: FileReport) -> str:
    """The file's name as it may be printed: line ends and control characters in it are escaped."""
    return shown(file.file, _LONGEST_NAME)


def as_csv(report: FolderReport) -> str:
    """The problems as CSV with a header, LF line ends. A text a spreadsheet would calculate gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in rows(report):
        writer.writerow(["" if cell is None else _harmless(cell) for cell in line])
    return out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def write_xlsx(report: FolderReport, path: Path) -> None:
    """Write the problems as a workbook (and a sheet with the files). Raises OSError when it cannot be written."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        heading = book.add_format({"bold": True})
        _sheet(book.add_worksheet("Problems"), COLUMNS, _WIDTHS, rows(report), heading)
        files = ((_named(f), f.sha256, f.rows, f.errors, f.warnings) for f in report.files)
        names = ("file", "sha256", "rows", "errors", "warnings")
        _sheet(book.add_worksheet("Files"), names, (32, 66, 12, 10, 10), files, heading)


def _sheet(sheet: Any, names: tuple[str, ...], widths: tuple[int, ...], lines: Iterator, heading: Any) -> None:
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, heading)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines, start=1):
        if number == _SHEET_ROWS - 1:
            sheet.write_string(number, 0, "The list goes on; use --format csv for all of it.")
            break
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_string(number, column, _harmless(cell))


def as_lines(report: FolderReport) -> Iterator[str]:
    """The report as plain lines grouped by file; a file without problems has one line."""
    for file in report.files:
        yield f"{_named(file)}: {_counts(file)}"
        for problem in file.problems:
            yield f"  {place(problem)}: {problem.message}"
            if problem.remedy:
                yield f"      {problem.remedy}"
    files = len(report.files)
    yield f"{files} {'file' if files == 1 else 'files'}: {_totals(report.errors, report.warnings)}"


def place(problem: Problem) -> str:
    """Where a problem is: `error S112 · row 318, DOE012`; the element only when the sentence does not name it."""
    where = [f"row {problem.row}"] if problem.row is not None else []
    where += [problem.element] if problem.element and problem.element not in problem.message else []
    return " · ".join([f"{problem.severity} {problem.id}", *([", ".join(where)] if where else [])])


def _counts(file: FileReport) -> str:
    records = "1 record" if file.rows == 1 else f"{file.rows:,} records"
    return f"{records}, {_totals(file.errors, file.warnings)}"


def _totals(errors: int, warnings: int) -> str:
    def count(number: int, word: str) -> str:
        return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s" if number else f"no {word}s"

    return f"{count(errors, 'error')}, {count(warnings, 'warning')}"
