"""The State's improvement plan of the year under way, begun where the invented figures ask for one."""

from __future__ import annotations

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents import actions as documents
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.state_plans.answers import QUESTIONS
from openperkins.portal.state_plans.owed import owed_indicators
from openperkins.portal.state_plans.page import KIND, state
from openperkins.schoolyear import SchoolYear

_WORDS = {
    "consulted.agencies": "Labor and workforce agency",
    "consulted.organizations": "Association of technical high schools\nRegional employment boards",
    "consulted.individuals": "Ines Moreau, teacher of metal work\nTwo students of the advisory council",
    "plan": (
        "Every school shows all programs to all students of grade 9 before they choose. The office visits the ten "
        "schools with the fewest nontraditional completers and looks through their exploratory programs with them."
    ),
    "ground.gender": "Schools name a mentor for each student who is the first of a gender in a shop.",
}


def begun(year: SchoolYear, *, by: Reach) -> None:
    """The first plan the State owes, half written; nothing where it owes none."""
    for indicator in owed_indicators(year)[:1]:
        plan(indicator, year, "draft", steward=by, administrator=by, words=_WORDS)


def plan(
    indicator: str, year: SchoolYear, status: str, *, steward: Reach, administrator: Reach, words: dict[str, str]
) -> Document:
    """A plan with the answers `words`, as far as a status: the steward writes and sends, the administrator decides."""
    document = documents.begin(kind=KIND, organization=state(), year=year, part=indicator, by=steward)
    documents.save(document, changes=[Change(question, "", text) for question, text in words.items()], by=steward)
    if status == "draft":
        return document
    documents.take(document, "send", by=steward)
    if status == "in_force":
        documents.take(document, "approve", by=administrator)
    elif status == "returned":
        documents.take(document, "return", by=administrator, note="Say which schools, and from when.")
    return document


def whole() -> dict[str, str]:
    """An answer to every question."""
    return {question: _WORDS.get(question, "Tutoring twice a week, paid by the State.") for question in QUESTIONS}
