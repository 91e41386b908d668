"""Who is told of a sent file. Nothing about a student stands in a notice: only counts."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.submissions.models import Submission


def tell_submission(what: str, submission: Submission) -> None:
    """The sender is told what the checks found; who may certify, that a file is ready or certified."""
    people = {submission.sent_by}
    title = submission.collection
    if what == "checked" and submission.errors:
        subject = f"{title}: {submission.errors:,} {'error' if submission.errors == 1 else 'errors'} found"
        body = "The report lists each with its row and how to put it right. Nothing of the file was taken over."
    elif what == "checked":
        subject = f"{title}: checked, ready to certify"
        body = f"{submission.rows or 0:,} rows, no errors, {submission.warnings or 0:,} warnings."
        people |= set(_certifiers(submission))
    elif what == "certified":
        subject = f"{title}: certified"
        body = f"The file is the record of this collection from now on. Receipt: {submission.sha256}"
        people |= set(_certifiers(submission))
    else:
        subject = f"{title}: the check did not come to an end"
        body = "Nothing of the file was taken over. Open the file to have it checked again, or send it again."
    tell(
        people,
        key=f"submission {submission.pk} {what} {submission.attempts}",
        kind=f"submission.{what}",
        subject=subject,
        body=body,
        link=reverse("submission", args=[submission.organization_id, submission.pk]),
        organization=submission.organization,
    )


def _certifiers(submission: Submission) -> list:
    if submission.organization_id == settings.STATE_CODE:
        return holders(["data_steward"])
    return holders(["cte_director", "superintendent"], [submission.organization_id])
