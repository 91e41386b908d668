"""Reads the specification pages: every row of a table is a case with the conditions its heading states.

A heading is `## Words (clauses)`; the clauses, parted by `;`, are an indicator (`4S1`), `with <parameter> = <value>`,
or `without a cohort file`. The last column, `why`, names the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openperkins.indicators.catalogue import BY_CODE
from openperkins.schoolyear import SchoolYear

SPECS = Path(__file__).parents[2] / "specs"
PAGES = (
    *sorted(path.relative_to(SPECS).as_posix() for path in (SPECS / "indicators").glob("*.md")),
    *sorted(path.relative_to(SPECS).as_posix() for path in (SPECS / "facts").glob("*.md")),
    "populations.md",
)
DEFAULT_INDICATOR = "3S1"
DEFAULT_YEAR = "2016-17"
FIRST_SASID = 1_000_000_001


@dataclass(frozen=True)
class Conditions:
    """What a table is run under: changed parameters, and whether there is a cohort file of 2017."""

    changes: tuple[tuple[str, str], ...] = ()
    cohort_file: bool = True


@dataclass(frozen=True)
class Case:
    """One row of a table: a student of his or her own."""

    page: str
    heading: str
    indicator: str
    conditions: Conditions
    year: int
    cells: dict[str, str]
    sasid: str

    @property
    def why(self) -> str:
        return self.cells["why"]

    @property
    def name(self) -> str:
        return f"{self.page.removesuffix('.md')}: {self.heading}: {self.why}"

    def __hash__(self) -> int:
        return hash(self.sasid)


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every page, in the order of the pages; each with a SASID of its own."""
    found: list[Case] = []
    for page in PAGES:
        for heading, table in _tables(page):
            words, indicator, conditions = _clauses(page, heading)
            for cells in table:
                year = SchoolYear.parse(cells.get("year") or DEFAULT_YEAR).ends
                sasid = str(FIRST_SASID + len(found))
                found.append(Case(page, words, indicator, conditions, year, cells, sasid))
    return tuple(found)


def conditions_stated() -> tuple[Conditions, ...]:
    """Each set of conditions once, in the order of the pages; the default ones first."""
    return tuple(dict.fromkeys([Conditions(), *(case.conditions for case in cases())]))


def _tables(page: str) -> list[tuple[str, list[dict[str, str]]]]:
    found = []
    for section in re.split(r"^## ", (SPECS / page).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = section.splitlines()
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line[:1] == "|"]
        if not rows:
            continue
        header, _, *body = rows
        if any(len(row) != len(header) for row in body):
            raise ValueError(f"{page}, {heading}: a row has more or fewer cells than its header")
        if header[-1] != "why":
            raise ValueError(f"{page}, {heading}: the last column has to be `why`")
        found.append((heading.strip(), [dict(zip(header, row, strict=True)) for row in body]))
    return found


def _clauses(page: str, heading: str) -> tuple[str, str, Conditions]:
    code = Path(page).name[:3].upper()
    indicator = code if code in BY_CODE else DEFAULT_INDICATOR
    match = re.fullmatch(r"(.*?)\s*\((.*)\)", heading)
    if match is None:
        return heading, indicator, Conditions()
    changes, cohort_file = [], True
    for clause in match[2].split(";"):
        clause = clause.strip()
        if clause in BY_CODE:
            indicator = clause
        elif clause == "without a cohort file":
            cohort_file = False
        elif clause.startswith("with "):
            name, _, value = clause.removeprefix("with ").partition("=")
            changes.append((name.strip(), value.strip()))
        else:
            raise ValueError(f"{page}: {clause!r} in a heading says nothing the runner knows")
    return heading, indicator, Conditions(tuple(changes), cohort_file)
