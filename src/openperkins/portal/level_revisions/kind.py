"""The request for another 5S1 level as a kind of document: one per organization and school year."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.kinds import Faults, Kind
from openperkins.portal.documents.models import Document
from openperkins.portal.level_revisions.answers import (
    INDICATOR,
    QUESTIONS,
    question_place,
    question_title,
    request_of,
)
from openperkins.portal.level_revisions.decided import decided, give_up
from openperkins.portal.level_revisions.due import CODE, due_in_words
from openperkins.portal.level_revisions.granting import grant
from openperkins.portal.level_revisions.recorded import followed, rested_on
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.queries import agreed_levels
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.level_revision import LEVEL_REVISION


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is about: the agreed level in force, None without any; the step of the State's last decision."""

    agreed: AgreedLevel | None
    decided: str


def agreed_level(organization: Organization, year: SchoolYear) -> AgreedLevel | None:
    """The 5S1 level of a year in force for an organization; None before any is agreed."""
    return agreed_levels(year, organization.code).get(organization.code, {}).get(INDICATOR)


def _title(document: Document) -> str:
    return f"Request to revise the {INDICATOR} level of {document.year}"


def _url(document: Document) -> str:
    return reverse("level_revision", args=[document.organization_id, document.school_year])


def _review_url(document: Document) -> str:
    return reverse("review_level_revision", args=[document.pk])


def _asks(document: Document) -> Asked:
    last = decided(document)
    return Asked(agreed_level(document.organization, document.year), last.move.step if last else "")


def _faults(document: Document) -> Faults:
    agreed = document.asked.agreed
    request = request_of(document.answers, law_of(document.year))
    return request.faults(agreed.level if agreed else "", document.attached.count())


def against_beginning(organization: Organization, year: SchoolYear) -> list[str]:
    """Why no request can be begun: a level has to be agreed that could be revised."""
    if organization.is_member:
        return ["The consortium's level holds for its members; the consortium asks for another."]
    if agreed_level(organization, year) is None:
        return [f"No {INDICATOR} level of {year} is agreed yet, so there is none to revise."]
    return []


def _writes_question(question: str, right: str, document: Document) -> bool:
    return right == "write_level_revision" and question in QUESTIONS


_GIVE_UP = "What was typed or attached since the decision is given up. The decision stays as it is."
_GIVEN_UP = (
    "{document} of {organization} stays as it was decided",
    "{by} gave up the revision. What was decided stays as it is.",
)

KIND = Kind(
    code=CODE,
    workflow=LEVEL_REVISION,
    sees="see_level_revision",
    title=_title,
    url=_url,
    review_url=_review_url,
    question_title=question_title,
    question_place=question_place,
    writes={"draft": "write_level_revision", "returned": "write_level_revision"},
    writes_question=_writes_question,
    faults=_faults,
    asks=_asks,
    rested_on=rested_on,
    followed=followed,
    against_beginning=against_beginning,
    is_one_line=lambda question: question in ("start", "level") or question.endswith(".name"),
    attaches=True,
    advises="recommend_level_revision",
    due=due_in_words,
    places=lambda document: list(QUESTIONS),
    anchor=lambda question: f"#{question.replace('.', '-')}",
    freezes=frozenset({"send"}),
    holds=frozenset({"grant"}),
    then={"grant": grant, "drop_after_grant": give_up, "drop_after_denial": give_up},
    tells_roles={"district": ("cte_director", "superintendent", "negotiator")},
    means={
        "send": "The Administrator answers in writing; the page then says by when.",
        "grant": "The level asked for holds from now on, as a new version of the agreed level.",
        "deny": "The agreed level stays as it is. The district can revise its request and send it again.",
        "drop_after_grant": _GIVE_UP,
        "drop_after_denial": _GIVE_UP,
        "revise": "The request is opened again. What was decided stays until another decision is made.",
    },
    words={
        "send": (
            "{document} of {organization} was sent",
            "{by} sent the {document} of {organization}. The page says by when it is answered.",
        ),
        "withdraw": ("{document} of {organization} was taken back", "{by} took the request back."),
        "grant": (
            "{document} of {organization} is granted",
            "{by} granted the request; the page says why. The new level of {year} holds from now on.",
        ),
        "deny": (
            "{document} of {organization} is denied",
            "{by} denied the request; the page says why. The agreed level of {year} stays as it is.",
        ),
        "return": (
            "{document} of {organization}: changes needed",
            "{by} asks for changes; the page says which. Change the request and send it again.",
        ),
        "drop_after_grant": _GIVEN_UP,
        "drop_after_denial": _GIVEN_UP,
        "revise": (
            "{document} of {organization} is being revised",
            "{by} opened the request again. What was decided stays until another decision is made.",
        ),
    },
)
