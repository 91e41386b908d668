"""Who is told what: every notice is made here, in the transaction of what it tells of, once for each person."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
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
    bodies = ((person, body) for person in people)
    return tell_each(bodies, key=key, kind=kind, subject=subject, link=link, organization=organization)


def tell_each(
    bodies: Iterable[tuple[Any, str]], *, key: str, kind: str, subject: str, link: str = "", organization: Any = None
) -> int:
    """The same where each person reads a body of their own."""
    notices = [
        Notice(
            person=person, organization=organization, key=key, kind=kind, subject=subject[:200], body=body, link=link
        )
        for person, body in bodies
    ]
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return Notice.objects.filter(key=key).count() - before


def holders(
    roles: Iterable[str], org_codes: Iterable[str] | None = None, day: datetime.date | None = None
) -> list[Any]:
    """People who hold one of `roles` (for one of the organizations) on a day, by default today; by name."""
    held = Membership.objects.on(day or timezone.localdate()).filter(role__in=list(roles), person__is_active=True)
    if org_codes is not None:
        held = held.filter(organization__in=list(org_codes))
    return by_name(Person.objects.filter(pk__in=held.values("person")))


def by_name(people: Iterable[Any]) -> list[Any]:
    """People in the order pages say them: by name, alike on every database."""
    return sorted(people, key=lambda person: (str(person), person.pk))


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


def tell_publication(what: str, publication: Any, more: Mapping[str, str] | None = None) -> None:
    """A publication was proposed, returned, published or retracted: tell whom it concerns.

    `more` is what a district's own people read besides: organization code → sentences, with no student figures.
    """
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
    own = _of_their_districts(more or {})
    bodies = ((person, "\n".join([body, *own.get(person.pk, ())])) for person in people)
    tell_each(bodies, key=key, kind=f"publication.{what}", subject=subject, link=link)


def _of_their_districts(said: Mapping[str, str]) -> dict[int, list[str]]:
    """Person → what is said of the districts whose matters they are told of. One query."""
    held = Membership.objects.on(timezone.localdate()).filter(role__in=(*DISTRICT_ROLES, "negotiator"))
    found: dict[int, list[str]] = {}
    for person, code in held.order_by("organization").values_list("person_id", "organization_id").distinct():
        if code in said:
            found.setdefault(person, []).append(said[code])
    return found
