"""What the directory shows, in as many questions to the database for one organization as for four hundred."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from openperkins.portal.accounts.models import Invitation, Membership
from openperkins.portal.directory.models import LiaisonAssignment, Organization, Program
from openperkins.portal.results.models import ProgramSheet

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Serving:
    """One time a liaison serves, served or is to serve an organization; `last` is its last day, None when open."""

    liaison: Any
    begins: datetime.date
    last: datetime.date | None
    is_coverage: bool
    is_now: bool

    @property
    def when(self) -> str:
        if self.last is None:
            return f"from {_words(self.begins)}"
        return f"{_words(self.begins)} to {_words(self.last)}"


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One line of the directory."""

    code: str
    name: str
    kind: str
    members: list[Organization]
    parent: Organization | None
    liaison: str
    coverage: str
    people: int
    invited: int
    is_current: bool
    last_sign_in: datetime.datetime | None


def organizations_page(query: str, kind: str, number: Any, day: datetime.date) -> Page:
    """A page of OrganizationRow: districts and consortia whose name or code matches."""
    found = _reporting().select_related("parent").prefetch_related(_members(), _assignments())
    if query:
        found = found.filter(Q(name__icontains=query) | Q(code__startswith=query))
    if kind in ("district", "consortium"):
        found = found.filter(kind=kind)
    found = found.annotate(people=_people(day), invited=_invited(), last_sign_in=_last_sign_in(day)).order_by(
        "name", "code"
    )
    page = Paginator(found, 50).get_page(number)
    page.object_list = [_row(organization, day) for organization in page.object_list]
    return page


def organization_of(code: str) -> Organization | None:
    """A district or consortium with its members, schools, and liaisons of all times."""
    found = _reporting().select_related("parent").prefetch_related(_members(), _schools(), _assignments())
    return found.annotate(people=_people(timezone.localdate()), invited=_invited()).filter(pk=code).first()


def servings(organization: Organization, day: datetime.date) -> list[Serving]:
    """Its liaisons, latest first."""
    rows = [a for a in organization.served if a.ends is None or a.ends > a.begins]
    shown = [
        Serving(
            row.liaison,
            row.begins,
            row.ends - _ONE_DAY if row.ends else None,
            row.covers,
            row.begins <= day and (row.ends is None or row.ends > day),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: one.begins, reverse=True)


def programs_offered(code: str) -> list[Program]:
    """Programs with students in the latest published year."""
    sheets = ProgramSheet.objects.filter(org_code=code, publication__in_force=True)
    sheet = sheets.order_by("-publication__school_year").first()
    return list(Program.objects.filter(code__in=json.loads(sheet.programs))) if sheet else []


def programs_page(query: str, number: Any) -> Page:
    """A page of programs whose title, cluster or code matches."""
    found = Program.objects.all()
    if query:
        found = found.filter(Q(title__icontains=query) | Q(cluster__icontains=query) | Q(code__startswith=query))
    return Paginator(found, 50).get_page(number)


def _row(organization: Any, day: datetime.date) -> OrganizationRow:
    now = [one for one in servings(organization, day) if one.is_now]
    return OrganizationRow(
        organization.code,
        organization.name,
        organization.get_kind_display(),
        organization.member_districts,
        organization.parent,
        ", ".join(str(one.liaison) for one in now if not one.is_coverage),
        ", ".join(f"{one.liaison} covers, {one.when}" for one in now if one.is_coverage),
        organization.people,
        organization.invited,
        organization.is_current,
        organization.last_sign_in,
    )


def _reporting() -> QuerySet[Organization]:
    return Organization.objects.filter(kind__in=("district", "consortium"))


def _members() -> Prefetch:
    return Prefetch("parts", Organization.objects.filter(kind="district"), to_attr="member_districts")


def _schools() -> Prefetch:
    return Prefetch("parts", Organization.objects.filter(kind="school"), to_attr="schools")


def _assignments() -> Prefetch:
    return Prefetch("assignments", LiaisonAssignment.objects.select_related("liaison"), to_attr="served")


def _people(day: datetime.date) -> Coalesce:
    held = Membership.objects.on(day).filter(organization=OuterRef("pk")).order_by()
    counted = held.values("organization").annotate(n=Count("person", distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def _last_sign_in(day: datetime.date) -> Subquery:
    """When somebody who has a role in it today signed in last."""
    held = Membership.objects.on(day).filter(organization=OuterRef("pk")).order_by()
    return Subquery(held.values("organization").annotate(last=Max("person__last_login")).values("last"))


def _invited() -> Coalesce:
    waiting = Invitation.objects.open(timezone.now()).filter(organization=OuterRef("pk")).order_by()
    return Coalesce(Subquery(waiting.values("organization").annotate(n=Count("pk")).values("n")), 0)


def _words(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def covering(day: datetime.date) -> list[LiaisonAssignment]:
    """Who covers on a day or later, by first day. One query."""
    lasting = LiaisonAssignment.objects.filter(Q(ends__gt=day) & Q(ends__gt=F("begins")), covers=True)
    return list(lasting.select_related("organization", "liaison").order_by("begins", "organization__name"))
