"""Agreed levels as records: what was set and agreed here joins the State's file of levels before figures are made.

What was agreed here wins over the file of before; other rows stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.levels.models import AgreedLevel, StateLevels
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.state_file import certified_rows, certify, year_text
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
    title = f"levels with those agreed up to {timezone.localdate():%Y-%m-%d}"
    written = [(*place, decimal_text(fraction(level))) for place, level in rows.items()]
    return certify("levels", _COLUMNS, written, title=title, by=by)


def _in_file() -> Levels:
    """The rows of the certified file, in its exact reading."""
    rows = certified_rows("levels", _COLUMNS)
    return {(year_text(year), str(code), str(indicator)): str(level) for year, code, indicator, level in rows}


def _set_and_agreed() -> Iterator[tuple[tuple[str, str, str], str]]:
    """The State's levels in force of every year, then what districts agreed on; later versions after earlier ones."""
    for one in StateLevels.objects.filter(status="set").order_by("set_at"):
        for indicator, level in one.levels.items():
            yield (str(one.year), settings.STATE_CODE, indicator), level
    for row in AgreedLevel.objects.order_by("version", "pk"):
        yield (str(SchoolYear(row.school_year)), row.organization_id, row.indicator), row.level
