"""The checks of files that are handed in one at a time, T01 to T04: each runs here once, and its problem is shown."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openperkins.api import check_submission
from openperkins.law.model import Ruleset
from openperkins.records.model import Problem
from openperkins.records.submitted.in_child import Limits, check_in_child
from tests.records.checks.good_records import STUDENT, line, write

_OWN = "01010000"
_STRANGER = STUDENT | {"DOE002": "1010000077", "DOE015": "01020505"}
_ANSWERS = "sasid,status,responded_on,institution,note\n1010000077,postsecondary,03/01/2018,,\n"
_COHORT = "sasid,cohort_year,org_code,outcome\n1010000001,2018,01020505,graduated\n"
_MOMENT = 0.01


def handed_in(ruleset: Ruleset) -> dict[str, Problem]:
    """Check → the problem it gave."""
    with tempfile.TemporaryDirectory() as folder:
        return {problem.id: problem for problem in _found(Path(folder), ruleset)}


def _found(folder: Path, ruleset: Ruleset) -> Iterator[Problem]:
    beside = write(folder / "beside", {"sims/2018-06/01020000": [_STRANGER]})
    file = folder / "handed"

    def told(text: str, id: str, **said: Any) -> Problem:
        file.write_text(text, encoding="utf-8")
        said = {"school_year": 2018, "district": _OWN, "file_name": "export.csv", "law": ruleset} | said
        report = check_submission(file, beside=beside, **said)
        return next(problem for problem in report.problems if problem.id == id)

    june = {"kind": "sims", "season": "end_of_year"}
    yield told(_COHORT, "T01", kind="cohort")
    yield told(_ANSWERS, "T02", kind="follow_up")
    yield told(line(STUDENT), "T03", file_name="2017-10.csv", **june)
    yield _out_of_time(file, ruleset, june)


def _out_of_time(file: Path, ruleset: Ruleset, june: dict[str, Any]) -> Problem:
    """T04, brought about by a moment's patience; told with the patience files really have."""
    said = {"school_year": 2018, "district": _OWN, "file_name": "export.csv", "law": ruleset} | june
    (problem,) = check_in_child(file, limits=Limits(wall_seconds=_MOMENT), **said).problems
    message = problem.message.replace(str(_MOMENT), str(Limits().wall_seconds))
    return Problem(problem.id, problem.severity, message, problem.remedy)
