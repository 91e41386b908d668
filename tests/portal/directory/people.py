"""People the directory's tests make by name."""

from __future__ import annotations

from openperkins.portal.accounts.models import Membership, Person
from tests.portal.factories import BEGINS, STATE


def liaison(name: str) -> Person:
    person = Person.objects.create_user(f"{name.lower()}@example.org", name)
    Membership.objects.create(person=person, organization_id=STATE, role="liaison", begins=BEGINS)
    return person
