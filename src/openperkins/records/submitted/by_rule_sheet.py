"""The first sheet of an annotated file: which rules it breaks, how often, and what is wrong with it as a whole."""

from __future__ import annotations

from typing import Any

from openperkins.records.model import FileReport
from openperkins.records.submitted.withheld import by_rule

_COLUMNS = (
    ("Rule", 8),
    ("Severity", 10),
    ("What is wrong", 70),
    ("How to put it right", 60),
    ("How often", 10),
    ("First rows", 24),
    ("Columns", 24),
)
_WHOLE = "Problems of the file as a whole"


def write_by_rule(book: Any, report: FileReport, law: Any) -> None:
    """Add the sheet to an XlsxWriter workbook; texts never become formulas."""
    sheet = book.add_worksheet("Problems by rule")
    heading = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, heading)
    sheet.freeze_panes(1, 0)
    at = 1
    for rule in by_rule(report, law):
        texts = (rule.id, rule.severity, rule.sentence, rule.remedy)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, text, wrapped)
        sheet.write_number(at, 4, rule.count)
        more = ", …" if rule.count > len(rule.rows) > 0 else ""
        sheet.write_string(at, 5, ", ".join(map(str, rule.rows)) + more, wrapped)
        sheet.write_string(at, 6, ", ".join(rule.elements), wrapped)
        at += 1
    if at == 1:
        sheet.write_string(at, 2, "Nothing is wrong with this file.")
    _whole_file(sheet, report, at + 1, heading, wrapped)


def _whole_file(sheet: Any, report: FileReport, at: int, heading: Any, wrapped: Any) -> None:
    whole = [problem for problem in report.problems if problem.row is None]
    if not whole:
        return
    sheet.write_string(at, 0, _WHOLE, heading)
    for at, problem in enumerate(whole, start=at + 1):  # noqa: B020
        for column, text in enumerate((problem.id, problem.severity, problem.message, problem.remedy)):
            sheet.write_string(at, column, text, wrapped)
