"""What requests for another 5S1 level wait for: the district writes, the superintendent sends, the State answers.

The State's people find them in their queue.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.level_revisions.due import due_in_words
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """A request that is begun or returned, of the year or the next."""
    if organization is None or year is None or not reach.may("write_level_revision", organization.code):
        return []
    found = []
    for document in _documents(organization, year).filter(status__in=("draft", "returned")):
        url = reverse("level_revision", args=[organization.code, document.school_year])
        if document.status == "returned":
            found.append(Waiting(f"Change the {_lower(document)}: it was returned", url, urgent=True))
        elif reach.may("send_level_revision", organization.code):
            found.append(Waiting(f"Finish and send the {_lower(document)}", url))
        else:
            found.append(Waiting(f"Finish the {_lower(document)}; the superintendent sends it", url))
    return found


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """What was sent waits for the Administrator."""
    if not reach.may("see_level_revision", organization.code):
        return []
    return [
        Waiting(str(one), one.about.url(one), when=due_in_words(one), who="administrator")
        for one in _documents(organization, year).filter(status="sent")
    ]


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """It is no process of every year."""
    return []


def _documents(organization: Organization, year: SchoolYear) -> Any:
    years = (year.ends, (year + 1).ends)
    found = Document.objects.filter(kind="level_revision", organization=organization, school_year__in=years)
    return found.select_related("organization").order_by("school_year")


def _lower(document: Document) -> str:
    title = str(document)
    return title[0].lower() + title[1:]
