"""Documents that wait for the reader's review."""

from __future__ import annotations

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.queue import queue
from openperkins.portal.pages.home import Process, Waiting
from openperkins.schoolyear import SchoolYear

#: how many stand on the home page; the queue has all
_MOST = 10


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """What the reader reviews; on a district's pages nothing."""
    if organization is not None or not reach.may_anywhere("see_queue"):
        return []
    lines = [line for line in queue(reach) if line.mine or line.covering][:_MOST]
    return [
        Waiting(f"{line.document.organization.name}: {line.title}", line.url, when=line.due or _ago(line.days))
        for line in lines
    ]


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """Each kind says itself what it waits for."""
    return []


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """Each kind says itself where it stands."""
    return []


def _ago(days: int) -> str:
    return "sent today" if days == 0 else f"sent {days} {'day' if days == 1 else 'days'} ago"
