"""A report as pages show it: without anything that stands in the file. Made once, when the file is checked."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from openperkins.portal.law import ruleset_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import beside, keep_text
from openperkins.records.model import FileReport, Problem
from openperkins.records.submitted.withheld import by_rule, withheld

#: problems a page lists; the CSV file has all that the report lists
MOST_SHOWN = 1_000
_HEADER = ("file", "row", "element", "rule", "severity", "what is wrong", "how to put it right")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\x00")


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One problem: where, which rule, what is wrong, how to put it right. `element` is said in words."""

    row: int | None
    element: str
    rule: str
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule a file breaks, `count` times; `rows` are the first rows."""

    id: str
    severity: str
    sentence: str
    remedy: str
    count: int
    rows: list[int]
    elements: list[str]

    @property
    def often(self) -> str:
        return f"{self.count:,}"

    @property
    def more(self) -> bool:
        """Whether it breaks the rule in further rows."""
        return self.count > len(self.rows) > 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a report. `listed` counts the problems it lists, `problems` are the first."""

    rules: list[ShownRule] = field(default_factory=list)
    problems: list[ShownProblem] = field(default_factory=list)
    listed: int = 0

    @property
    def listed_text(self) -> str:
        return f"{self.listed:,}"


def keep_shown(submission: Submission, report: FileReport) -> None:
    """Keep what pages and the CSV file show of a report."""
    law = ruleset_of()
    bare = withheld(report, law)
    names = _names(law) if submission.kind == "sims" else {}
    problems = [_shown(problem, names) for problem in bare.problems]
    rules = [
        ShownRule(r.id, r.severity, r.sentence, r.remedy, r.count, list(r.rows), [names.get(e, e) for e in r.elements])
        for r in by_rule(bare, law)
    ]
    page = Shown(rules, problems[:MOST_SHOWN], len(problems))
    keep_text(csv_of(submission), _as_csv(submission.file_name, problems))
    keep_text(_page_of(submission), json.dumps(asdict(page), ensure_ascii=False))


def shown(submission: Submission) -> Shown | None:
    """What was kept; None before the check."""
    try:
        stated: dict[str, Any] = json.loads(_page_of(submission).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    rules = [ShownRule(**rule) for rule in stated["rules"]]
    return Shown(rules, [ShownProblem(**problem) for problem in stated["problems"]], stated["listed"])


def csv_of(submission: Submission) -> Path:
    """The list of problems as a file."""
    return beside(submission.sha256, submission.suffix, f"{submission.pk}.problems.csv")


def _page_of(submission: Submission) -> Path:
    return beside(submission.sha256, submission.suffix, f"{submission.pk}.shown.json")


def _shown(problem: Problem, names: dict[str, str]) -> ShownProblem:
    element = problem.element or ""
    return ShownProblem(
        problem.row, names.get(element, element), problem.id, problem.severity, problem.message, problem.remedy
    )


def _names(law: Any) -> dict[str, str]:
    """`DOE012` → `DOE012 City of birth, column L`: what a spreadsheet calls the place of an element."""
    rows = law.table("sims_elements")
    return {row["element"]: f"{row['element']} {row['name']}, column {_letters(int(row['position']))}" for row in rows}


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _as_csv(file_name: str, problems: list[ShownProblem]) -> str:
    """The problems with a byte order mark, which Excel needs, and no text that it would calculate."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for p in problems:
        row = (file_name, "" if p.row is None else p.row, p.element, p.rule, p.severity, p.message, p.remedy)
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
