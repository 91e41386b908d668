"""Checking a sent file in the background."""

from __future__ import annotations

import structlog
from django.db.models import F
from django_tasks import task

from openperkins.errors import OpenPerkinsError
from openperkins.portal import jobs
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.checking import check_file
from openperkins.portal.submissions.copies import marked_copy
from openperkins.portal.submissions.follow_up import tasks as follow_up
from openperkins.portal.submissions.models import Submission

log = structlog.get_logger(__name__)


@task()
def check_submission(pk: int) -> None:
    """Check what was received. Safe to do again: a file that was checked or withdrawn is left alone."""
    try:
        with jobs.alone(f"submission-{pk}"):
            submission = Submission.objects.select_related("organization").get(pk=pk)
            if submission.status in ("received", "checking"):
                _check(submission)
    except jobs.Busy:
        log.info("file is being checked by another worker", submission=pk)


def _check(submission: Submission) -> None:
    if submission.attempts >= jobs.MOST_ATTEMPTS:
        actions.could_not_be_checked(submission, why="The check was cut off several times. Ask the State's support.")
        return
    Submission.objects.filter(pk=submission.pk, status__in=("received", "checking")).update(
        status="checking", attempts=F("attempts") + 1
    )
    try:
        report = check_file(submission)
    except OpenPerkinsError:
        actions.could_not_be_checked(submission, why="The file could not be read. Ask the State's support.")
        return
    except Exception as error:
        # Of an error nobody foresaw the type alone is kept: its words may hold what the file holds.
        raise RuntimeError(f"check of submission {submission.pk}: {type(error).__name__}") from None
    actions.checked(submission, rows=report.rows, errors=report.errors, warnings=report.warnings)
    if report.errors or report.warnings:
        _copy(submission)


def _copy(submission: Submission) -> None:
    """The sender most likely asks for the marked copy next; a page makes it when this does not come to an end."""
    try:
        marked_copy(submission)
    except (jobs.Busy, OpenPerkinsError):
        log.info("marked copy was not made", submission=submission.pk)


def resume() -> None:
    """Take up files whose worker died, and lists of leavers that are no longer what certified records say."""
    for pk in Submission.objects.filter(status__in=("received", "checking")).values_list("pk", flat=True):
        if jobs.is_free(f"submission-{pk}"):
            check_submission.enqueue(pk)
    follow_up.resume()
