"""What a case's cells say has to come out, beside what an engine found."""

from __future__ import annotations

import re
from typing import Any

from openperkins.engine.trace import leaf_column
from openperkins.facts.enrollment import octobers_of
from openperkins.indicators.catalogue import BY_CODE
from openperkins.kernel import leaves
from openperkins.populations.catalogue import POPULATIONS

from .asking import Asked
from .pages import Case
from .students import is_input

#: column → fact of the traced row
FACTS = {
    "counted at": "org_code",
    "counted in": "program",
    "ELA result": "grade_10_ela_level",
    "mathematics result": "grade_10_math_level",
    "cohort outcome": "cohort_outcome",
    "status that counts": "leaving_status",
    "answer that counts": "follow_up_status",
    "nontraditional for": "nontraditional_for",
}
PARTS = ("population", "denominator", "numerator")


def expected(case: Case) -> dict[str, str]:
    """The columns of a case that say what has to come out."""
    return {name: cell for name, cell in case.cells.items() if name != "why" and not is_input(name)}


def found(case: Case, asked: Asked) -> dict[str, str]:
    """The same columns as an engine answers them. Raises ValueError for a column nobody knows."""
    return {name: _found(case, name, asked) for name in expected(case)}


def _found(case: Case, column: str, asked: Asked) -> str:
    row = asked.of(case)
    if column in FACTS:
        return row[FACTS[column]] or ""
    if column.removeprefix("in ") in PARTS:
        return part_of(row, case.indicator, column.removeprefix("in "))
    if column == "belongs to":
        return ", ".join(p.code for p in POPULATIONS if row[f"is_{p.code}"] and p.code != "all")
    if column == "Octobers in CTE":
        return ", ".join(map(str, octobers_of(row["cte_octobers"], case.year)))
    match = re.fullmatch(r"(\d[A-Z]\d) (population|denominator|numerator)", column)
    if match is None:
        raise ValueError(f"{case.page}: nobody knows the column {column!r}")
    return part_of(asked.of(case, match[1]), match[1], match[2])


def part_of(row: dict[str, Any], code: str, part: str) -> str:
    """`yes`, `no`, or `unknown`: in the part before, no criterion says no, and one could not be answered."""
    if row[f"{code}_in_{part}"]:
        return "yes"
    before = PARTS.index(part) - 1
    if before >= 0 and not row[f"{code}_in_{PARTS[before]}"]:
        return "no"
    rule = dict(BY_CODE[code].parts)[part]
    answers = [row[leaf_column(code, part, place)] for place, _ in enumerate(leaves(rule))]
    return "unknown" if None in answers and False not in answers else "no"
