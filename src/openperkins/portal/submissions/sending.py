"""Taking files in: kept whole or not at all, noted once, checked in the background."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import receive
from openperkins.portal.submissions.tasks import check_submission
from openperkins.records.problems import shown
from openperkins.records.submitted.place import suffix_of


def take(organization: Organization, told: dict[str, Any], *, by: Reach) -> tuple[Submission, bool]:
    """Keep a file of the form and have it checked; returns the submission and whether it is new."""
    file = told["file"]
    return send(
        organization,
        file.chunks(),
        kind=told["collection"].kind,
        season=told["collection"].season,
        school_year=told["school_year"],
        file_name=file.name,
        by=by,
    )


def send(
    organization: Organization,
    chunks: Any,
    *,
    kind: str,
    season: str,
    school_year: int,
    file_name: str,
    by: Reach,
) -> tuple[Submission, bool]:
    """Keep bytes as an organization's file. A worker that dies before it checks them takes them up again later."""
    suffix = suffix_of(file_name)
    sha256, size = receive(chunks, suffix)
    submission, is_new = actions.receive(
        organization=organization,
        kind=kind,
        school_year=school_year,
        season=season,
        file_name=shown(PurePath(file_name.strip()).stem, 150) + suffix,
        suffix=suffix,
        sha256=sha256,
        size=size,
        by=by,
    )
    if is_new:
        check_submission.enqueue(submission.pk)
    return submission, is_new
