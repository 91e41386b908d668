"""The only writer of roles. Each action is one transaction with its events and notices.

An action locks the organization's row first, so that two people who end each other's role do so one after the other.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts import rules
from openperkins.portal.accounts.invitations import invite
from openperkins.portal.accounts.models import Invitation, Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.notices.telling import holders, tell


@transaction.atomic
def grant(*, person: Person, organization: Organization, role: str, begins: datetime.date, by: Reach) -> Membership:
    """Give a person one more role from a day on. Raises Refused, or PermissionDenied without the right."""
    rules.must_grant(by, organization, role)
    lock(organization)
    rules.refuse_if(
        rules.against_oneself(by, person),
        rules.against_role(role, organization),
        rules.against_day(begins, timezone.localdate()),
    )
    rules.refuse_if(rules.against_twice(person, organization, role, begins))
    membership = Membership.objects.create(
        person=person, organization=organization, role=role, begins=begins, granted_by=by.person
    )
    _record("role.granted", membership, by, begins=begins.isoformat())
    _tell(membership, f"You have the role {membership.title}", f"{by.person} gave it to you at {organization.name}.")
    if role == rules.NEGOTIATOR and not by.may("designate_negotiator", organization.code):
        _tell_superintendents(membership, by)
    return membership


@transaction.atomic
def end_role(membership: Membership, *, ends: datetime.date, by: Reach) -> Membership:
    """End one role: `ends` is the first day without it, today at once. Raises Refused."""
    organization = membership.organization
    rules.must_grant(by, organization, membership.role)
    lock(organization)
    membership = Membership.objects.select_related("person", "organization").get(pk=membership.pk)
    today = timezone.localdate()
    over = membership.ends is not None and membership.ends <= max(ends, today)
    rules.refuse_if(
        rules.against_oneself(by, membership.person),
        rules.against_day(ends, today),
        "This role ends by then already." if over else "",
        rules.against_leaving_none(organization, membership.person, membership.role, ends, replaced=False),
    )
    _end(membership, ends, by)
    return membership


@transaction.atomic
def end_all(*, person: Person, organization: Organization, by: Reach) -> list[Membership]:
    """Somebody leaves: every role of theirs at the organization ends today. Raises Refused."""
    rules.must_grant(by, organization)
    lock(organization)
    return _end_all(person, organization, timezone.localdate(), by, replaced=False)


@transaction.atomic
def replace(
    *, person: Person, organization: Organization, email: str, name: str, ends: datetime.date, by: Reach
) -> Invitation | list[Membership]:
    """Somebody leaves and another takes over every role: by an invitation, or at once when already here.

    Raises Refused.
    """
    rules.must_grant(by, organization)
    lock(organization)
    other = rules.account_at(email)
    rules.refuse_if(
        rules.against_oneself(by, other),
        f"{person} cannot replace themselves; enter the address of the other person." if other == person else "",
    )
    today = timezone.localdate()
    here = other is not None and rules.lasting_roles(other, organization, today).exists()
    codes = [m.role for m in _end_all(person, organization, ends, by, replaced=True)]
    codes = [code for code in dict.fromkeys(codes) if code in rules.grantable(organization)]
    if here:
        taken = [c for c in codes if not rules.against_twice(other, organization, c, ends)]
        return [grant(person=other, organization=organization, role=c, begins=ends, by=by) for c in taken]
    return invite(organization=organization, email=email, name=name, roles=codes, begins=ends, by=by)


def lock(organization: Organization) -> None:
    """Changes of one organization's people come one after the other."""
    Organization.objects.select_for_update().get(pk=organization.pk)


def _end_all(
    person: Person, organization: Organization, ends: datetime.date, by: Reach, *, replaced: bool
) -> list[Membership]:
    held = list(rules.lasting_roles(person, organization, ends).select_related("person", "organization"))
    rules.refuse_if(
        rules.against_oneself(by, person),
        rules.against_day(ends, timezone.localdate()),
        "" if held else f"{person} has no role at {organization.name} after that day.",
        *(rules.against_leaving_none(organization, person, m.role, ends, replaced=replaced) for m in held),
    )
    for membership in held:
        _end(membership, ends, by)
    record("person.left", by=by.person, organization=organization, about=person, roles=[m.role for m in held])
    return held


def _end(membership: Membership, ends: datetime.date, by: Reach) -> None:
    """A role that was to begin later never begins."""
    membership.ends = max(ends, membership.begins)
    membership.save(update_fields=["ends"])
    _record("role.ended", membership, by, ends=membership.ends.isoformat())
    _tell(
        membership,
        f"Your role {membership.title} ends",
        f"It ends at {membership.organization.name} on {membership.ends:%B} {membership.ends.day}, "
        f"{membership.ends.year}.",
    )
    if membership.role == "liaison":
        from openperkins.portal.directory.actions import release

        release(membership.person, ends=membership.ends, by=by)


def _record(verb: str, membership: Membership, by: Reach, **details: str) -> None:
    record(
        verb,
        by=by.person,
        organization=membership.organization,
        about=membership,
        person=membership.person_id,
        role=membership.role,
        **details,
    )


def _tell_superintendents(membership: Membership, by: Reach) -> None:
    """Who negotiates is theirs to say: they are told when somebody else said it."""
    tell(
        holders(("superintendent",), [membership.organization_id]),
        key=f"membership {membership.pk} negotiator",
        kind="role.granted",
        subject=f"{membership.person} may negotiate the levels of {membership.organization.name}",
        body=f"{by.person} entered it. The superintendent designates the negotiator: the page ends it if it is not so.",
        link=reverse("designate_negotiator", args=[membership.organization_id]),
        organization=membership.organization,
    )


def _tell(membership: Membership, subject: str, body: str) -> None:
    tell(
        [membership.person],
        key=f"membership {membership.pk} {membership.ends or 'granted'}",
        kind="role.granted" if membership.ends is None else "role.ended",
        subject=subject,
        body=body,
        link=reverse("home"),
        organization=membership.organization,
    )
