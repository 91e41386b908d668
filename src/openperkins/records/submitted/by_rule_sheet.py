"""The first sheet of an annotated file: which rules it breaks, how often, and what is wrong with it as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openperkins.records.model import FileReport
from openperkins.records.submitted.text_workbook import Style, TextWorkbook
from openperkins.records.submitted.withheld import by_rule

_COLUMNS = {
    "Rule": 8,
    "Severity": 10,
    "What is wrong": 70,
    "How to put it right": 60,
    "How often": 10,
    "First rows": 24,
    "Columns": 24,
}
_CHARACTERS = 60


def write_by_rule(book: TextWorkbook, report: FileReport, law: Any) -> None:
    """Add the sheet to a workbook."""
    with book.sheet("Problems by rule", tuple(_COLUMNS.values()), (1, 0)) as sheet:
        for number, (texts, style) in enumerate(_lines(report, law), start=1):
            lines = max(1 + len(text) // _CHARACTERS for text in texts)
            sheet.row(number, [(text, style) for text in texts], lines)


def _lines(report: FileReport, law: Any) -> Iterator[tuple[tuple[str, ...], Style]]:
    yield tuple(_COLUMNS), "heading"
    rules = by_rule(report, law)
    for rule in rules:
        more = ", …" if rule.count > len(rule.rows) > 0 else ""
        rows = ", ".join(map(str, rule.rows)) + more
        texts = rule.id, rule.severity, rule.sentence, rule.remedy, f"{rule.count:,}", rows, ", ".join(rule.elements)
        yield texts, "wrapped"
    if not rules:
        yield ("", "", "Nothing is wrong with this file."), "wrapped"
    whole = [problem for problem in report.problems if problem.row is None]
    if whole:
        yield ("",), "text"
        yield ("Problems of the file as a whole",), "heading"
    for problem in whole:
        yield (problem.id, problem.severity, problem.message, problem.remedy), "wrapped"
