"""Invented people: an account for each role, colleagues in other districts, and liaisons for all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.workflows.rights import roles

#: everybody's, on an invented state that only this machine reaches
PASSWORD = "sample-data-2018"
_BEGINS = datetime.date(2012, 7, 1)
_NAMES = {
    "viewer": "Vera Lindqvist",
    "contributor": "Carlos Mendes",
    "cte_director": "Maria Silva",
    "negotiator": "Noor Haddad",
    "superintendent": "Samuel Grey",
    "access_administrator": "Abigail Tran",
    "liaison": "Ana Reyes",
    "administrator": "Ada Moreau",
    "data_steward": "Dmitri Novak",
    "support": "Sofia Lund",
    "system_administrator": "Yusuf Acar",
}


@dataclass(frozen=True)
class Account:
    """What the table of accounts shows."""

    role: str
    email: str
    org_code: str
    name: str


def make_people(district: Organization, consortium: Organization, other: Organization) -> list[Account]:
    """An account for every role (district ones in `district`), and people of a consortium and of another district."""
    state = Organization.objects.get(pk=settings.STATE_CODE)
    accounts = []
    for code, role in roles().items():
        organization = district if role.side == "district" else state
        accounts.append(_account(code, organization, f"{code.replace('_', '.')}@{_domain(organization)}", _NAMES[code]))
    accounts.append(_account("cte_director", consortium, f"cte.director@{_domain(consortium)}", "Helen Okafor"))
    accounts.append(_account("cte_director", other, f"cte.director@{_domain(other)}", "Peter Brandt"))
    accounts.append(_account("superintendent", other, f"superintendent@{_domain(other)}", "Grace Yamada"))
    _account("negotiator", consortium, f"negotiator@{_domain(consortium)}", "Nils Farrow")
    accounts.append(_account("access_administrator", other, f"access@{_domain(other)}", "Ivo Petrov"))
    accounts.append(_account("liaison", state, f"liaison.two@{_domain(state)}", "Luis Ortega"))
    _assign(district, consortium)
    return accounts


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def add_person(role: str, organization: Organization, name: str) -> Person:
    """Somebody with a role who is in no table of accounts; the address is made of the role."""
    email = f"{role.replace('_', '.')}@{_domain(organization)}"
    _account(role, organization, email, name)
    return person(email)


def _account(role: str, organization: Organization, email: str, name: str) -> Account:
    made = Person.objects.create_user(email, name, PASSWORD)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    Membership.objects.create(person=made, organization=organization, role=role, begins=_BEGINS)
    return Account(role, email, organization.code, name)


def _domain(organization: Organization) -> str:
    return "state.example" if organization.kind == "state" else f"d{organization.code[:4]}.example"


def _assign(*first: Organization) -> None:
    """The first liaison serves the districts people are shown; the second all others."""
    liaisons = list(Person.objects.filter(memberships__role="liaison").order_by("pk"))
    served = {organization.code for organization in first}
    reporting = Organization.objects.filter(kind__in=("district", "consortium"), parent__isnull=True)
    for organization in reporting:
        liaison: Any = liaisons[0] if organization.code in served else liaisons[1]
        LiaisonAssignment.objects.create(liaison=liaison, organization=organization, begins=_BEGINS)
