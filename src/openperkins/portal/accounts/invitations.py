"""Inviting people: the only writer of invitations. The link's token leaves by mail alone and is kept as a hash."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from smtplib import SMTPException

import structlog
from allauth.account.models import EmailAddress
from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts import rules
from openperkins.portal.accounts.models import Invitation, Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization

LASTS = datetime.timedelta(days=14)
#: the same press twice does not send two mails, of which the first one's link would be dead
_PAUSE = datetime.timedelta(minutes=1)


@transaction.atomic
def invite(
    *, organization: Organization, email: str, name: str, roles: list[str], begins: datetime.date, by: Reach
) -> Invitation:
    """Offer somebody roles by e-mail; the mail leaves after the transaction. Raises Refused."""
    rules.must_grant(by, organization)
    Organization.objects.select_for_update().get(pk=organization.pk)
    email, account = email.lower(), rules.account_at(email)
    waiting = Invitation.objects.waiting().filter(email=email, organization=organization)
    held = [rules.against_twice(account, organization, role, begins) for role in roles] if account else []
    rules.refuse_if(
        rules.against_oneself(by, account),
        "" if roles else "Choose at least one role.",
        *dict.fromkeys(rules.against_role(role, organization) for role in roles),
        rules.against_day(begins, timezone.localdate()),
        f"{email} is invited already. Send that invitation again, or withdraw it first." if waiting.exists() else "",
    )
    rules.refuse_if(*held)
    invitation = Invitation(
        email=email, name=name, organization=organization, roles=roles, begins=begins, sent_by=by.person
    )
    _send(invitation)
    record(
        "invitation.sent",
        by=by.person,
        organization=organization,
        about=invitation,
        roles=roles,
        begins=begins.isoformat(),
    )
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Reach) -> bool:
    """Send an invitation anew: a new link that lasts as long, the earlier one is dead. Raises Refused.

    Returns whether it was sent: not when it was a moment ago.
    """
    rules.must_grant(by, invitation.organization)
    invitation = _waiting(invitation)
    if invitation.mailed_at and timezone.now() - invitation.mailed_at < _PAUSE:
        return False
    _send(invitation)
    record("invitation.sent_again", by=by.person, organization=invitation.organization, about=invitation)
    return True


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Reach) -> None:
    """Take an invitation back: its link is dead at once. Raises Refused."""
    rules.must_grant(by, invitation.organization)
    invitation = _waiting(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("invitation.withdrawn", by=by.person, organization=invitation.organization, about=invitation)


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a link that works: None for one unknown, used, withdrawn or run out alike."""
    found = Invitation.objects.open(timezone.now()).filter(token_sha256=_hash(token))
    return found.select_related("organization", "sent_by").first()


@transaction.atomic
def accept(invitation: Invitation, *, person: Person) -> list[Membership]:
    """The invited person takes the roles, from the first day or from today. Raises Refused when it is too late."""
    now, today = timezone.now(), timezone.localdate()
    taken = Invitation.objects.open(now).filter(pk=invitation.pk, token_sha256=invitation.token_sha256)
    if taken.update(accepted_at=now, accepted_by=person) != 1:
        rules.refuse_if("This invitation does not work any more.")
    organization, begins = invitation.organization, max(invitation.begins, today)
    roles = [
        role
        for role in invitation.roles
        if role in rules.grantable(organization) and not rules.against_twice(person, organization, role, begins)
    ]
    made = [
        Membership.objects.create(
            person=person, organization=organization, role=role, begins=begins, granted_by=invitation.sent_by
        )
        for role in roles
    ]
    record("invitation.accepted", by=person, organization=organization, about=invitation, roles=roles)
    return made


@transaction.atomic
def accept_as_new(invitation: Invitation, *, name: str, password: str) -> Person:
    """The invited person gets an account; who opened the link reads that mailbox, so the address is verified."""
    Invitation.objects.select_for_update().get(pk=invitation.pk)  # the same link in two tabs: one after the other
    there = rules.account_at(invitation.email)
    rules.refuse_if("There is an account at this address already; sign in to accept." if there else "")
    person = Person.objects.create_user(invitation.email, name, password)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    accept(invitation, person=person)
    return person


@transaction.atomic
def invite_first(email: str, name: str) -> str:
    """Invite the first system administrator, whom nobody can invite; returns the link. Raises Refused."""
    state, _ = Organization.objects.get_or_create(
        code=settings.STATE_CODE, defaults={"name": settings.STATE_NAME, "kind": "state"}
    )
    role, today = rules.keeper(state).code, timezone.localdate()
    there = Membership.objects.filter(organization=state, role=role, person__is_active=True).filter(
        rules.lasting(today)
    )
    rules.refuse_if("There is a system administrator already; they invite others." if there.exists() else "")
    Invitation.objects.waiting().filter(organization=state, sent_by__isnull=True).update(withdrawn_at=timezone.now())
    invitation = Invitation(email=email.lower(), name=name, organization=state, roles=[role], begins=today)
    link = _send(invitation)
    record("invitation.sent", by=None, organization=state, about=invitation, roles=[role], begins=today.isoformat())
    return link


def _waiting(invitation: Invitation) -> Invitation:
    found = Invitation.objects.waiting().select_for_update(of=("self",)).filter(pk=invitation.pk)
    found = found.select_related("organization").first()
    if found is None:
        rules.refuse_if("This invitation was accepted or withdrawn meanwhile.")
    return found


def _send(invitation: Invitation) -> str:
    """Save the invitation with a new token; its mail leaves when the transaction is kept. Returns the link."""
    token = secrets.token_urlsafe(32)
    invitation.token_sha256, invitation.sent_at, invitation.mailed_at = _hash(token), timezone.now(), None
    invitation.expires_at = invitation.sent_at + LASTS
    invitation.save()
    link = f"{settings.PORTAL_URL.rstrip('/')}{reverse('invitation', args=[token])}"
    transaction.on_commit(lambda: _mail(invitation, link))
    return link


def _mail(invitation: Invitation, link: str) -> None:
    """A mail that does not leave is noted on the people page, where it can be sent again; the invitation stands."""
    about = {"invitation": invitation, "link": link, "title": settings.PORTAL_TITLE}
    subject = f"You are invited to the {settings.PORTAL_TITLE}"
    try:
        send_mail(subject, render_to_string("accounts/mail/invitation.txt", about), None, [invitation.email])
    except (OSError, SMTPException, AnymailError):
        structlog.get_logger(__name__).error("invitation could not be mailed", exc_info=True)
        return
    invitation.mailed_at = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(mailed_at=invitation.mailed_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
