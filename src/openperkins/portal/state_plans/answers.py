"""Questions of a State Improvement Plan: `consulted.<whom>`, one a line; `plan`; `ground.<ground>`.

The grounds are those the Act names for special consideration, in its order (Workbook, section 2).
"""

from __future__ import annotations

from collections.abc import Mapping

from openperkins.accountability.names import SPECIAL_CONSIDERATION

#: whom → what the question is called
CONSULTED = {"agencies": "agencies consulted", "organizations": "organizations consulted"}
CONSULTED |= {"individuals": "individuals consulted"}
PLAN = "plan"
#: ground → what the Act calls it
GROUNDS = {
    "race": "race",
    "ethnicity": "ethnicity",
    "gender": "gender",
    "disability": "disability",
    "migrant": "migrant status",
    "english": "English proficiency",
    "economic": "economic disadvantage",
}
_TITLES = {
    **{f"consulted.{whom}": title.capitalize() for whom, title in CONSULTED.items()},
    PLAN: "The plan",
    **{f"ground.{ground}": f"Gaps by {title}" for ground, title in GROUNDS.items()},
}
#: every question, in the order of the document
QUESTIONS = tuple(_TITLES)


def populations_of(ground: str) -> list[str]:
    """The populations a ground tells apart, in the order of results."""
    return [population for population, title in SPECIAL_CONSIDERATION.items() if title == GROUNDS[ground]]


def names_in(answers: Mapping[str, str], whom: str) -> tuple[str, ...]:
    """Who was consulted, a line each."""
    lines = (line.strip() for line in answers.get(f"consulted.{whom}", "").splitlines())
    return tuple(line for line in lines if line)


def question_title(question: str) -> str:
    """What a question is called; one that is none keeps the name it was sent with."""
    return _TITLES.get(question, question)


def question_place(question: str) -> int:
    """Where it stands; what is no question comes after all of them."""
    return QUESTIONS.index(question) if question in _TITLES else len(QUESTIONS)


def anchor(question: str) -> str:
    """Where it stands on the page."""
    part, _, ground = question.partition(".")
    return f"#g-{ground}" if part == "ground" else f"#{part}"


def faults_of(answers: Mapping[str, str], required: Mapping[str, bool]) -> list[tuple[str, str]]:
    """(question's title, sentence) of everything missing; `required` are the grounds with a group behind."""
    found = [
        (_TITLES[f"consulted.{whom}"], f"Name the {whom} consulted; where none fits, say so.")
        for whom in CONSULTED
        if not names_in(answers, whom)
    ]
    if not answers.get(PLAN):
        found.append((_TITLES[PLAN], "Describe the plan."))
    found += [
        (_TITLES[f"ground.{ground}"], "Say how the gap is addressed: a group is behind all students.")
        for ground in GROUNDS
        if required.get(ground) and not answers.get(f"ground.{ground}")
    ]
    return found
