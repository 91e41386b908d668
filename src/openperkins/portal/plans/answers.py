"""Questions of plans and reports: `<population>.<part>`.

A plan asks the district for `female.staff`, `female.agencies` (one a line) and `female.plan`; the State ticks
`female.staff_ok`, `female.agencies_ok` and `female.plan_ok`. A report asks for `female.progress`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openperkins.accountability.names import POPULATIONS
from openperkins.portal.law import population_titles

#: part → what it is called
DISTRICT = {"staff": "staff consulted", "agencies": "agencies and organizations consulted", "plan": "the plan"}
#: point of the minimum requirements → what the liaison ticks
CHECKS = {
    "staff_ok": "the staff consulted are listed",
    "agencies_ok": "the agencies that fit are listed, or none was to be consulted",
    "plan_ok": "the plan describes a change",
}
PROGRESS = {"progress": "progress in carrying out the plan"}
TICKED = "yes"
_TITLES = {**DISTRICT, **CHECKS, **PROGRESS}


@dataclass(frozen=True, slots=True)
class Written:
    """What is written for one population of a plan; empty text where nothing is. Staff and agencies: one a line."""

    staff: str = ""
    agencies: str = ""
    plan: str = ""

    @property
    def any(self) -> bool:
        return bool(self.staff or self.agencies or self.plan)

    @property
    def consulted(self) -> tuple[str, ...]:
        """Staff, then agencies, each once."""
        lines = (line.strip() for line in f"{self.staff}\n{self.agencies}".splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @property
    def faults(self) -> list[str]:
        """What keeps the entry from being whole, as sentences."""
        found = [] if self.consulted else ["Name the staff or agencies you consulted."]
        return found if self.plan else [*found, "Describe the plan."]


def written_of(answers: Mapping[str, str], population: str) -> Written:
    """What the answers of a plan say of one population."""
    return Written(*(answers.get(f"{population}.{part}", "") for part in DISTRICT))


def populations_in(answers: Mapping[str, str], part: str) -> list[str]:
    """Populations with something at that part, in the order of results."""
    return [population for population in POPULATIONS if answers.get(f"{population}.{part}")]


def split(question: str) -> tuple[str, str]:
    """(population, part) of a question."""
    population, _, part = question.rpartition(".")
    return population, part


def question_title(question: str) -> str:
    """`Female: staff consulted`."""
    population, part = split(question)
    return f"{population_titles().get(population, population)}: {_TITLES.get(part, part)}"


def question_place(question: str) -> tuple[int, int]:
    """Where a question stands: populations in the order of results, then the parts in the order of the chart."""
    population, part = split(question)
    places, parts = list(POPULATIONS), list(_TITLES)
    if population not in places or part not in parts:
        return len(places), len(parts)  # none of its questions: after all of them
    return places.index(population), parts.index(part)


def anchor(question: str) -> str:
    """Where a question stands on the pages."""
    return f"#p-{split(question)[0]}"


def answer_words(question: str, text: str) -> str:
    """A tick reads as a word; everything else as it was typed."""
    return "ticked" if split(question)[1] in CHECKS and text == TICKED else text
