"""Nothing that stands in a file survives in a withheld report: for every problem there is, and whatever it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openperkins.api import by_rule, withheld
from openperkins.records import pipeline
from openperkins.records.model import FileReport, Problem, SourceFile
from openperkins.records.reading.catalogue import CATALOGUE
from openperkins.records.submitted import sentences
from openperkins.records.submitted.texts import TEXTS
from tests.records.checks.good_records import parse, write
from tests.records.reading.reading_cases import CASES as READING

ROOT = Path(__file__).parents[2]
CHECKS = ROOT / "src" / "openperkins" / "records" / "checks"
SUBMITTED = ROOT / "src" / "openperkins" / "records" / "submitted"
CANARIES = ("Zoë-CANARY", "7313131313", "=CANARY(1)", "C`AN`ARY. 5 rows", "x\nCANARY (the two rows are the same);")


def _all_ids() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*CHECKS.glob("*.py"), *SUBMITTED.glob("*.py")))
    return set(re.findall(r'"([A-Z]\d{2})"', text)) | {f"S{n}" for n in range(101, 153)} | set(CATALOGUE)


IDS = sorted(_all_ids())


def _messages(id: str, canary: str) -> list[str]:
    """Every way a message could hold the value, true sentences and made-up ones."""
    made = [
        canary,
        f"DOE012: `{canary}` has 9 characters; 01 expected: did you mean `{canary}` ({canary})?",
        f"DOE012: `{canary}` is not a code; accepted: 01. Did you mean `{canary}`?",
        f"5 values of DOE012 ({canary}) start with an apostrophe; the first is `{canary}` on row 3.",
        f"5 records have another gender than {canary}; the first is row 3.",
        f"5 rows {canary}",
        f"DOE012 `{canary}`, DOE016 `{canary}` (June 2018): 04 and 10 are reported only in grades 11, 12 and SP.",
        f"SASID `{canary}` is already on row 2 of {canary}; a district reports a student once in a collection.",
        f"SASID {canary} is already on row 2{canary}",
        f"Line 4, {canary}: “{canary}” holds {canary}.",
        f"Missing columns: {canary}. Missing columns: status.",
        f"Missing columns: status, {canary}. The header has {canary}.",
        f"The first 1,000 problems of kind {id} are listed … and {canary} more of the same kind.",
        f"Line 4 has 51 values; 52 values are required. The first value that looks out of place is {canary}.",
        f"Codes read as settings.yaml maps them: 5; the first is `{canary}` on row 4.",
        f"District {canary} reports DOE012 `{canary}` here and the other of 10 and 11 on row 1 of {canary}.",
        f"status: the value {canary} is empty.",
    ]
    if id in CATALOGUE:
        ours = {"row": "4", "element": "DOE012", "Line": "Line", "line": "line", "most": "9", "count": "5 values"}
        ours |= {"found": "5 values", "expected": "9 values", "position": "7", "where": "", "more": ""}
        made.append(re.sub(r"\{(\w+)\}", lambda m: ours.get(m[1], canary), CATALOGUE[id].message))
        made.append(
            re.sub(r"\{(\w+)\}", canary.replace("\\", "") if "\n" not in canary else "CANARY", CATALOGUE[id].message)
        )
    return made


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("with_law", [True, False])
def test_no_canary_survives(id, with_law, law):
    for canary in CANARIES:
        problems = [
            Problem(id, "error", message, canary, 4, element, value)
            for message in _messages(id, canary)
            for element in ("DOE012", "sasid", "status", canary, None)
            for value in (canary, None)
        ]
        report = FileReport(f"mcas/{canary}.csv", "0" * 64, 9, problems, len(problems), 0)
        hidden = withheld(report, law if with_law else None)
        told = repr(hidden) + repr(by_rule(hidden)) + repr(by_rule(report, law if with_law else None))
        assert not any(part in told for part in (canary, "CANARY", "7313131313")), id
        assert all(p.value is None and p.row == 4 for p in hidden.problems)


def _spec_reports(folder: Path, law):
    lines = (ROOT / "specs" / "checks.md").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")]
    for number, case in enumerate(c for c in cells if len(c) == 4 and c[0] not in ("check", "---")):
        yield from pipeline.examine(write(folder / str(number), parse(case[2])), law=law).files


def _is_told(problem: Problem, law) -> bool:
    """Whether the problem has a value that is not among the words of its rule anyway."""
    own = " ".join(sentences.rule_texts(problem.id, law))
    return bool(problem.value) and len(problem.value) > 4 and problem.value not in own


def test_true_sentences_are_said_and_hold_nothing(tmp_path, law):
    """Over the cases of the specification: no SASID, no value that is not one of the law's own words."""
    said: dict[str, str] = {}
    for report in _spec_reports(tmp_path, law):
        for problem, hidden in zip(report.problems, withheld(report, law).problems, strict=True):
            text = f"{hidden.message} {hidden.remedy}"
            assert hidden.message and (hidden.message, hidden.remedy) != sentences.UNKNOWN, problem
            assert not re.search(r"10100000\d\d", text), text
            if _is_told(problem, law):
                assert problem.value not in text, text
            said.setdefault(hidden.id, hidden.message)
    assert said["S112"].startswith("DOE012: the value of this cell is too short; accepted: 01, 04-06")
    assert said["V01"] == "DOE012, DOE016: 04 and 10 are reported only in grades 11, 12 and SP."
    assert said["V28"].endswith("The first is on row 1.")


def test_what_reading_says_is_said_without_values(tmp_path, law):
    for number, case in enumerate(READING):
        name = getattr(case, "name", None) or "2016.csv"
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(case.content())
        report = pipeline.examine_file(SourceFile(path, f"mcas/{name}", case.kind, 2016, "october"), law=law)
        for problem, hidden in zip(report.problems, withheld(report, law).problems, strict=True):
            assert (hidden.message, hidden.remedy) != sentences.UNKNOWN, problem
            if _is_told(problem, law):
                assert problem.value not in hidden.message + hidden.remedy, hidden


def test_every_check_has_a_sentence_of_its_own(law):
    for id in IDS:
        sentence, _ = sentences.rule_texts(id, law)
        assert sentence.endswith((".", "?")) and "{" not in sentence and (sentence, "") != sentences.UNKNOWN, id
    assert set(TEXTS) <= set(IDS)


def test_summaries_count_everything():
    more = Problem("V28", "error", "The first 1,000 problems of kind V28 are listed … and 1,464 more of the same kind.")
    listed = [Problem("V28", "error", "m", "r", row, "DOE002", "x") for row in range(5, 25)]
    noted = Problem("N001", "note", "The file began with a byte-order mark; it was dropped.")
    warned = Problem("X07", "warning", "m")
    rules = by_rule(FileReport("sims/2018-06.csv", "", 9, [noted, warned, more, *listed], 1484, 1))
    assert [(r.id, r.count) for r in rules] == [("V28", 1484), ("X07", 1), ("N001", 1)]
    assert rules[0].rows == tuple(range(5, 15)) and rules[0].elements == ("DOE002",)
    again = by_rule(withheld(FileReport("sims/2018-06.csv", "", 9, [more, *listed], 1484, 0)))
    assert again[0].count == 1484
