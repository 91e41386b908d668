"""What the people page shows: who holds which role at an organization, who is invited, who left."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Invitation, Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.accounts.rules import keeper, lasting
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.submissions.models import Submission

_UNFINISHED = ("received", "checking", "has_errors", "ready", "failed")


@dataclass(frozen=True, slots=True)
class Office:
    """An organization's people pages: a district's addresses, or the State's."""

    organization: Organization
    may_grant: bool

    def url(self, name: str, *args: Any) -> str:
        if self.organization.kind == "state":
            return reverse(f"state_{name}", args=args)
        return reverse(name, args=[self.organization.code, *args])

    @property
    def people(self) -> str:
        return self.url("people")

    @property
    def left(self) -> str:
        return f"{self.people}?left=yes"

    @property
    def invite(self) -> str:
        return self.url("invite")

    @property
    def keeper(self) -> str:
        return keeper(self.organization).title.lower()


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, held or is to hold; `when` says from when to when."""

    title: str
    when: str
    end: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the table, with the addresses of what can be done (empty for oneself)."""

    name: str
    email: str
    roles: list[Held]
    last_sign_in: datetime.datetime | None
    url: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation that waits."""

    name: str
    email: str
    titles: str
    begins: datetime.date
    status: str
    send_again: str
    withdraw: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """What was, or is for some days more, somebody's at an organization.

    `roles` say when they end, `vacant` are those of them nobody else has or is invited to. `districts` nobody serves
    afterwards; `covered` were only covered for a colleague.
    """

    roles: list[str]
    vacant: list[str]
    files: list[tuple[str, str]]
    districts: list[Organization]
    covered: list[Organization]
    invitations: int


def office_of(organization: Organization, reach: Reach) -> Office:
    return Office(organization, reach.may("grant_roles", organization.code))


def people_page_of(office: Office, reach: Reach, number: Any, *, left: bool) -> Page:
    """A page of PersonRow: those with a role now or later, or those who had one."""
    memberships = Membership.objects.filter(organization=office.organization)
    lasts = Exists(memberships.filter(lasting(reach.day), person=OuterRef("pk")))
    people = Person.objects.filter(Exists(memberships.filter(person=OuterRef("pk"))))
    people = people.filter(~lasts if left else lasts).order_by("name", "email")
    shown = memberships.order_by("begins", "id") if left else memberships.filter(lasting(reach.day))
    people = people.prefetch_related(Prefetch("memberships", shown, to_attr="shown"))
    page = Paginator(people, 50).get_page(number)
    page.object_list = [_row(person, office, reach) for person in page.object_list]
    return page


def invitations_of(office: Office) -> list[InvitationRow]:
    """The invitations nobody accepted yet, latest first."""
    waiting = Invitation.objects.waiting().filter(organization=office.organization)[:200]
    return [
        InvitationRow(
            one.name,
            one.email,
            one.titles,
            one.begins,
            _status(one),
            office.url("send_invitation_again", one.pk),
            office.url("withdraw_invitation", one.pk),
        )
        for one in waiting
    ]


def roles_of(person: Person, office: Office) -> list[Held]:
    """Every role of a person at the organization, those that ended too."""
    memberships = Membership.objects.filter(person=person, organization=office.organization)
    return [_held(membership, office, timezone.localdate()) for membership in memberships]


def what_was_theirs(person: Person, office: Office) -> Theirs:
    """What somebody who left, or leaves on a day that is set, had here.

    Roles, files not certified, districts served, invitations nobody accepted.
    """
    organization, today = office.organization, timezone.localdate()
    ends_ = Q(ends=today) | Q(ends__gt=today) & Q(ends__gt=F("begins"))
    ended = list(Membership.objects.filter(ends_, person=person, organization=organization))
    files = Submission.objects.filter(organization=organization, sent_by=person, status__in=_UNFINISHED)
    afterwards = max((membership.ends for membership in ended), default=today)
    others = Membership.objects.filter(lasting(afterwards), organization=organization, person__is_active=True)
    filled = set(others.exclude(person=person).values_list("role", flat=True))
    waiting = Invitation.objects.waiting().filter(organization=organization)
    filled.update(role for invited in waiting.values_list("roles", flat=True) for role in invited)
    left = {membership.ends for membership in ended if membership.role == "liaison"}
    return Theirs(
        [f"{membership.title}, {_over(membership.ends, today)}" for membership in ended],
        list(dict.fromkeys(membership.title for membership in ended if membership.role not in filled)),
        [(one.file_name, one.status_title) for one in files[:50]],
        _without_a_liaison(person, left),
        [one.organization for one in _served(person, left) if one.covers],
        Invitation.objects.waiting().filter(organization=organization, sent_by=person).count(),
    )


def _over(ends: datetime.date, today: datetime.date) -> str:
    return "ended today" if ends == today else f"ends {in_words(ends)}"


def _served(person: Person, left: Collection[datetime.date]) -> Any:
    """What a liaison served until one of the days their role ends."""
    served = LiaisonAssignment.objects.filter(liaison=person, ends__in=left)
    return served.select_related("organization").order_by("organization__name")


def _without_a_liaison(person: Person, left: Collection[datetime.date]) -> list[Organization]:
    """Districts a liaison served all the time and nobody serves from the day the role ends."""
    regular = LiaisonAssignment.objects.filter(covers=False, organization=OuterRef("organization"))
    follows = regular.filter(lasting(OuterRef("ends")), begins__lte=OuterRef("ends"))
    return [one.organization for one in _served(person, left).filter(~Exists(follows), covers=False)]


def in_words(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _row(person: Person, office: Office, reach: Reach) -> PersonRow:
    return PersonRow(
        person.name,
        person.email,
        [_held(membership, office, reach.day) for membership in person.shown],
        person.last_login,
        office.url("person", person.pk),
        person == reach.person,
    )


def _held(membership: Membership, office: Office, today: datetime.date) -> Held:
    when = f"from {in_words(membership.begins)}"
    over = membership.ends is not None and membership.ends <= today
    if membership.ends is not None:
        when += f", {'ended' if over else 'ends'} {in_words(membership.ends)}"
    return Held(membership.title, when, "" if over else office.url("end_role", membership.pk))


def _status(invitation: Invitation) -> str:
    if invitation.expires_at <= timezone.now():
        return f"Link ran out {in_words(timezone.localdate(invitation.expires_at))}"
    if invitation.mailed_at is None:
        return "Mail could not be sent"
    sent, until = timezone.localdate(invitation.mailed_at), timezone.localdate(invitation.expires_at)
    return f"Sent {in_words(sent)}, link works until {in_words(until)}"
