"""What publications wait for: administrators approve, stewards look at what was computed, failed or returned."""

from __future__ import annotations

from django.urls import reverse

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.results.models import Publication
from openperkins.portal.results.queries import Published, published
from openperkins.schoolyear import SchoolYear

_OPEN = ("proposed", "failed", "draft")


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Publications the reader has to do something about; on a district's pages none."""
    state = Publication.org_code
    approves, composes = reach.may("approve_publication", state), reach.may("compose_publication", state)
    if organization is not None or not (approves or composes):
        return []
    found = []
    for one in Publication.objects.filter(status__in=_OPEN).select_related("composed_by"):
        if one.status == "proposed" and approves and one.composed_by != reach:
            found.append(_waiting(one, f"Approve the figures of {one}", when=f"proposed by {one.composed_by}"))
        elif one.status == "failed" and composes:
            found.append(_waiting(one, f"The figures of {one} could not be computed", urgent=True))
        elif one.status == "draft" and composes and one.proposed_at:
            found.append(_waiting(one, f"The figures of {one} were returned", urgent=True))
        elif one.status == "draft" and composes:
            found.append(_waiting(one, f"Look at the figures of {one} and propose them"))
    return found


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """What a district waits for: nothing that has a date."""
    return []


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """A district's results and levels of a year."""
    results, levels = (reach.may(right, organization.code) for right in ("see_results", "see_levels"))
    if not (results or levels):
        return []
    current = published(organization.code, year)
    found = [_results(organization, year, current)] if results else []
    return [*found, _levels(organization, year, current)] if levels else found


def _results(organization: Organization, year: SchoolYear, current: Published | None) -> Process:
    url = reverse("heat_map", args=[organization.code, year.ends])
    if current is None:
        return Process(1, "Understand results", "Not yet published", "", url, "See which years are published")
    owed, when = current.sheet.plans_required, day_of(current.publication.published_at)
    status = f"Published {date_in_words(when)}"
    if not owed:
        return Process(1, "Understand results", status, "No result needs a plan", url, "View the results")
    detail = f"{owed} {'result needs' if owed == 1 else 'results need'} a plan"
    return Process(1, "Understand results", status, detail, f"{url}?show=plan", "View the results")


def _levels(organization: Organization, year: SchoolYear, current: Published | None) -> Process:
    url = reverse("levels", args=[organization.code, year.ends])
    if current is None:
        return Process(2, "Performance levels", "Not yet published", "", url, "View levels")
    own = [current.cells.of(indicator, "all") for indicator in INDICATORS]
    local = sum(cell.level is not None and cell.level_source == "local" for cell in own)
    state = sum(cell.level is not None for cell in own) - local
    detail = f"{local} local levels" + (f", {state} of the State" if state else "")
    return Process(2, "Performance levels", "In force", detail, url, "View levels")


def _waiting(publication: Publication, title: str, *, when: str = "", urgent: bool = False) -> Waiting:
    return Waiting(title, reverse("publication", args=[publication.pk]), when=when, urgent=urgent)
