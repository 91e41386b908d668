"""Improvement plans and annual reports of the year under way, in every status."""

from __future__ import annotations

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.demo.levels import of_district, serving
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions as documents
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.plans.answers import CHECKS, TICKED
from openperkins.portal.plans.owed import owed
from openperkins.portal.plans.reported import reported
from openperkins.schoolyear import SchoolYear

#: the statuses of a district's plans, a core indicator each in order; the last stays for all others
_STATUSES = ("meets", "returned", "in_review", "draft")
_STAFF = "Rosa Lind, teacher of automotive technology\nJohn Abara, guidance"
_AGENCIES = "Regional employment board"
_PLAN = (
    "Every student below the standard in fall is tutored twice a week in the shop; the shop and the academic teacher "
    "look through the results together each month."
)
_PROGRESS = "Tutoring began in October; 14 of 20 students came at least once a week. The shops meet each month."


def plans(organization: Organization, year: SchoolYear) -> None:
    """A plan accepted the year before with its report, and the plans of a year in each status a district owes."""
    _plans(organization, year - 1, ("meets",))
    _report(organization, year)
    _plans(organization, year, _STATUSES)


def _plans(organization: Organization, year: SchoolYear, statuses: tuple[str, ...]) -> None:
    everything = owed(organization, year)
    indicators = [one for one, dues in everything.by_indicator.items() if any(due.owed for due in dues)]
    for indicator, status in zip(indicators, statuses, strict=False):
        populations = [due.population for due in everything.by_indicator[indicator] if due.owed]
        _plan(organization, year, indicator, populations, status)


def _report(organization: Organization, year: SchoolYear) -> None:
    """The report on the plans of the first core indicator that has some, with the State."""
    indicator, plans = next(iter(reported(organization, year).items()))
    director, superintendent = (of_district(organization, role) for role in ("cte_director", "superintendent"))
    document = documents.begin(kind="annual_report", organization=organization, year=year, part=indicator, by=director)
    changes = [Change(f"{plan.population}.progress", "", _PROGRESS) for plan in plans]
    documents.save(document, changes=changes, by=director)
    documents.take(document, "send", by=superintendent)


def _plan(organization: Organization, year: SchoolYear, indicator: str, populations: list[str], status: str) -> None:
    director = of_district(organization, "cte_director")
    superintendent, liaison = of_district(organization, "superintendent"), serving(organization)
    document = documents.begin(
        kind="improvement_plan", organization=organization, year=year, part=indicator, by=director
    )
    whole = populations if status != "draft" else populations[:1]
    documents.save(document, changes=[change for one in whole for change in _written(one)], by=director)
    if status == "draft":
        return
    documents.take(document, "send", by=superintendent)
    if status == "meets":
        _check(document, populations, liaison)
        documents.take(document, "meets", by=liaison)
    elif status == "returned":
        documents.take(document, "return", by=liaison, note="Say when the tutoring began, and for how many students.")


def _written(population: str) -> list[Change]:
    said = {"staff": _STAFF, "agencies": _AGENCIES, "plan": _PLAN}
    return [Change(f"{population}.{part}", "", text) for part, text in said.items()]


def _check(document: Document, populations: list[str], by: Reach) -> None:
    ticks = [Change(f"{one}.{check}", "", TICKED) for one in populations for check in CHECKS]
    documents.save(document, changes=ticks, by=by)
