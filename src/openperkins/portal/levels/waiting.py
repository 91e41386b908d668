"""What performance levels wait for: the State sets them, districts send theirs, liaisons answer."""

from __future__ import annotations

from django.urls import reverse

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.page import document_of
from openperkins.portal.levels.queries import agreed_levels, state_levels
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """State levels somebody else proposed; on a district's pages, its levels while they are the reader's to write."""
    if organization is None:
        return _to_set(reach) if reach.may("set_state_levels", StateLevels.org_code) else []
    if year is None or organization.is_member or not reach.may("write_levels", organization.code):
        return []
    found = []
    for one in (year, year + 1):  # those of the next year are negotiated while this year's results are read
        if state_levels(one) and (title := _to_write(document_of(organization, one), one, reach)):
            url = reverse("propose_levels", args=[organization.code, one.ends])
            urgent = title.startswith(("Change", "Answer"))
            found.append(Waiting(title, url, urgent=urgent))
    return found


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """Levels that were sent wait for the State."""
    if not reach.may("see_levels", organization.code):
        return []
    sent = [document_of(organization, one) for one in (year, year + 1)]
    return [
        Waiting(
            str(document),
            document.about.url(document),
            when=f"sent {date_in_words(day_of(document.sent_at))}",
            who="liaison",
        )
        for document in sent
        if document is not None and document.status == "sent" and document.sent_at is not None
    ]


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """The levels of the year after the results; the year's own stand with its results (results/waiting.py)."""
    following = year + 1
    if not reach.may("see_levels", organization.code) or organization.is_member or state_levels(following) is None:
        return []
    document = document_of(organization, following)
    agreed = len(agreed_levels(following, organization.code).get(organization.code, {}))
    status = document.status_title if document else "Not yet started"
    detail = f"{agreed} {'level' if agreed == 1 else 'levels'} agreed" if agreed else "The State's levels are set"
    url = reverse("propose_levels", args=[organization.code, following.ends])
    return [Process(3, f"Levels of {following}", status, detail, url, "Open the levels")]


def _to_set(reach: Reach) -> list[Waiting]:
    proposals = StateLevels.objects.filter(status="proposed").exclude(proposed_by=reach.person)
    return [
        Waiting(f"{one}: set or drop them", reverse("state_levels_of", args=[one.pk]), f"proposed by {one.proposed_by}")
        for one in proposals.select_related("proposed_by")
    ]


def _to_write(document: Document | None, year: SchoolYear, reach: Reach) -> str:
    """What is to be done with the levels; empty where nothing is."""
    if document is None:
        return f"Adopt or propose levels of {year}"
    if document.status == "returned":
        return f"Change the levels of {year}: they were returned"
    if document.status == "countered":
        return f"Answer the State's offer of levels of {year}"
    return f"Finish and send the levels of {year}" if document.status == "draft" else ""
