"""Accepted plans as records: they join the State's file of plans on file before figures are made (R54).

A plan of 2017-18 answers the figures of 2016-17, and that is its year in the file: for the figures of 2017-18 it is a
plan of an earlier year, while the figures it answers go on saying that it is owed.
"""

from __future__ import annotations

from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Document
from openperkins.portal.plans.answers import populations_in
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.state_file import certified_rows, certify, year_text

#: (organization, indicator, population, the school year it answers)
Plan = tuple[str, str, str, str]
_COLUMNS = ("org_code", "indicator", "population", "accepted_year")


def not_in_file() -> set[Plan]:
    """Plans in force here whose population and core indicator the certified file does not hold for that year."""
    return _accepted() - _in_file()


def take_over(*, by: Reach) -> Submission | None:
    """Certify a file of plans with all that are in force here; None when the certified one holds them already.

    Raises Refused for somebody who may not certify the State's files, or when the checks find errors in the file.
    """
    known, accepted = _in_file(), _accepted()
    if accepted <= known:
        return None
    title = f"plans with those accepted up to {timezone.localdate():%Y-%m-%d}"
    return certify("plans_on_file", _COLUMNS, known | accepted, title=title, by=by)


def _in_file() -> set[Plan]:
    rows = certified_rows("plans_on_file", _COLUMNS)
    return {(str(code), str(indicator), str(population), year_text(year)) for code, indicator, population, year in rows}


def _accepted() -> set[Plan]:
    held = Document.objects.filter(kind="improvement_plan", in_force__isnull=False).select_related("in_force")
    return {
        (document.organization_id, document.part, population, str(document.year - 1))
        for document in held
        if document.in_force is not None
        for population in populations_in(document.in_force.answers, "plan")
    }
