"""The State Improvement Plan as a kind of document: one per school year and core indicator, of the State alone."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from openperkins.portal.documents.actions import restore
from openperkins.portal.documents.kinds import Faults, Kind
from openperkins.portal.documents.models import Document
from openperkins.portal.results.queries import published, version_in_force
from openperkins.portal.state_plans.answers import QUESTIONS, anchor, faults_of, question_place, question_title
from openperkins.portal.state_plans.gaps import gaps_of, required_grounds
from openperkins.portal.state_plans.recorded import rested_on
from openperkins.workflows.state_plan import STATE_PLAN


def _title(document: Document) -> str:
    return f"State Improvement Plan {document.part} of {document.year}"


def _url(document: Document) -> str:
    return reverse("state_plan", args=[document.school_year, document.part])


def _asks(document: Document) -> dict[str, bool] | None:
    """Ground → whether its gaps have to be answered, by the figures in force; None where none are."""
    found = published(settings.STATE_CODE, document.year - 1)
    return None if found is None else required_grounds(gaps_of(found, document.part))


def _faults(document: Document) -> Faults:
    return faults_of(document.answers, document.asked or {})


KIND = Kind(
    code="state_plan",
    workflow=STATE_PLAN,
    sees="see_state_plan",
    title=_title,
    url=_url,
    review_url=_url,
    question_title=question_title,
    question_place=question_place,
    writes={"draft": "write_state_plan", "returned": "write_state_plan"},
    writes_question=lambda question, right, document: question in QUESTIONS,
    faults=_faults,
    asks=_asks,
    answers_to=lambda document: version_in_force(settings.STATE_CODE, document.year - 1),
    places=lambda document: list(QUESTIONS),
    anchor=anchor,
    freezes=frozenset({"send"}),
    holds=frozenset({"approve"}),
    rested_on=rested_on,
    then={"drop": restore},
    tells_roles={"data_stewards": ("data_steward",)},
    remark_tells=("administrator", "data_stewards"),
    of_the_state=True,
    means={
        "approve": "The plan is then in force. It can be revised at any time.",
        "revise": "The plan stays in force as it is until a second person approves the revision.",
    },
    words={
        "send": ("{document} was sent", "{by} sent the {document}. A second person approves or returns it."),
        "withdraw": ("{document} was taken back", "{by} took back what was sent."),
        "approve": ("{document} is in force", "{by} approved the plan. It can be revised at any time."),
        "return": (
            "{document}: changes needed",
            "{by} asks for changes; the page says which. Change the plan and send it again.",
        ),
        "revise": (
            "{document} is being revised",
            "{by} began a revision. The plan stays in force until a second person approves the revision.",
        ),
        "drop": ("{document} stays as it is", "{by} gave up the revision. The plan stays in force."),
    },
)
