"""Proposals of readings that wait for a second person."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.rulesets.models import Adoption
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Proposals the reader can adopt or drop; on a district's pages none."""
    if organization is not None or not reach.may("adopt_ruleset", Adoption.org_code):
        return []
    proposals = Adoption.objects.filter(status="proposed").exclude(proposed_by=reach.person)
    return [
        Waiting(
            f"Readings of {one.year}: adopt or drop them",
            reverse("adoption", args=[one.pk]),
            f"proposed by {one.proposed_by}",
        )
        for one in proposals.select_related("proposed_by")
    ]


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """Districts do not wait for readings."""
    return []


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """Readings are no process of a district."""
    return []
