"""Checking a sent file in the background."""

from __future__ import annotations

import structlog
from django.db.models import F
from django_tasks import task

from openperkins.portal import jobs
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.checking import check_file
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
    Submission.objects.filter(pk=submission.pk).update(status="checking", attempts=F("attempts") + 1)
    report = check_file(submission)
    actions.checked(submission, rows=report.rows, errors=report.errors, warnings=report.warnings)


def resume() -> None:
    """Take up files whose worker died."""
    for pk in Submission.objects.filter(status__in=("received", "checking")).values_list("pk", flat=True):
        if jobs.is_free(f"submission-{pk}"):
            check_submission.enqueue(pk)
