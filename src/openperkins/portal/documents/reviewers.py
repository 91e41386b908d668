"""Who of the State can look at a document."""

from __future__ import annotations

from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.reach import reach_of
from openperkins.portal.documents.models import Document
from openperkins.portal.notices.telling import holders

#: roles at the State a document can be given to
REVIEWERS = ("liaison", "administrator")


def still_reviews(person: Person) -> bool:
    """Whether the person holds a role today by which documents are looked at."""
    held = Membership.objects.on(timezone.localdate()).filter(person=person, role__in=REVIEWERS)
    return person.is_active and held.exists()


def may_review(document: Document, person: Person) -> bool:
    """Whether the document is in the person's reach today, so that the page it leads to opens."""
    return person.is_active and reach_of(person, timezone.localdate()).may(document.about.remarks, document.org_code)


def possible_reviewers(document: Document) -> list[Person]:
    """Those it can be given to."""
    return [person for person in holders(REVIEWERS) if may_review(document, person)]
