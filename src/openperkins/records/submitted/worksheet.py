"""Follow-up answers in and out: a worksheet to fill in, and a follow-up file of answers typed in a form.

Both give files as a records folder takes them (formats.md "Follow-up"). Nothing typed is changed on the way: what a
follow-up file cannot hold is refused by name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from openperkins.errors import InputError, StorageError, nearest
from openperkins.records.model import SourceFile
from openperkins.records.problems import ProblemLog, shown
from openperkins.records.reading import open_records
from openperkins.records.reading.layouts import LAYOUTS
from openperkins.records.reading.lines import MOST_VALUE_CHARACTERS

COLUMNS = LAYOUTS["follow_up"].columns
_SASID = re.compile(r"[0-9A-Z]{10}")
_DATE = re.compile(r"(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)?")
#: a text file of records holds none of these
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")
_WIDTHS = {"sasid": 14, "status": 20, "responded_on": 14, "institution": 34, "note": 50}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one leaver, as typed: `status` one of the law's, `responded_on` a date or empty."""

    status: str
    responded_on: str = ""
    institution: str = ""
    note: str = ""


def write_answers(answers: Mapping[str, Answer], path: str | Path, statuses: Sequence[str]) -> int:
    """Write answers (SASID → answer) as a follow-up CSV, sorted by SASID; returns how many there are.

    The file is there whole or not at all. Raises InputError naming every answer a follow-up file cannot hold (an
    unknown status, no date, a line break), StorageError when it cannot be written.
    """
    wrong = [fault for sasid in sorted(answers) for fault in _faults(sasid, answers[sasid], statuses)]
    if not answers:
        wrong = ["There is no answer."]
    if wrong:
        raise InputError(" ".join(wrong), "Correct the answers; nothing was written.")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for sasid in sorted(answers):
        answer = answers[sasid]
        writer.writerow((sasid, answer.status, answer.responded_on, answer.institution, answer.note))
    _put(Path(path), out.getvalue().encode())
    return len(answers)


def _faults(sasid: str, answer: Answer, statuses: Sequence[str]) -> list[str]:
    """What is wrong with one answer, as sentences."""
    faults = []
    if not _SASID.fullmatch(sasid):
        faults.append(f"`{shown(sasid)}` is not a SASID.")
    if answer.status not in statuses:
        near = nearest(answer.status, statuses)
        faults.append(f"{shown(sasid)}: `{shown(answer.status)}` is not a follow-up status. {near}".strip())
    if not _DATE.fullmatch(answer.responded_on):
        faults.append(f"{shown(sasid)}: `{shown(answer.responded_on)}` is not a date as MM/DD/YYYY.")
    for name in ("institution", "note"):
        text = getattr(answer, name)
        if _UNPRINTABLE.search(text):
            faults.append(f"{shown(sasid)}: the {name} has a line break or another character that cannot be stored.")
        if len(text) > MOST_VALUE_CHARACTERS:
            faults.append(f"{shown(sasid)}: the {name} has more than {MOST_VALUE_CHARACTERS:,} characters.")
    return faults


def _put(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StorageError(
            f"{path} cannot be written ({error.strerror}).", "Check the folder and the space."
        ) from error


def read_worksheet(path: str | Path, file_name: str) -> dict[str, Answer]:
    """The answers of a filled worksheet (or any follow-up file), the last of each SASID; values as they are read.

    Raises InputError when it cannot be read at all; what its values are worth is for `check_submission` to say.
    """
    source = SourceFile(Path(path), f"followup/{Path(file_name).name}", "follow_up")
    log = ProblemLog(source.name)
    chunks = [chunk.select(COLUMNS) for chunk in open_records(source, log).chunks()]
    if log.errors:
        problem = next(p for p in log.report("", 0).problems if p.severity == "error")
        raise InputError(problem.message, problem.remedy)
    rows = pl.concat(chunks).iter_rows() if chunks else ()
    return {sasid: Answer(*told) for sasid, *told in rows}


def write_worksheet(leavers: pl.DataFrame, path: str | Path, statuses: Sequence[str]) -> None:
    """Write leavers (the columns of a follow-up file, texts) as a workbook: SASIDs are locked, statuses a list to
    choose from, all cells text. Raises StorageError when it cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            _fill(book, leavers, statuses)
    except (OSError, XlsxWriterException) as error:
        raise StorageError(f"{path} cannot be written ({error}).", "Check the folder and the space.") from error


def _fill(book: Any, leavers: pl.DataFrame, statuses: Sequence[str]) -> None:
    sheet = book.add_worksheet("Follow-up")
    heading = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    fixed = book.add_format({"num_format": "@", "bg_color": "#EEEEEE"})
    free = book.add_format({"num_format": "@", "locked": False, "quote_prefix": True})
    for place, name in enumerate(COLUMNS):
        sheet.set_column(place, place, _WIDTHS[name], fixed if name == "sasid" else free)
        sheet.write_string(0, place, name, heading)
    for number, row in enumerate(leavers.select(COLUMNS).iter_rows(), start=1):
        for place, text in enumerate(row):
            if text:
                sheet.write_string(number, place, text, free if place else fixed)
            else:
                sheet.write_blank(number, place, None, free)
    sheet.freeze_panes(1, 1)
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})
    if leavers.height:
        _choices(sheet, leavers.height, statuses)


def _choices(sheet: Any, rows: int, statuses: Sequence[str]) -> None:
    """The list of statuses, and how a date is written."""
    status, day = COLUMNS.index("status"), COLUMNS.index("responded_on")
    sheet.data_validation(
        1,
        status,
        rows,
        status,
        {
            "validate": "list",
            "source": list(statuses),
            "ignore_blank": False,
            "error_title": "Not a status",
            "error_message": "Choose one of the list.",
        },
    )
    sheet.data_validation(
        1, day, rows, day, {"validate": "any", "input_title": "Date", "input_message": "MM/DD/YYYY, or empty"}
    )
