"""A portal on the last evening: 500 districts, each with two improvement plans that were begun and not sent."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from typing import Any

from web_state import LAST_YEAR, codes_of, publish, session_of

YEARS = 5
#: the school year of the plans, by the year it ends in
PLANS_OF = LAST_YEAR + 1
LIAISONS = 5
#: core indicator → populations that owe a plan, in every district
OWED = {"1S1": ("male", "female"), "2S1": ("female",)}
_BEGINS = datetime.date(2010, 1, 1)
_MET, _BELOW = [25, 25, "100.00", "met", "not_required"], [25, 20, "80.00", "below", "required"]
#: part of a plan → what the CTE director has written before the evening
DRAFT = {"staff": "M. Silva\nR. Grey", "agencies": "Career center", "plan": "Tutors."}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in: `session` is the key, `code` the district of a superintendent, empty for a liaison."""

    session: str
    code: str = ""


def fill(districts: int) -> tuple[list[Visitor], list[Visitor]]:
    """Fill an empty, migrated database; returns the superintendents and the liaisons."""
    from django.conf import settings

    codes = codes_of(districts)
    publish(districts, YEARS, _cells)
    liaisons = _people("liaison", [settings.STATE_CODE] * LIAISONS)
    _assign(liaisons, codes)
    _write(_people("cte_director", codes), codes)
    leaders = _people("superintendent", codes)
    visitors = [Visitor(session_of(leader), code) for leader, code in zip(leaders, codes, strict=True)]
    return visitors, [Visitor(session_of(liaison)) for liaison in liaisons]


def _cells(chance: random.Random) -> dict[str, Any]:
    """Figures of a district-year that owe exactly the plans of `OWED`."""
    from openperkins.accountability.names import INDICATORS, POPULATIONS

    return {
        indicator: ["90", "local", "81", [_BELOW if one in OWED.get(indicator, ()) else _MET for one in POPULATIONS]]
        for indicator in INDICATORS
    }


def _people(role: str, organizations: list[str]) -> list[Any]:
    """A person with the role for each organization, in order; nobody has a password."""
    from openperkins.portal.accounts.models import Membership, Person

    people = Person.objects.bulk_create(
        Person(email=f"{role}.{n}@example.org", name=f"{role} {n}", password=f"!{n:040d}")
        for n, _ in enumerate(organizations)
    )
    Membership.objects.bulk_create(
        Membership(person=person, organization_id=code, role=role, begins=_BEGINS)
        for person, code in zip(people, organizations, strict=True)
    )
    return people


def _assign(liaisons: list[Any], codes: list[str]) -> None:
    """The liaisons share the districts evenly."""
    from openperkins.portal.directory.models import LiaisonAssignment

    LiaisonAssignment.objects.bulk_create(
        LiaisonAssignment(liaison=liaisons[n % len(liaisons)], organization_id=code, begins=_BEGINS)
        for n, code in enumerate(codes)
    )


def _write(directors: list[Any], codes: list[str]) -> None:
    """The drafts of all plans owed."""
    from django.utils import timezone

    from openperkins.portal.documents.models import Answer, Document

    now, answers = timezone.now(), []
    for director, code in zip(directors, codes, strict=True):
        for part, populations in OWED.items():
            place = {"kind": "improvement_plan", "organization_id": code, "school_year": PLANS_OF, "part": part}
            document = Document.objects.create(**place, status="draft", begun_by=director)
            answers += [
                Answer(document=document, question=f"{one}.{asked}", text=text, changed_by=director, changed_at=now)
                for one in populations
                for asked, text in DRAFT.items()
            ]
    Answer.objects.bulk_create(answers, batch_size=500)
