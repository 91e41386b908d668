"""Plans and reports as the Workbook's charts (Appendixes D and E)."""

from __future__ import annotations

from collections.abc import Collection

from openperkins.exports.document import Entry as ChartEntry
from openperkins.exports.document import PlanChart, ReportChart
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import indicator_titles, population_titles
from openperkins.portal.notices.telling import DISTRICT_ROLES, holders
from openperkins.portal.plans.answers import written_of
from openperkins.portal.plans.printed import Printed


def plan_chart(organization: Organization, indicator: str, version: Printed, owed: Collection[str]) -> PlanChart:
    """Appendix D of one version: an entry for every population in `owed`, and for every other that has text."""
    written = {one: written_of(version.answers, one) for one in population_titles()}
    return PlanChart(
        district=organization.name,
        contact=_contact(organization, version),
        submitted=version.submitted,
        indicator=_indicator(indicator),
        entries=tuple(
            ChartEntry(title, written[one].consulted, written[one].plan)
            for one, title in population_titles().items()
            if one in owed or written[one].any
        ),
        status=version.status,
        caution=version.caution,
    )


def report_chart(organization: Organization, indicator: str, version: Printed, population: str) -> ReportChart:
    """Appendix E of one version of one plan's report."""
    return ReportChart(
        district=organization.name,
        contact=_contact(organization, version),
        submitted=version.submitted,
        indicator=_indicator(indicator),
        population=population_titles()[population],
        progress=version.answers.get(f"{population}.progress", ""),
        status=version.status,
        caution=version.caution,
    )


def _indicator(code: str) -> str:
    return f"{code} {indicator_titles()[code]}"


def _contact(organization: Organization, version: Printed) -> str:
    """Who sent that version; before that those who may send it."""
    return version.sender or ", ".join(str(person) for person in holders(DISTRICT_ROLES, [organization.code]))
