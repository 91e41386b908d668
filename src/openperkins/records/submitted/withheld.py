"""A report without anything that stands in the file, for those who may not see student records, for mail and for logs.

Source: ux design, "row number and reason, no personal data in messages".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from openperkins.records.layout import EXTENSIONS, FOLDERS, SETTINGS, TOP_FILES
from openperkins.records.model import FileReport, Problem, Severity
from openperkins.records.submitted.sentences import COLUMNS, problem_texts, rule_texts, unlisted

#: rows named in a summary by rule
FIRST_ROWS = 10
_ENDINGS = "|".join(re.escape(e) for e in EXTENSIONS)
_PLACE = re.compile(
    rf"(?:{'|'.join(FOLDERS)})/\d{{4}}(?:-\d{{2}})?(?:[/-]\d{{4}}0000)?(?:{_ENDINGS})"
    rf"|(?:{'|'.join(TOP_FILES)})(?:{_ENDINGS})|{re.escape(SETTINGS)}"
)
_SEVERITIES = ("error", "warning", "note")


def withheld(report: FileReport, law: Any = None) -> FileReport:
    """The same report with no value, name or code of the file in it: not in messages, remedies or its own name.

    Rows, columns of the layout, severities and counts stay. With `law` (a ruleset) messages say what is accepted.
    """
    file = report.file if _PLACE.fullmatch(report.file) else "this file"
    return replace(report, file=file, problems=[_without_value(problem, law) for problem in report.problems])


def _without_value(problem: Problem, law: Any) -> Problem:
    message, remedy = problem_texts(problem, law)
    return replace(problem, message=message, remedy=remedy, value=None, element=_column(problem.element))


def _column(element: str | None) -> str | None:
    """The name of a column when it is one of ours; a file's own column names are content."""
    known = element is not None and (element in COLUMNS or re.fullmatch(r"column [0-9]{1,5}", element))
    return element if known else None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One rule that a file breaks: `count` counts every problem of it, listed or not; `rows` are the first ones.

    `elements` are the columns concerned. Nothing of the file's content is in it.
    """

    id: str
    severity: Severity
    sentence: str
    remedy: str
    count: int
    rows: tuple[int, ...]
    elements: tuple[str, ...]


def by_rule(report: FileReport, law: Any = None) -> list[RuleCount]:
    """A report by rule: errors first, then the rules broken most often. Works on a withheld report as well."""
    groups: dict[tuple[str, Severity], list[Problem]] = {}
    for problem in report.problems:
        groups.setdefault((problem.id, problem.severity), []).append(problem)
    counted = [_counted(id, severity, problems, law) for (id, severity), problems in groups.items()]
    return sorted(counted, key=lambda rule: (_SEVERITIES.index(rule.severity), -rule.count, rule.id))


def _counted(id: str, severity: Severity, problems: list[Problem], law: Any) -> RuleCount:
    sentence, remedy = rule_texts(id, law)
    more = [unlisted(problem) for problem in problems]
    listed = [problem for problem, count in zip(problems, more, strict=True) if count is None]
    rows = sorted({problem.row for problem in listed if problem.row is not None})[:FIRST_ROWS]
    elements = sorted({e for problem in listed if (e := _column(problem.element))})
    count = len(listed) + sum(n for n in more if n is not None)
    return RuleCount(id, severity, sentence, remedy, count, tuple(rows), tuple(elements))
