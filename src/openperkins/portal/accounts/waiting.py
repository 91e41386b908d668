"""Invitations nobody accepted yet, for the home pages of those who see people."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Invitation
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Invitations whose link has run out: to send again or to withdraw."""
    if organization is None or not reach.may("grant_roles", organization.code):
        return []
    url = reverse("people", args=[organization.code])
    late = Invitation.objects.waiting().filter(organization=organization, expires_at__lte=timezone.now())
    return [Waiting(f"Invitation of {one.name or one.email}: the link ran out", url) for one in late]


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """People who are invited and have not come yet."""
    if not reach.may("grant_roles", organization.code):
        return []
    url = reverse("people", args=[organization.code])
    return [
        Waiting("Accept the invitation", url, f"the link works until {_day(one.expires_at)}", one.name or one.email)
        for one in Invitation.objects.open(timezone.now()).filter(organization=organization)
    ]


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """People are no process of a year."""
    return []


def _day(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%B} {local.day}, {local.year}"
