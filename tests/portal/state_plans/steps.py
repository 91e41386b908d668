"""What the tests of State Improvement Plans share: the State's figures of 2016-17, and its plan of 2S1 on its way."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.documents.models import Document
from openperkins.portal.results.models import Publication
from openperkins.portal.state_plans.answers import QUESTIONS
from tests.portal import factories

LIST, PLAN = "/s/state-plans/?year=2018", "/s/state-plans/2018/2S1/"
MET = (200, 190)
#: of 2S1: all students 1,200 of 2,000 against 90, the line 81
GROUPS = {
    "all": (2000, 1200),
    "male": (1100, 700),
    "female": (900, 500),
    "hispanic_or_latino": (400, 260),
    "white": (1200, 760),
    "black_or_african_american": (300, 150),
    "migrant": (4, 1),
    "students_with_disabilities": (0, 0),
    "limited_english_proficient": (100, 60),
    "economically_disadvantaged": (1000, 640),
}


def sheet(indicator: str = "2S1", groups: dict[str, tuple[int, int]] | None = None, level: str = "90") -> str:
    """The State's cells: `groups` of one core indicator as (students, made it), everything else met."""
    columns = {}
    for one in INDICATORS:
        of_one = (GROUPS if groups is None else groups) if one == indicator else {}
        columns[one] = [level, "state", "81" if level == "90" else None, [_cell(of_one, p) for p in POPULATIONS]]
    return json.dumps(columns)


def _cell(groups: dict[str, tuple[int, int]], population: str) -> list[Any]:
    students, made = groups.get(population, MET)
    if not students:
        return [0, 0, None, "none", "not_required"]
    below = made * 100 < 81 * students
    plan = "required" if below and population == "all" else "not_required"
    return [students, made, f"{made * 100 / students:.2f}", "below" if below else "met", plan]


def figures(year: int = 2017, version: int = 1, of_state: str = "") -> Publication:
    """Figures of a year in which the State owes a plan of 2S1, unless `of_state` says otherwise."""
    return factories.publish(year, version=version, of_state=of_state or sheet())


def text(answer: Any) -> str:
    """The page as it reads in its source."""
    return unescape(answer.content.decode())


def written(**changed: str) -> dict[str, str]:
    """A whole plan as the page sends it, from nothing; `changed` by the last part of the question."""
    said = {question: f"About {question.partition('.')[2] or question}." for question in QUESTIONS}
    said |= {next(one for one in QUESTIONS if one.endswith(name)): words for name, words in changed.items()}
    return {f"q.{question}": words for question, words in said.items()}


def plan() -> Document:
    """The plan as it is stored."""
    return Document.objects.get(kind="state_plan", school_year=2018, part="2S1")


def send(client_of: Any, role: str = "data_steward", **changed: str) -> Document:
    """Write and send; a second person decides then."""
    writer = client_of(role)
    answer = writer.post(PLAN, written(**changed))
    assert answer.status_code == 302, text(answer)
    answer = writer.post(f"{PLAN}check/", {"note": ""})
    assert answer.status_code == 302, text(answer)
    return plan()


def approve(client_of: Any) -> Document:
    """What a data steward sent is approved by an administrator."""
    answer = client_of("administrator").post(f"{PLAN}approve/", {"note": ""})
    assert answer.status_code == 302, text(answer)
    return plan()
