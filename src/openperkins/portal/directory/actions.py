"""The only writer of liaisons' assignments. Each action is one transaction with its event and its notices."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.notices.telling import DISTRICT_ROLES, holders, tell
from openperkins.portal.workflow import Refused


@transaction.atomic
def assign(*, organization: Organization, liaison: Person, begins: datetime.date, by: Reach) -> LiaisonAssignment:
    """Let a liaison serve a district from a day on; whoever served it until then ends that day. Raises Refused."""
    _check(organization, liaison, begins, by)
    current = LiaisonAssignment.objects.filter(organization=organization, ends__isnull=True).first()
    if current is not None:
        if current.liaison == liaison and current.begins <= begins:
            raise Refused([f"{liaison} serves {organization.name} already."])
        _end(current, begins, by)
    made = LiaisonAssignment.objects.create(organization=organization, liaison=liaison, begins=begins)
    _record("liaison.assigned", made, by, begins=begins.isoformat())
    _tell(made, f"{liaison} serves {organization.name} from {_words(begins)}")
    return made


@transaction.atomic
def cover(
    *, organization: Organization, liaison: Person, begins: datetime.date, ends: datetime.date, by: Reach
) -> LiaisonAssignment:
    """Let a colleague cover for the liaison, who stays: `ends` is the first day after. Raises Refused."""
    _check(organization, liaison, begins, by)
    against = [] if ends > begins else ["The last day is before the first."]
    own = LiaisonAssignment.objects.filter(organization=organization, liaison=liaison, begins__lt=ends)
    if own.filter(Q(ends__isnull=True) | Q(ends__gt=begins)).exists():
        against.append(f"{liaison} serves {organization.name} in that time already.")
    if not LiaisonAssignment.objects.filter(organization=organization).on(begins).exists():
        against.append(f"Nobody serves {organization.name} on that day; assign a liaison first.")
    if against:
        raise Refused(against)
    made = LiaisonAssignment.objects.create(
        organization=organization, liaison=liaison, begins=begins, ends=ends, covers=True
    )
    _record("liaison.covers", made, by, begins=begins.isoformat(), ends=ends.isoformat())
    last = ends - datetime.timedelta(days=1)
    _tell(made, f"{liaison} covers for {organization.name}, {_words(begins)} to {_words(last)}")
    return made


@transaction.atomic
def cover_for(
    *, absent: Person, liaison: Person, begins: datetime.date, ends: datetime.date, by: Reach
) -> list[LiaisonAssignment]:
    """Let a colleague cover for all districts a liaison serves on the first day; all of them or none.

    Of a district that is handed over meanwhile, until then. What the liaison only covers is left out. Raises Refused
    with every reason, also when the liaison serves none.
    """
    serving = LiaisonAssignment.objects.on(begins).filter(liaison=absent, covers=False)
    made, against = [], []
    for one in serving.select_related("organization"):
        until = ends if one.ends is None else min(ends, one.ends)
        try:
            made.append(cover(organization=one.organization, liaison=liaison, begins=begins, ends=until, by=by))
        except Refused as refused:
            against += refused.reasons
    if against:
        raise Refused(list(dict.fromkeys(against)))
    if not made:
        raise Refused([f"{absent} serves no district on that day."])
    return made


def release(liaison: Person, *, ends: datetime.date, by: Reach) -> list[LiaisonAssignment]:
    """End what somebody serves, in the transaction that ends their role; their districts need another liaison."""
    served = LiaisonAssignment.objects.filter(liaison=liaison).filter(Q(ends__isnull=True) | Q(ends__gt=ends))
    released = list(served.select_related("organization", "liaison"))
    for assignment in released:
        _end(assignment, ends, by)
    return released


def _check(organization: Organization, liaison: Person, begins: datetime.date, by: Reach) -> None:
    """Raises PermissionDenied or Refused; locks the organization, so that two assignments come one after the other."""
    if not by.may("assign_liaisons", organization.code):
        raise PermissionDenied
    Organization.objects.select_for_update().get(pk=organization.pk)
    against = []
    if begins < timezone.localdate():
        against.append("The first day is in the past; choose today or a later day.")
    if not organization.is_reporting or organization.is_member:
        against.append("A liaison serves a district or a consortium; a member is served with its consortium.")
    if not Membership.objects.filter(person=liaison, role="liaison").on(begins).exists():
        against.append(f"{liaison} is not a liaison on that day.")
    if against:
        raise Refused(against)


def _end(assignment: LiaisonAssignment, ends: datetime.date, by: Reach) -> None:
    """End it on a day. One that was planned for later never begins, and the one before it ends on the day instead."""
    planned = assignment.begins
    assignment.ends = max(planned, ends)
    assignment.save(update_fields=["ends"])
    _record("liaison.ended", assignment, by, ends=assignment.ends.isoformat())
    _tell(assignment, _ended(assignment), only=[assignment.liaison])
    if planned > ends:
        before = LiaisonAssignment.objects.filter(
            organization=assignment.organization, covers=False, ends=planned, begins__lte=ends
        ).select_related("organization", "liaison")
        if (earlier := before.order_by("begins").first()) is not None:
            _end(earlier, ends, by)


def _ended(assignment: LiaisonAssignment) -> str:
    """Until when it lasts, as a sentence: `ends` is the first day after, and a plan that is overtaken has no day."""
    assert assignment.ends is not None  # it was just ended
    who, where = assignment.liaison, assignment.organization.name
    if assignment.ends == assignment.begins:
        return f"{who} does not serve {where} from {_words(assignment.begins)}, as was planned"
    last = assignment.ends - datetime.timedelta(days=1)
    return f"{who} {'served' if last < timezone.localdate() else 'serves'} {where} through {_words(last)}"


def _record(verb: str, assignment: LiaisonAssignment, by: Reach, **details: str) -> None:
    record(
        verb,
        by=by.person,
        organization=assignment.organization,
        about=assignment,
        liaison=assignment.liaison_id,
        **details,
    )


def _tell(assignment: LiaisonAssignment, subject: str, *, only: list[Any] | None = None) -> None:
    """Who begins is told, who serves the district on that first day or ends with it, its director and superintendent.

    Who serves it today need not be the one it concerns: the hand-over can be earlier.
    """
    people = only
    if people is None:
        district = holders(DISTRICT_ROLES, [assignment.organization_id])
        first = assignment.begins
        served = LiaisonAssignment.objects.filter(organization=assignment.organization, begins__lte=first).filter(
            Q(ends__isnull=True) | Q(ends__gte=first)
        )
        people = {assignment.liaison, *district, *(one.liaison for one in served.select_related("liaison"))}
    tell(
        people,
        key=f"assignment {assignment.pk} {assignment.begins} {assignment.ends or ''}",
        kind="liaison.assigned" if only is None else "liaison.ended",
        subject=subject,
        body=f"{subject}.",
        link=reverse("home"),
        organization=assignment.organization,
    )


def _words(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
