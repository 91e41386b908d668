"""The sender's own file back with two more columns: made by a child process with limits, kept beside the file."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from openperkins.portal import jobs
from openperkins.portal.law import ruleset_of
from openperkins.portal.submissions.checking import report_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import beside, path_of
from openperkins.records.submitted.in_child import Limits, annotate_in_child

#: in a page's time: a copy that takes longer has the problems only
IN_A_REQUEST = Limits(wall_seconds=45)


def marked_copy(submission: Submission, limits: Limits | None = None) -> Path | None:
    """The marked copy, made if it is not there; None for a file without a report.

    Raises jobs.Busy when another process makes it now, StorageError when there is no room.
    """
    kept = beside(submission.sha256, submission.suffix, f"{submission.pk}.marked.xlsx")
    if kept.exists():
        return kept
    with jobs.alone(f"marked-copy-{submission.pk}"):
        report = report_of(submission)
        if report is None:
            return None
        aside = kept.with_name(f"{kept.name}.{uuid4().hex[:8]}.tmp.xlsx")
        try:
            annotate_in_child(
                path_of(submission.sha256, submission.suffix),
                report,
                aside,
                kind=submission.kind,
                source_suffix=submission.suffix,
                law=ruleset_of(),
                limits=limits,
            )
            aside.replace(kept)
        finally:
            aside.unlink(missing_ok=True)
    return kept
