"""Small invented organizations, people and publications for the portal's tests."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.directory.models import LiaisonAssignment, Organization, Program
from openperkins.portal.documents import actions as documents
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.results.measures import groups
from openperkins.portal.results.models import MeasureSheet, ProgramSheet, Publication, Sheet
from openperkins.schoolyear import SchoolYear

BEGINS = datetime.date(2012, 7, 1)
STATE, DISTRICT, OTHER, CONSORTIUM, MEMBER = "00000000", "00010000", "00410000", "05010000", "02410000"


def organizations() -> dict[str, Organization]:
    """A district with a school, another, a consortium with a member, and the State."""
    rows = [
        (STATE, "The State", "state", None),
        (CONSORTIUM, "Northern Consortium", "consortium", None),
        (DISTRICT, "Alderbrook", "district", None),
        (OTHER, "D'Orsay Falls", "district", None),
        (MEMBER, "Peña Blanca", "district", CONSORTIUM),
        ("00010505", "Alderbrook High School", "school", DISTRICT),
        ("00410505", "D'Orsay Falls High School", "school", OTHER),
        ("02410505", "Peña Blanca High School", "school", MEMBER),
    ]
    for code, name, kind, parent in rows:
        Organization.objects.create(code=code, name=name, kind=kind, parent_id=parent)
    Program.objects.create(code="010205", kind="chapter74", title="Agricultural Mechanics")
    return {o.code: o for o in Organization.objects.all()}


def person_with(role: str, org_code: str, *, name: str = "", begins: datetime.date = BEGINS) -> Person:
    """Somebody with one role; the same person when asked again."""
    email = f"{role}.{org_code}@example.org"
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = Person.objects.create_user(
            email, name or f"{role.replace('_', ' ').title()} {org_code}", "a password for tests"
        )
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        Membership.objects.create(person=person, organization_id=org_code, role=role, begins=begins)
    return person


def reach_with(role: str, org_code: str) -> Reach:
    """The reach of somebody with one role, today."""
    return reach_of(person_with(role, org_code), timezone.localdate())


def signed_in(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def serve_by(liaison: Person, *codes: str) -> None:
    """Let a liaison serve districts."""
    for code in codes:
        LiaisonAssignment.objects.create(liaison=liaison, organization_id=code, begins=BEGINS)


def cells(**changed: list[Any]) -> str:
    """A sheet's text: 20 of 25 everywhere, level 90; `changed` gives `i<indicator>_<population>=[den, num, …]`."""
    columns = {}
    for indicator in INDICATORS:
        rows = [changed.get(f"i{indicator}_{p}", [25, 20, "80.00", "below", "required"]) for p in POPULATIONS]
        columns[indicator] = ["90", "local", "81", rows]
    return json.dumps(columns)


def publish(
    year: int, *, version: int = 1, status: str = "published", of_state: str = "", **changed: list[Any]
) -> Publication:
    """A publication in force with a sheet for every organization (`of_state`: the State's) and one program each."""
    steward, administrator = person_with("data_steward", STATE), person_with("administrator", STATE)
    Publication.objects.filter(school_year=year, in_force=True).update(in_force=False)
    publication = Publication.objects.create(
        school_year=year,
        version=version,
        status=status,
        in_force=status == "published",
        ruleset="perkins_iv_ma",
        run="a" * 64,
        results="b" * 64,
        software="0.1.0",
        composed_by=steward,
        approved_by=administrator if status == "published" else None,
        published_at=timezone.now() if status == "published" else None,
    )
    text = cells(**changed)
    for organization in Organization.objects.all():
        own = (organization.code == STATE and of_state) or text
        Sheet.objects.create(
            publication=publication,
            org_code=organization.code,
            org_kind=organization.kind,
            name=organization.name,
            parent_code=organization.parent_id or "",
            plans_required=136,
            cells=own,
            sha256=hashlib.sha256(own.encode()).hexdigest(),
        )
        programs = json.dumps({"010205": {"1S1": [[10, 5, "50.00"]] * len(POPULATIONS)}})
        ProgramSheet.objects.create(
            publication=publication, org_code=organization.code, programs=programs, sha256="c" * 64
        )
    return publication


def adopted(year_ends: int, **changes: str) -> None:
    """Readings adopted for a school year; changes as `levels__agreed="open"`."""
    from openperkins.portal.rulesets.models import Adoption

    by = person_with("administrator", STATE)
    Adoption.objects.create(
        school_year=year_ends,
        ruleset="perkins_iv_ma",
        changes={name.replace("__", "."): text for name, text in changes.items()},
        status="adopted",
        reason="Decided in March.",
        proposed_by=person_with("data_steward", STATE),
        adopted_by=by,
        adopted_at=timezone.now(),
    )


def state_levels(year: int, **changed: str) -> StateLevels:
    """The State's levels of a year, set: 90 everywhere but where `changed` says another (`i1S1="88.5"`)."""
    return StateLevels.objects.create(
        school_year=year,
        levels={indicator: changed.get(f"i{indicator}", "90") for indicator in INDICATORS},
        status="set",
        reason="A test's.",
        proposed_by=person_with("data_steward", STATE),
        set_by=person_with("administrator", STATE),
        set_at=timezone.now(),
    )


def negotiation(org_code: str, year: int, status: str) -> Document:
    """A level negotiation put into a status by hand."""
    director = person_with("cte_director", org_code)
    return Document.objects.create(
        kind="levels", organization_id=org_code, school_year=year, status=status, begun_by=director
    )


def agree(document: Document, *, version: int = 1, **levels: str) -> None:
    """Levels agreed on in a negotiation (`i1S1="88.5"`)."""
    for name, level in levels.items():
        AgreedLevel.objects.create(
            organization=document.organization,
            school_year=document.school_year,
            indicator=name[1:],
            version=version,
            level=level,
            source="proposed",
            document=document,
            agreed_by=document.begun_by,
            agreed_at=timezone.now(),
        )


def moved(document: Document, step: str, at: datetime.datetime) -> None:
    """A step of a document noted by hand, at a moment."""
    Move.objects.create(
        document=document,
        number=document.moves.count() + 1,
        step=step,
        came_from="draft",
        to=document.status,
        taken_by=document.begun_by,
        taken_at=at,
    )


Cells = list[list[int | None]]


def measured(
    publication: Publication, org_code: str, *, in_cte: dict[str, Cells] | None = None, **changed: Cells
) -> MeasureSheet:
    """Measures of an organization: 80 of 100 in ELA for all students, 40 of 60 for each group; one program of 20.

    `changed` is measure=[[denominator, numerator], …] for all students and the twelve groups, of the school; `in_cte`
    the same of all students in CTE.
    """
    rates, counts = [[100, 80], *[[60, 40]] * 12], [[400, None], *[[30, None]] * 12]
    school = {"enrollment": counts, "ela": rates, "dropout": [[400, 8], *[[30, 3]] * 12], **changed}
    cte = {
        "programs": [[3, None]],
        "exploratory": [[25, None]],
        "placement": [[50, 45], *[[20, 15]] * 12],
    }
    cte |= in_cte or {}
    program = {"enrollment": [[20, None], *[[5, None]] * 12], "ela": [[18, 9], *[[4, 2]] * 12]}
    scopes = {"school": school, "cte": cte, "010205": program}
    text = json.dumps({"groups": list(groups()), "scopes": scopes})
    return MeasureSheet.objects.create(
        publication=publication, org_code=org_code, measures=text, sha256=hashlib.sha256(text.encode()).hexdigest()
    )


def needs_assessment(org_code: str, ends: int, answers: dict[str, str] | None = None, *, share: str = "") -> Document:
    """A needs assessment whose cycle ends in a year, with answers of its director; a version is shared by that name."""
    organization = Organization.objects.get(pk=org_code)
    director = reach_with("cte_director", org_code)
    year = SchoolYear(ends)
    document = documents.begin(kind="needs_assessment", organization=organization, year=year, by=director)
    changes = [Change(question, "", text) for question, text in (answers or {}).items()]
    documents.save(document, changes=changes, by=director)
    if share:
        documents.take(document, "share", by=director, note=share)
    return Document.objects.get(pk=document.pk)
