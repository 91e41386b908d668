"""What waits for whom, from every part of the portal that has something to do."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.results.queries import published
from openperkins.schoolyear import SchoolYear


def waiting_for(
    reach: Reach, organization: Organization | None = None, year: SchoolYear | None = None
) -> list[Waiting]:
    """What the reader has to do."""
    return []


def waiting_for_others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """What others have to do before the reader can."""
    return []


def district_processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """The year's processes a reader can open, each with where it stands."""
    found = []
    if reach.may("see_results", organization.code):
        found.append(_results(organization, year))
    return found


def _results(organization: Organization, year: SchoolYear) -> Process:
    url = reverse("heat_map", args=[organization.code, year.ends])
    current = published(organization.code, year)
    if current is None:
        return Process(1, "Understand results", "Not yet published", "", url, "See which years are published")
    owed = current.sheet.plans_required
    when = current.publication.published_at
    told = f"Published {when:%B} {when.day}"
    detail = (
        "No result needs a plan" if not owed else f"{owed} {'result needs' if owed == 1 else 'results need'} a plan"
    )
    return Process(1, "Understand results", told, detail, url, "View results")
