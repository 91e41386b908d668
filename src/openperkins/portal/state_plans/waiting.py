"""What State Improvement Plans wait for: somebody writes, sends and revises them, a second person approves."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.pages.years import latest_year
from openperkins.portal.state_plans.owed import owed_indicators
from openperkins.portal.state_plans.page import KIND
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Plans to approve, to change and to write; on a district's pages none."""
    writes, decides = (reach.may(right, settings.STATE_CODE) for right in ("write_state_plan", "decide_state_plan"))
    if organization is not None or not (writes or decides):
        return []
    documents = list(Document.objects.filter(kind=KIND).order_by("school_year", "part"))
    found = list(_to_approve(documents, reach)) if decides else []
    if not writes:
        return found
    return [*found, *_returned(documents), *_revised(documents), *_to_write(documents, latest_year() + 1)]


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """A district waits for nothing of it."""
    return []


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """It is no process of a district."""
    return []


def _to_approve(documents: list[Document], reach: Reach) -> Iterator[Waiting]:
    for one in documents:
        if one.status == "proposed" and (sent_by := one.sent_by) != reach:
            yield Waiting(f"Approve the {one}", one.about.url(one), when=f"sent by {sent_by}")


def _returned(documents: list[Document]) -> Iterator[Waiting]:
    for one in documents:
        if one.status == "returned":
            yield Waiting(f"Change the {one}: it was returned", one.about.url(one), urgent=True)


def _revised(documents: list[Document]) -> Iterator[Waiting]:
    for one in documents:
        if one.status == "draft" and one.in_force_id:
            yield Waiting(f"Send or give up the revision of the {one}", one.about.url(one))


def _to_write(documents: list[Document], year: SchoolYear) -> Iterator[Waiting]:
    """One line for all plans of the year that follows the latest figures and are not sent yet."""
    known = {one.part: one for one in documents if one.school_year == year.ends}
    open_ones = [
        indicator
        for indicator in owed_indicators(year)
        if indicator not in known or (known[indicator].status == "draft" and known[indicator].in_force_id is None)
    ]
    if open_ones:
        what = "State Improvement Plan" + ("" if len(open_ones) == 1 else "s")
        yield Waiting(f"Write and send {len(open_ones)} {what} of {year}", f"{reverse('state_plans')}?year={year.ends}")
