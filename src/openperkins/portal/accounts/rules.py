"""What stands against granting or ending a role, as sentences; whether somebody may ask at all is a right's matter."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.workflow import Refused
from openperkins.workflows.rights import Role, roles

NEGOTIATOR = "negotiator"


def grantable(organization: Organization) -> dict[str, Role]:
    """Roles that can be held at an organization: State roles at the State only, district roles elsewhere only."""
    side = "state" if organization.kind == "state" else "district"
    return {code: role for code, role in roles().items() if role.side == side}


def keeper(organization: Organization) -> Role:
    """The role that gives out roles at an organization: somebody always holds it."""
    return roles()["system_administrator" if organization.kind == "state" else "access_administrator"]


def account_at(email: str) -> Person | None:
    """Whose account an address is: an address somebody only claims to have is nobody's."""
    address = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    return address.user if address else Person.objects.filter(email=email.lower()).first()


def refuse_if(*reasons: str) -> None:
    """Raises Refused with every reason that is not empty."""
    if said := [reason for reason in reasons if reason]:
        raise Refused(said)


def must_grant(by: Reach, organization: Organization, role: str = "") -> None:
    """The doorway asked already; an action asks again. The negotiator is the superintendent's to designate, too (W7).

    Raises PermissionDenied.
    """
    designates = role == NEGOTIATOR and by.may("designate_negotiator", organization.code)
    if not designates and not by.may("grant_roles", organization.code):
        raise PermissionDenied


def against_oneself(by: Reach, person: Person | None) -> str:
    if person != by.person:
        return ""
    return "You cannot change your own roles. Another access administrator or the State's system administrators can."


def against_role(role: str, organization: Organization) -> str:
    return "" if role in grantable(organization) else f"This role cannot be held at {organization.name}."


def against_day(day: datetime.date, today: datetime.date) -> str:
    return "" if day >= today else "The day is in the past; choose today or a later day."


def against_twice(person: Person, organization: Organization, role: str, begins: datetime.date) -> str:
    """Whether the person holds the role on or after the day already."""
    held = Membership.objects.filter(person=person, organization=organization, role=role).filter(lasting(begins))
    return f"{person} has the role {roles()[role].title} already." if held.exists() else ""


def against_leaving_none(
    organization: Organization, person: Person, role: str, ends: datetime.date, *, replaced: bool
) -> str:
    """Whether nobody would give out roles any more: another must hold that role on the day and without an end."""
    kept = keeper(organization)
    if role != kept.code or replaced:
        return ""
    others = Membership.objects.filter(
        organization=organization, role=role, begins__lte=ends, ends__isnull=True, person__is_active=True
    ).exclude(person=person)
    if others.exists():
        return ""
    return (
        f"{person} is the last {kept.title.lower()} of {organization.name}. "
        "Grant that role to somebody else first, or choose Replace."
    )


def lasting(day: datetime.date | OuterRef) -> Q:
    """Memberships that hold on a day or later."""
    return Q(ends__isnull=True) | Q(ends__gt=day)


def lasting_roles(person: Person, organization: Organization, day: datetime.date) -> QuerySet[Membership]:
    """The roles a person has, or is to have, at an organization from a day on."""
    return Membership.objects.filter(person=person, organization=organization).filter(lasting(day))
