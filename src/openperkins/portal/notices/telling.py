"""Who is told what: every notice is made here, in the transaction of what it tells of, once for each person."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.notices.models import Notice

#: district roles that are told about the district's own matters
DISTRICT_ROLES = ("cte_director", "superintendent")


def tell(
    people: Iterable[Any], *, key: str, kind: str, subject: str, body: str, link: str = "", organization: Any = None
) -> int:
    """Tell each of `people` once; returns how many had not been told. `body` must hold no student's data."""
    notices = [
        Notice(
            person=person, organization=organization, key=key, kind=kind, subject=subject[:200], body=body, link=link
        )
        for person in people
    ]
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return Notice.objects.filter(key=key).count() - before


def holders(
    roles: Iterable[str], org_codes: Iterable[str] | None = None, day: datetime.date | None = None
) -> list[Any]:
    """People who hold one of `roles` (for one of the organizations) on a day, by default today."""
    held = Membership.objects.on(day or timezone.localdate()).filter(role__in=list(roles), person__is_active=True)
    if org_codes is not None:
        held = held.filter(organization__in=list(org_codes))
    return list(Person.objects.filter(pk__in=held.values("person")))


#: a step of a publication → the roles whose holders are told
_PUBLICATION_TELLS = {
    "proposed": ("administrator",),
    "returned": ("data_steward",),
    "published": (*DISTRICT_ROLES, "negotiator", "liaison", "data_steward"),
    "retracted": (*DISTRICT_ROLES, "negotiator", "liaison", "data_steward"),
}


def told_of_publication(what: str) -> list[Any]:
    """Who is told that a publication was proposed, returned, published or retracted."""
    return holders(_PUBLICATION_TELLS[what])


def tell_publication(what: str, publication: Any) -> None:
    """A publication was proposed, returned, published or retracted: tell whom it concerns."""
    year, number = publication.year, publication.version
    link = reverse("publication", args=[publication.pk])
    key = f"publication {publication.pk} {what} {publication.proposed_at or ''}"[:120]
    if what == "proposed":
        subject = f"Figures of {year} wait for your approval"
        body = (
            f"{publication.composed_by} composed version {number} of the figures of {year}. A second person approves."
        )
    elif what == "returned":
        subject = f"Figures of {year} were returned"
        body = f"Version {number} of the figures of {year} was not approved; its page says why."
    elif what == "published":
        subject, link = f"Core indicators of {year} are published", reverse("home")
        body = f"Version {number} of the core indicators of {year} is published."
        if publication.reason:
            body += f" Why the earlier version is replaced: {publication.reason}"
    else:
        subject, link = f"Core indicators of {year} were taken back", reverse("home")
        body = f"Version {number} of the core indicators of {year} no longer holds: {publication.retraction_reason}"
    people = told_of_publication(what)
    tell(people, key=key, kind=f"publication.{what}", subject=subject, body=body, link=link)
