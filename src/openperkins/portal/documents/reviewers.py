"""Who of the State can look at a document."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.directory.models import LiaisonAssignment
from openperkins.portal.documents.models import Document
from openperkins.portal.notices.telling import holders

#: roles at the State a document can be given to
REVIEWERS = ("liaison", "administrator")


def may_review(document: Document, person: Person) -> bool:
    """Whether the document is in the person's reach today, so that the page it leads to opens."""
    return person.is_active and reach_of(person, timezone.localdate()).may(document.about.remarks, document.org_code)


def reaches_of_reviewers(day: datetime.date) -> dict[int, Reach]:
    """Everybody a document can be given to, by id, with their reach on a day. Two queries, however many they are."""
    served: dict[int, set[str]] = defaultdict(set)
    for liaison, code in LiaisonAssignment.objects.on(day).values_list("liaison", "organization"):
        served[liaison].add(code)
    held: dict[Person, list[tuple[str, str]]] = defaultdict(list)
    rows = Membership.objects.on(day).filter(role__in=REVIEWERS, person__is_active=True)
    for row in rows.select_related("person"):
        held[row.person].append((row.role, row.organization_id))
    return {
        person.pk: Reach(person, day, tuple(roles), {}, frozenset(served[person.pk])) for person, roles in held.items()
    }


def possible_reviewers(document: Document) -> list[Person]:
    """Those it can be given to."""
    return [person for person in holders(REVIEWERS) if may_review(document, person)]
