"""Files of a submission: the list of problems, the sender's own copy with the problems marked, the file as sent."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.errors import StorageError
from openperkins.portal import jobs
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.copies import IN_A_REQUEST
from openperkins.portal.submissions.copies import marked_copy as copy_of
from openperkins.portal.submissions.doorways import file_page
from openperkins.portal.submissions.links import Links
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.shown import csv_of
from openperkins.portal.submissions.storage import path_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _report(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
    """All problems as CSV, without anything that stands in the file."""
    return attachment(csv_of(submission), f"problems {_name(submission)}.csv", "text/csv; charset=utf-8")


submission_report, state_submission_report = file_page("see_submissions", of_state="see_progress")(_report)


def _marked(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
    """The sender's file with what is wrong beside every row."""
    try:
        path = copy_of(submission, IN_A_REQUEST)
    except (jobs.Busy, StorageError):
        context = {"of": organization, "submission": submission, "links": Links(submission)}
        return render(request, "submissions/copy_later.html", context, status=503)
    if path is None:
        raise Http404
    actions.opened(submission, what="marked copy", by=request.reach)
    return attachment(path, f"checked {_name(submission)}.xlsx", XLSX)


marked_copy, state_marked_copy = file_page("open_sent_file")(_marked)


def _sent(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
    """The file, byte for byte as it was sent."""
    path = path_of(submission.sha256, submission.suffix)
    if not path.is_file():
        raise Http404
    actions.opened(submission, what="original", by=request.reach)
    return attachment(path, submission.file_name, "application/octet-stream")


sent_file, state_sent_file = file_page("open_sent_file")(_sent)


def attachment(path: Path, name: str, media_type: str) -> HttpResponse:
    """A file to keep, which no browser shows, guesses at or stores. Raises Http404 when it is not there."""
    try:
        response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _name(submission: Submission) -> str:
    return f"{submission.collection} {submission.organization_id}"
