"""Listing refused values: each with its cause, in a sentence that says what was found and what is expected."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import polars as pl

from openperkins.records.checks.codebook import ELEMENTS, Element
from openperkins.records.checks.damage import CAUSES_BY_NAME, cause_of
from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.checks.valid import valid
from openperkins.records.model import Severity
from openperkins.records.reading.frames import SENT
from openperkins.schoolyear import SchoolYear


def check_column(
    frame: pl.DataFrame,
    element: Element,
    tally: Tally,
    *,
    optional: bool = False,
    severity: Severity = "error",
) -> pl.Series:
    """Check one column of a headed file (`frame` has it as text, and `row`); bad values go to the tally.

    Returns a Boolean per row: the value is well written, or empty where that is allowed.
    """
    fine = valid(element)
    if optional:
        fine = fine | (pl.col(element.id) == "")
    passed = frame.select(fine.alias("fine"))["fine"]
    if not passed.all():
        list_refused(element, refused_values(frame, element.id, ~passed), tally, severity=severity)
    return passed


def refused_values(chunk: pl.DataFrame, column: str, refused: pl.Series) -> pl.DataFrame:
    """Rows of a chunk: `row`, the `value` of a column and the value as `sent`."""
    places = refused.arg_true()
    value = chunk[column].gather(places)
    sent = chunk[column + SENT].gather(places) if column + SENT in chunk.columns else value
    # A chunk joined of several may lack what was sent where nothing was rewritten.
    return pl.DataFrame({"row": chunk["row"].gather(places), "value": value, "sent": sent.fill_null(value)})


def list_refused(
    element: Element,
    bad: pl.DataFrame,
    tally: Tally,
    *,
    school_year: int | None = None,
    empty_id: str = "",
    severity: Severity = "error",
) -> None:
    """Put refused values (`bad`: `row`, `value`, and `sent` to be shown) of one element into the tally, by cause.

    `empty_id` is the check an empty value breaks, by default the element's own.
    """
    empty = bad.filter(pl.col("value") == "")
    if empty.height:
        finding = _empty(element, empty_id or element.check_id, severity)
        tally.rows(finding, empty, lambda line: f"{_titled(element)} is empty.", value="sent")
    held = bad.filter(pl.col("value") != "")
    if not held.height:
        return
    retired = element.retired(school_year) if school_year else ()
    words = cache(partial(_words, element, school_year=school_year))
    named = held.with_columns(cause_of(element, retired))
    for (cause,), lines in named.group_by("cause", maintain_order=True):
        finding = _finding(element, str(cause), school_year, severity)
        tally.rows(finding, lines, partial(_sentence, element, words), value="sent")


def _titled(element: Element) -> str:
    return element.id if element.name == element.id else f"{element.id} ({element.name})"


def _empty(element: Element, id: str, severity: Severity) -> Finding:
    remedy = f"Every record needs {element.noun}."
    if element.filler:
        remedy = f"Write {element.filler} when it does not apply."
    wide = f"{_titled(element)} is empty on {{count}} rows; the first is row {{row}}."
    return Finding(id, severity, remedy, element.id, "empty", wide)


def _finding(element: Element, name: str, school_year: int | None, severity: Severity) -> Finding:
    cause, words = CAUSES_BY_NAME[name], _words(element, "", school_year)
    wide = ""
    if cause.wide:
        says = _fill(cause.wide, words)
        wide = f"{{count}} values of {_titled(element)} {says}; the first is `{{value}}` on row {{row}}."
    return Finding(element.check_id, severity, _fill(cause.remedy, words), element.id, name, wide)


def _sentence(element: Element, words: Callable[[str], Mapping[str, str]], line: Mapping[str, Any]) -> str:
    says = _fill(CAUSES_BY_NAME[line["cause"]].says, words(line["value"]))
    text = f"{element.id}: `{line['sent']}` {says}"
    return text if text.endswith("?") else text + "."


def _words(element: Element, value: str, school_year: int | None) -> dict[str, str]:
    digits = value.lstrip("0")
    zero = next((c for c in element.codes if value.isdigit() and c != value and c.lstrip("0") == digits), "")
    label = element.labels.get(zero, "")
    last = next((v.last_year for v in element.values if v.code == value and v.last_year), None)
    close = [] if element.is_short else difflib.get_close_matches(value.lower(), element.codes, n=1)
    return {
        "noun": element.noun,
        "accepts": element.constant if element.is_constant(school_year) else element.accepts,
        "length": f"{len(value)} character" + ("" if len(value) == 1 else "s"),
        "meant": f": did you mean `{zero}`{f' ({label})' if label else ''}?" if zero else "",
        "near": f". Did you mean `{close[0]}`?" if close else "",
        "school_year": str(SchoolYear(school_year)) if school_year else "this year",
        "last_year": str(SchoolYear(last)) if last else "an earlier year",
        "place": "in the student information system" if element.id in ELEMENTS else "where the file comes from",
    }


def _fill(template: str, words: Mapping[str, str]) -> str:
    return template.format(**words)
