"""Runs every row of specs/checks.md, and holds code, spec and reference rule ids together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openperkins.law import load_ruleset
from openperkins.records import pipeline
from openperkins.records.checks import cross_element
from tests.records.checks.good_records import parse, write

ROOT = Path(__file__).parents[3]
SPEC = ROOT / "specs" / "checks.md"
CHECKS = ROOT / "src" / "openperkins" / "records" / "checks"
#: the ids of the 28 published rules
PUBLISHED = {f"V{n:02d}" for n in range(1, 29)}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _cases() -> list[list[str]]:
    lines = SPEC.read_text(encoding="utf-8").splitlines()
    rows = [_cells(line) for line in lines if line.startswith("|") and not line.startswith(("|---", "| check"))]
    assert all(len(row) == 4 for row in rows)
    return rows


CASES = _cases()


@pytest.fixture(scope="module")
def law():
    return load_ruleset("perkins_iv_ma")


@pytest.mark.parametrize(("check", "what", "holds", "problems"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_case(tmp_path, law, check, what, holds, problems):
    report = pipeline.examine(write(tmp_path, parse(holds)), law=law)
    found = [p for file in report.files for p in file.problems if p.severity != "note"]
    expected = [] if problems == "-" else problems.split(", ")
    assert sorted(p.id for p in found) == sorted(expected), [p.message for p in found]
    for problem in found:
        assert problem.message.endswith((".", "?")), problem.message
        assert problem.remedy, problem
    assert report.errors == sum(p.severity == "error" for p in found)
    assert report.warnings == sum(p.severity == "warning" for p in found)


def _ids_in_code() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CHECKS.glob("*.py")))
    quoted = set(re.findall(r'"([A-Z]\d{2})"', text))
    return quoted | {f"S{n}" for n in range(101, 153)}


def test_every_check_has_a_case_and_every_case_a_check():
    expected = {id for case in CASES for id in case[3].split(", ")} - {"-"}
    assert expected == _ids_in_code()


def test_every_published_rule_is_there():
    assert _ids_in_code() >= PUBLISHED


def test_rules_name_what_they_cite():
    ids = [check.id for check in cross_element.CHECKS]
    assert len(ids) == len(set(ids))
    assert all(check.cites and check.says and check.remedy and check.elements for check in cross_element.CHECKS)
