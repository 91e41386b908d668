"""The product's own checks find no error in the invented state, and warn only of what was put there on purpose."""

from __future__ import annotations

from collections import Counter

from openperkins.law import load_ruleset
from openperkins.records.pipeline import examine

#: id → what was put there on purpose
INTENDED = {
    "X01": "claims by two districts",
    "V30": "a last name changed",
    "X05": "the program programs.csv leaves out",
    "M04": "grade 8 rows",
    "M13": "a level without its score",
}


def test_no_errors_and_only_intended_warnings(state) -> None:
    report = examine(state.folder, law=load_ruleset("perkins_iv_ma"))
    problems = [problem for file in report.files for problem in file.problems]
    assert [p for p in problems if p.severity == "error"] == []
    assert report.errors == 0
    warned = Counter(p.id for p in problems if p.severity == "warning")
    assert set(warned) == set(INTENDED)
