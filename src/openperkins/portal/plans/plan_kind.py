"""The improvement plan as a kind of document: one per organization, school year and core indicator."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.documents.actions import restore
from openperkins.portal.documents.kinds import Faults, Kind
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.law import population_titles
from openperkins.portal.plans.added import added_since
from openperkins.portal.plans.answers import (
    CHECKS,
    DISTRICT,
    TICKED,
    anchor,
    answer_words,
    populations_in,
    question_place,
    question_title,
    split,
    written_of,
)
from openperkins.portal.plans.owed import asked_of, owed, owed_indicators
from openperkins.portal.plans.recorded import plan_followed, plan_rested_on
from openperkins.portal.results.queries import published, version_in_force
from openperkins.workflows.improvement_plan import PLAN


def _title(document: Document) -> str:
    return f"Improvement plan {document.part} of {document.year}"


def _url(document: Document) -> str:
    return reverse("plan", args=[document.organization_id, document.school_year, document.part])


def _review_url(document: Document) -> str:
    return reverse("review_plan", args=[document.pk])


def _asks(document: Document) -> dict[str, bool]:
    """Population → whether its entry is owed. What was written stays open when new figures do not ask for it."""
    asked = asked_of(document.organization, document.year, document.part)
    written = {population for part in DISTRICT for population in populations_in(document.answers, part)}
    return {one: asked.get(one, False) for one in population_titles() if one in asked or one in written}


def _faults(document: Document) -> Faults:
    titles, answers = population_titles(), document.answers
    found = [
        (titles[population], fault)
        for population, is_owed in document.asked.items()
        if is_owed or written_of(answers, population).any
        for fault in written_of(answers, population).faults
    ]
    nothing = not any(written_of(answers, population).any for population in document.asked)
    return found or ([("", "Nothing is written yet.")] if nothing else [])


def _unasked(document: Document) -> str:
    if any(document.asked.values()):
        return ""
    if asked_of(document.organization, document.year, document.part):
        return "A plan is on file, so none is owed; a revision is encouraged."
    if published(document.organization_id, document.year - 1) is None:
        return "The figures that asked for it were taken back."
    return "The figures in force no longer ask for it."


def to_check(document: Document) -> list[str]:
    """Populations the State checks: those with something written."""
    return [one for one in document.asked if written_of(document.answers, one).any]


def _unchecked(document: Document) -> Faults:
    titles = population_titles()
    return [
        (titles[population], f"not ticked that {point}")
        for population in to_check(document)
        for check, point in CHECKS.items()
        if document.answers.get(f"{population}.{check}") != TICKED
    ]


def _writes_question(question: str, right: str, document: Document) -> bool:
    population, part = split(question)
    return population in document.asked and part in (CHECKS if right == "decide_plans" else DISTRICT)


def _places(document: Document) -> list[str]:
    return [f"{population}.{part}" for population in document.asked for part in DISTRICT]


def _clear_checks(document: Document, move: Move) -> None:
    """What is sent again is checked again; the ticks of an accepted version stay in its revision."""
    document.typed.filter(question__in=[f"{one}.{check}" for one in population_titles() for check in CHECKS]).update(
        text=""
    )


KIND = Kind(
    code="improvement_plan",
    workflow=PLAN,
    sees="see_plans",
    title=_title,
    url=_url,
    review_url=_review_url,
    question_title=question_title,
    question_place=question_place,
    answer_words=answer_words,
    writes={"draft": "write_plans", "returned": "write_plans", "in_review": "decide_plans"},
    writes_question=_writes_question,
    faults=_faults,
    asks=_asks,
    unasked=_unasked,
    answers_to=lambda document: version_in_force(document.org_code, document.year - 1),
    added=lambda document: added_since(document, owed(document.organization, document.year, document.part).dues),
    places=_places,
    owed=lambda organization, year: owed_indicators([organization.code], year).get(organization.code, ([], None))[0],
    anchor=anchor,
    unchecked=_unchecked,
    begins=("waive_plans",),
    rested_on=plan_rested_on,
    followed=plan_followed,
    shows_figures=True,
    attaches=True,
    freezes=frozenset({"send", "meets"}),
    holds=frozenset({"meets"}),
    then={"withdraw": _clear_checks, "return": _clear_checks, "revise": _clear_checks, "drop": restore},
    words={
        "send": ("{document} of {organization} was sent", "{by} sent the {document} of {organization} for review."),
        "withdraw": ("{document} of {organization} was taken back", "{by} took back what was sent."),
        "meets": (
            "{document} of {organization} meets minimum requirements",
            "{by} found that the plan meets minimum requirements. It is in force; it can be revised at any time.",
        ),
        "return": (
            "{document} of {organization}: changes needed",
            "{by} asks for changes; the page says which. Change the plan and send it again.",
        ),
        "implement": (
            "{document} of {organization} is carried out",
            "{by} said that the plan is carried out.",
        ),
        "drop": (
            "{document} of {organization} stays as it is",
            "{by} gave up the revision. The accepted version stays in force.",
        ),
        "revise": (
            "{document} of {organization} is being revised",
            "{by} began a revision. The accepted plan stays in force until the revision meets minimum requirements.",
        ),
        "discard": (
            "{document} of {organization}: the draft is discarded",
            "{by} discarded the draft: nothing asks for it. What was typed is kept; it can be taken up again.",
        ),
        "resume": (
            "{document} of {organization}: the draft is taken up again",
            "{by} took up the draft again. What was typed before is there.",
        ),
        "end_waiver": (
            "{document} of {organization}: the waiver is ended",
            "{by} ended the waiver; the page says why. The plan is owed again.",
        ),
        "waive": (
            "{document} of {organization} is waived",
            "{by} waived the plan; the page says why. Nothing has to be sent.",
        ),
    },
)
