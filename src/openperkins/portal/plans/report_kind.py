"""The annual report as a kind of document: one per organization, school year and core indicator with accepted plans."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.actions import restore
from openperkins.portal.documents.kinds import Faults, Kind
from openperkins.portal.documents.models import Document
from openperkins.portal.law import population_titles
from openperkins.portal.plans.answers import PROGRESS, anchor, populations_in, question_place, question_title, split
from openperkins.portal.plans.recorded import report_rested_on
from openperkins.portal.plans.reported import known_plans
from openperkins.portal.results.queries import published, version_in_force
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.annual_report import REPORT


def _title(document: Document) -> str:
    return f"Annual report {document.part} of {document.year}"


def _url(document: Document) -> str:
    return reverse("report", args=[document.organization_id, document.school_year, document.part])


def _review_url(document: Document) -> str:
    return reverse("review_report", args=[document.pk])


def _asks(document: Document) -> dict[str, bool]:
    """Population → whether progress is asked for. What was written stays open when a plan is not known any more."""
    if document.organization.is_member:
        return {}
    known = known_plans([document.organization_id], document.year).get(document.organization_id, {})
    asked = {population for indicator, population in known if indicator == document.part}
    written = set(populations_in(document.answers, "progress"))
    return {one: one in asked for one in population_titles() if one in asked or one in written}


def _owed(organization: Organization, year: SchoolYear) -> list[str]:
    known = known_plans([organization.code], year).get(organization.code, {})
    return list(dict.fromkeys(indicator for indicator, _ in known))


def _faults(document: Document) -> Faults:
    titles = population_titles()
    if not document.asked:
        return [("", "No plan for this indicator was accepted in an earlier year.")]
    return [
        (titles[population], "Describe the progress.")
        for population, is_due in document.asked.items()
        if is_due and not document.answers.get(f"{population}.progress")
    ]


def _unasked(document: Document) -> str:
    if any(document.asked.values()):
        return ""
    if published(document.organization_id, document.year - 1) is None:
        return "The figures that named the plan were taken back."
    return "No accepted plan asks for it any more."


def _writes_question(question: str, right: str, document: Document) -> bool:
    population, part = split(question)
    return right == "write_plans" and population in document.asked and part in PROGRESS


KIND = Kind(
    code="annual_report",
    workflow=REPORT,
    sees="see_plans",
    title=_title,
    url=_url,
    review_url=_review_url,
    question_title=question_title,
    question_place=question_place,
    writes={"draft": "write_plans", "returned": "write_plans"},
    writes_question=_writes_question,
    faults=_faults,
    asks=_asks,
    unasked=_unasked,
    answers_to=lambda document: version_in_force(document.org_code, document.year - 1),
    places=lambda document: [f"{population}.progress" for population in document.asked],
    anchor=anchor,
    owed=_owed,
    rested_on=report_rested_on,
    shows_figures=True,
    freezes=frozenset({"send", "meets"}),
    holds=frozenset({"meets"}),
    then={"drop": restore},
    words={
        "send": ("{document} of {organization} was sent", "{by} sent the {document} of {organization} for review."),
        "withdraw": ("{document} of {organization} was taken back", "{by} took back what was sent."),
        "meets": (
            "{document} of {organization} meets minimum requirements",
            "{by} found that the report meets minimum requirements.",
        ),
        "return": (
            "{document} of {organization}: changes needed",
            "{by} asks for changes; the page says which. Change the report and send it again.",
        ),
        "drop": (
            "{document} of {organization} stays as it is",
            "{by} gave up the revision. The accepted version stays in force.",
        ),
        "discard": (
            "{document} of {organization}: the draft is discarded",
            "{by} discarded the draft: nothing asks for it. What was typed is kept; it can be taken up again.",
        ),
        "resume": (
            "{document} of {organization}: the draft is taken up again",
            "{by} took up the draft again. What was typed before is there.",
        ),
        "revise": (
            "{document} of {organization} is being revised",
            "{by} began a revision. The accepted report stays in force until the revision meets minimum requirements.",
        ),
    },
)
