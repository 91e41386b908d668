"""Making the lists of leavers in the background."""

from __future__ import annotations

import structlog
from django.db.models import F
from django_tasks import task

from openperkins.errors import OpenPerkinsError
from openperkins.portal import jobs
from openperkins.portal.submissions.follow_up import actions, lists
from openperkins.portal.submissions.models import FollowUpYear
from openperkins.schoolyear import SchoolYear

log = structlog.get_logger(__name__)
_NOT_YET = (
    "The certified records do not allow it yet: the October and End of Year collections of the year are needed, with "
    "organizations and programs, and without contradictions between files."
)


@task()
def make_lists(year: int) -> None:
    """Make the lists of a year's leavers. Safe to do again: lists that still hold are left alone."""
    try:
        with jobs.alone(f"follow-up-{year}"):
            while FollowUpYear.objects.filter(pk=year, stale=True).exists() and not _make(SchoolYear(year)):
                pass  # files were certified meanwhile
    except jobs.Busy:
        log.info("lists are being made by another worker")


def _make(year: SchoolYear) -> bool:
    """Whether nothing is left to do."""
    from openperkins.portal.submissions.checking import certified_folder

    row = FollowUpYear.objects.get(pk=year.ends)
    if row.attempts >= jobs.MOST_ATTEMPTS:
        actions.lists_failed(year, why="The work was cut off several times. Ask the State's support.")
        return True
    FollowUpYear.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
    try:
        records = certified_folder()
        counts = lists.make(year, records)
    except OpenPerkinsError:
        actions.lists_failed(year, why=_NOT_YET)
        return True
    except Exception as error:
        # Of an error nobody foresaw the type alone is kept: its words may hold what the files hold.
        raise RuntimeError(f"lists of {year}: {type(error).__name__}") from None
    return actions.lists_made(year, key=records.name, counts=counts, key_now=certified_folder().name)


def resume() -> None:
    """Take up lists whose worker died."""
    for year in FollowUpYear.objects.filter(stale=True).values_list("pk", flat=True):
        if jobs.is_free(f"follow-up-{year}"):
            make_lists.enqueue(year)
