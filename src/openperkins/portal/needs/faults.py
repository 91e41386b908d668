"""Answers of a needs assessment that cannot stand as typed: which, why, and where each is typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from openperkins.needs.action_plan import ActionPlan
from openperkins.needs.assessment import Assessment
from openperkins.needs.questions import SCHOOL, WORKFORCE_FIELDS, component_of
from openperkins.needs.values import no_answer
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import instrument_of


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot stand: what it is called, why, and the address of its field."""

    question: str
    title: str
    says: str
    url: str


def wrong(document: Document) -> list[tuple[str, str]]:
    """(question, sentence) of every answer that cannot stand as typed, those of the action plan last."""
    assessment = Assessment(instrument_of(document), document.answers)
    return wrong_of(assessment)


def wrong_of(assessment: Assessment) -> list[tuple[str, str]]:
    """The same of an assessment that was read: a question has one sentence, what cannot be read before what is late."""
    found = dict(ActionPlan(assessment).wrong(timezone.localdate())) | dict(assessment.faults)
    return sorted(found.items(), key=lambda one: (component_of(one[0]) is None, component_of(one[0]) or 0, one[0]))


def listed(document: Document) -> list[Wrong]:
    """The same with titles and addresses."""
    title = document.about.question_title
    return [Wrong(question, title(question), said, address(document, question)) for question, said in wrong(document)]


def titled(document: Document) -> list[tuple[str, str]]:
    """(title, sentence) of each: what keeps a version from being shared."""
    title = document.about.question_title
    return [(title(question), said) for question, said in wrong(document)]


def against_answer(question: str, text: str, document: Document) -> str:
    """Why a text is none of the answers a question is chosen from; empty when it is, or is typed freely."""
    return no_answer(question, text, instrument_of(document))


def address(document: Document, question: str) -> str:
    """The page and the field at which a question is answered."""
    own = [document.organization_id, document.school_year]
    parts = question.split(".")
    if parts[0] == "workforce":
        place = list(WORKFORCE_FIELDS).index(parts[2]) + 1
        return f"{reverse('needs_workforce', args=[*own, parts[1]])}#f{place}"
    pages = {"plan": "needs_plan", "priority": "needs_priorities", "people": "needs_people"}
    if parts[0] in pages:
        field = f"p{parts[1]}-{parts[2]}" if parts[0] == "priority" else "-".join(parts)
        return f"{reverse(pages[parts[0]], args=own)}#{field}"
    number = component_of(question)
    if number is None:
        return reverse("needs_cycle", args=own)
    scope = next((parts[3] for part in parts[2:3] if part in ("value", "rating")), SCHOOL)
    asked = "" if scope == SCHOOL else f"?program={scope}"
    return f"{reverse('needs_component', args=[*own, number])}{asked}#{_field(parts)}"


def _field(parts: list[str]) -> str:
    """The id of a question of a component on its page."""
    key = "-".join(parts[:-1])
    if parts[2:3] == ["rating"]:
        return f"c-{'-'.join(parts[:2])}"
    if parts[-1] == "done":
        return "done"
    if parts[-1] == "answer":
        return f"k-{key}"
    return f"{key}-{parts[-1]}"
