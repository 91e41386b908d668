"""Who is told of a sent file. Nothing about a student stands in a notice: only counts."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.submissions.links import link
from openperkins.portal.submissions.models import Submission


def tell_submission(what: str, submission: Submission) -> None:
    """The sender is told what the checks found; who may certify, that a file is ready or certified."""
    people = told_of(what, submission)
    title = submission.collection
    if what == "checked" and submission.errors:
        subject = f"{title}: {submission.errors:,} {'error' if submission.errors == 1 else 'errors'} found"
        body = "The report lists each with its row and how to put it right. Nothing of the file was taken over."
    elif what == "checked":
        subject = f"{title}: checked, ready to certify"
        body = f"{submission.rows or 0:,} rows, no errors, {submission.warnings or 0:,} warnings."
    elif what == "certified":
        subject = f"{title}: certified"
        body = f"The file is the record of this collection from now on. Receipt: {submission.sha256}"
    else:
        subject = f"{title}: the check did not come to an end"
        body = "Nothing of the file was taken over. Open the file to have it checked again, or send it again."
    tell(
        people,
        key=f"submission {submission.pk} {what} {submission.version}",
        kind=f"submission.{what}",
        subject=subject,
        body=body,
        link=link("submission", submission),
        organization=submission.organization,
    )


def told_of(what: str, submission: Submission) -> set[Any]:
    """Whom a notice goes to: the sender, and who may certify once the file has no errors."""
    if what == "certified" or (what == "checked" and not submission.errors):
        return {submission.sent_by, *_certifiers(submission)}
    return {submission.sent_by}


def _certifiers(submission: Submission) -> list[Any]:
    if submission.organization_id == settings.STATE_CODE:
        return holders(["data_steward"])
    return holders(["cte_director", "superintendent"], [submission.organization_id])
