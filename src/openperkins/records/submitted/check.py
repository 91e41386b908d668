"""Checking one file as it is handed in: what a records folder would say of it, and that it is its sender's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from openperkins.errors import StorageError
from openperkins.records.layout import EXTENSIONS
from openperkins.records.model import FileReport, Kind, Problem, Season
from openperkins.records.pipeline import examine_file
from openperkins.records.problems import shown
from openperkins.records.reading.catalogue import problem
from openperkins.records.submitted.beside import Beside, as_beside, known_of
from openperkins.records.submitted.compared import Comparison
from openperkins.records.submitted.file_name import says_otherwise
from openperkins.records.submitted.place import Handed, is_read, suffix_of


def check_submission(
    path: str | Path,
    *,
    kind: Kind,
    school_year: int | None = None,
    season: Season | None = None,
    district: str | None = None,
    file_name: str,
    beside: Beside | Path | str | None = None,
    law: Any,
) -> FileReport:
    """Check one file by what it was stated to be; `report.file` is its place in a records folder.

    `school_year` is the year it ends in; `district` the sender, None for the State. `file_name` is the sender's own
    name of the file: its ending says how to read it, and a name that plainly says something else is a warning; the
    name itself is in no message. `beside` is a records folder (or `Beside`) with what was certified before: codes
    and students are compared with it, an earlier version of the same file in it is left out.
    Raises UsageError for a statement that makes no sense, StorageError when the file cannot be opened.
    """
    path, handed, suffix = Path(path), Handed(kind, school_year, season, district), suffix_of(file_name)
    source = handed.source(path, suffix)
    if not path.is_file():
        raise StorageError(f"{source.name} cannot be read: there is no such file.", "Hand it in again.")
    if not is_read(suffix, kind):
        return FileReport(source.name, "", 0, [_unread(suffix)], errors=1)
    stands_beside = as_beside(beside)
    known = known_of(stands_beside, law, kind)
    comparison = Comparison(stands_beside, known, handed.stem())
    report = examine_file(source, law=law, known=known, beside=None if kind == "settings" else comparison)
    return _with(report, says_otherwise(file_name, handed))


def _unread(suffix: str) -> Problem:
    ending = f"a file ending in {shown(suffix)}" if re.fullmatch(r"\.\w{1,10}", suffix) else "a file of another ending"
    expected = ", ".join(EXTENSIONS)
    return problem("F014", what=ending, expected=f"one of {expected}", how="Save it as CSV UTF-8 or as .xlsx.")


def _with(report: FileReport, told: list[Problem]) -> FileReport:
    """The report with problems of the file's name in front."""
    report.problems = [*told, *report.problems]
    report.warnings += len(told)
    return report
