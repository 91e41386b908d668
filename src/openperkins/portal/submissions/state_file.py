"""A file of the State made from what people agreed on here, sent and certified as any other.

So a publication says by which bytes it judged, and whoever replays it judges by the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.checking import check_file
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of, receive
from openperkins.portal.workflow import Refused
from openperkins.records.model import SourceFile
from openperkins.records.pipeline import examine_file
from openperkins.schoolyear import SchoolYear


def certified_rows(kind: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The columns of the State's certified file of a kind, in its exact reading; empty without a file."""
    submission = Submission.objects.filter(organization=settings.STATE_CODE, kind=kind, status="certified").first()
    if submission is None:
        return []
    tables: dict = {}
    examine_file(
        SourceFile(path_of(submission.sha256, submission.suffix), f"{kind}{submission.suffix}", kind),
        law=ruleset_of(),
        seal=lambda kind, key, frame: tables.update({kind: frame}),
    )
    return tables[kind].select(columns).rows()


def certify(kind: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, by: Reach) -> Submission:
    """Certify a file of these rows in place of the one before; they are put in order, so equal rows are equal bytes.

    Raises Refused for somebody who may not certify the State's files, or when the checks find errors in the file.
    """
    sha256, size = receive([_as_csv(columns, rows)], ".csv")
    submission, _ = actions.receive(
        organization=Organization.objects.get(pk=settings.STATE_CODE),
        kind=kind,
        school_year=0,
        season="",
        file_name=f"{title}.csv",
        suffix=".csv",
        sha256=sha256,
        size=size,
        by=by,
    )
    if submission.status in ("received", "checking"):
        report = check_file(submission)
        actions.checked(submission, rows=report.rows, errors=report.errors, warnings=report.warnings)
        submission.refresh_from_db()
    if submission.status == "has_errors":
        raise Refused([f"{title} would not be a file without errors; see the State's files."])
    if submission.status != "certified":
        actions.certify(submission, by=by)
    return submission


def year_text(value: object) -> str:
    """A school year as the file says it, whether the table holds its text or the year it ends in."""
    return str(SchoolYear(value)) if isinstance(value, int) else str(value)


def _as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows))
    return text.getvalue().encode()
