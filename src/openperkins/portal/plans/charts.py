"""Plans and reports as the Workbook's charts (Appendixes D and E)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone

from openperkins.exports.document import Entry as ChartEntry
from openperkins.exports.document import PlanChart, ReportChart
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.law import indicator_titles
from openperkins.portal.notices.telling import DISTRICT_ROLES, holders
from openperkins.portal.plans.page import Entry, Progress


def plan_chart(
    organization: Organization, indicator: str, document: Document | None, entries: Iterable[Entry]
) -> PlanChart:
    """Appendix D as it stands: an entry for every population that owes a plan, and for every other that has text."""
    return PlanChart(
        district=organization.name,
        contact=_contact(organization, document),
        submitted=_submitted(document),
        indicator=_indicator(indicator),
        entries=tuple(
            ChartEntry(one.title, one.written.consulted, one.written.plan)
            for one in entries
            if one.is_owed or one.written.any
        ),
    )


def report_chart(organization: Organization, indicator: str, document: Document | None, plan: Progress) -> ReportChart:
    """Appendix E of one plan as it stands."""
    return ReportChart(
        district=organization.name,
        contact=_contact(organization, document),
        submitted=_submitted(document),
        indicator=_indicator(indicator),
        population=plan.title,
        progress=plan.text,
    )


def _indicator(code: str) -> str:
    return f"{code} {indicator_titles()[code]}"


def _submitted(document: Document | None) -> datetime.date | None:
    """The day it was sent last, Eastern time; None while it is not with the State or answered by it."""
    if document is None or document.sent_at is None or document.status == "draft":
        return None
    return timezone.localdate(document.sent_at)


def _contact(organization: Organization, document: Document | None) -> str:
    """Who sent it last; before that those who may send it."""
    sent = document.moves.filter(step="send").select_related("taken_by").order_by("-number") if document else ()
    for move in sent:
        return str(move.taken_by)
    return ", ".join(str(person) for person in holders(DISTRICT_ROLES, [organization.code]))
