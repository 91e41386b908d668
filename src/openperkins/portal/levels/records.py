"""Agreed levels as records: what was set and agreed here joins the State's file of levels before figures are made.

The file is sent and certified as any other, so that a publication says by which bytes it judged, and whoever replays it
judges by the same. What was agreed here wins over the file of before; other rows stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.checking import check_file
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of, receive
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

#: (school year, organization, indicator) → percent as decimal text
Levels = dict[tuple[str, str, str], str]
_COLUMNS = ("school_year", "org_code", "indicator", "level")


def not_in_file() -> Levels:
    """Levels set or agreed here that the certified file does not hold, or holds differently."""
    known = _in_file()
    here = dict(_set_and_agreed())  # of several versions the last stays
    return {
        place: level for place, level in here.items() if place not in known or fraction(known[place]) != fraction(level)
    }


def take_over(*, by: Reach) -> Submission | None:
    """Certify a file of levels with all that was set and agreed here; None when the certified one holds it already.

    Raises Refused for somebody who may not certify the State's files, or when the checks find errors in the file.
    """
    added = not_in_file()
    if not added:
        return None
    rows = {**_in_file(), **added}
    sha256, size = receive([_as_csv(rows)], ".csv")
    submission, _ = actions.receive(
        organization=Organization.objects.get(pk=settings.STATE_CODE),
        kind="levels",
        school_year=0,
        season="",
        file_name=f"levels with those agreed up to {timezone.localdate():%Y-%m-%d}.csv",
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
        raise Refused(["The agreed levels do not make a file without errors; see the State's files."])
    if submission.status != "certified":
        actions.certify(submission, by=by)
    return submission


def _in_file() -> Levels:
    """The rows of the certified file, in its exact reading."""
    from openperkins.records.model import SourceFile
    from openperkins.records.pipeline import examine_file

    submission = Submission.objects.filter(organization=settings.STATE_CODE, kind="levels", status="certified").first()
    if submission is None:
        return {}
    tables: dict = {}
    path = path_of(submission.sha256, submission.suffix)
    examine_file(
        SourceFile(path, f"levels{submission.suffix}", "levels"),
        law=ruleset_of(),
        seal=lambda kind, key, frame: tables.update({kind: frame}),
    )
    rows = tables["levels"].select(_COLUMNS).iter_rows()
    return {(_year(year), str(code), str(indicator)): str(level) for year, code, indicator, level in rows}


def _set_and_agreed() -> Iterator[tuple[tuple[str, str, str], str]]:
    """The State's levels in force of every year, then what districts agreed on; later versions after earlier ones."""
    for one in StateLevels.objects.filter(status="set").order_by("set_at"):
        for indicator, level in one.levels.items():
            yield (str(one.year), settings.STATE_CODE, indicator), level
    for row in AgreedLevel.objects.order_by("version", "pk"):
        yield (str(SchoolYear(row.school_year)), row.organization_id, row.indicator), row.level


def _as_csv(rows: Levels) -> bytes:
    """The file: in order, so that equal levels are equal bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((*place, decimal_text(fraction(level))) for place, level in sorted(rows.items()))
    return text.getvalue().encode()


def _year(value: object) -> str:
    """A school year as the file says it, whether the table holds its text or the year it ends in."""
    return str(SchoolYear(value)) if isinstance(value, int) else str(value)
