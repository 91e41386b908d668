"""What waits for whom, gathered from every part of the portal that has something to do."""

from __future__ import annotations

from itertools import chain

from openperkins.portal.accounts import waiting as people
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.deadlines import waiting as deadlines
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import waiting as documents
from openperkins.portal.level_revisions import waiting as level_revisions
from openperkins.portal.levels import waiting as levels
from openperkins.portal.needs import waiting as needs
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.plans import waiting as plans
from openperkins.portal.results import waiting as results
from openperkins.portal.rulesets import waiting as rulesets
from openperkins.portal.state_plans import waiting as state_plans
from openperkins.portal.submissions import waiting as submissions
from openperkins.schoolyear import SchoolYear

#: each has `mine`, `others` and `processes`, and asks itself what the reader may see
PARTS = (
    documents,
    results,
    levels,
    level_revisions,
    plans,
    state_plans,
    needs,
    submissions,
    rulesets,
    people,
    deadlines,
)


def waiting_for(
    reach: Reach, organization: Organization | None = None, year: SchoolYear | None = None
) -> list[Waiting]:
    """What the reader has to do: what is urgent first."""
    return _urgent_first(chain.from_iterable(part.mine(reach, organization, year) for part in PARTS))


def waiting_for_others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """What others have to do before the reader can, and the next dates."""
    return _urgent_first(chain.from_iterable(part.others(reach, organization, year) for part in PARTS))


def district_processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """The year's processes a reader can open, in their order, each with where it stands."""
    found = chain.from_iterable(part.processes(reach, organization, year) for part in PARTS)
    return sorted(found, key=lambda process: process.number)


def _urgent_first(rows: chain[Waiting]) -> list[Waiting]:
    return sorted(rows, key=lambda row: not row.urgent)
