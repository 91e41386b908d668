"""What improvement plans and annual reports wait for: districts write them, liaisons answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.urls import reverse

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.plans.added import lacking
from openperkins.portal.plans.owed import owed_places
from openperkins.portal.plans.page import TaskList, plan_list, report_list
from openperkins.portal.plans.reported import known_plans
from openperkins.schoolyear import SchoolYear

_KINDS = {"improvement_plan": "improvement plan", "annual_report": "annual report"}
#: with the State, or answered by it: nothing is the district's to do
_SETTLED = ("in_review", "meets", "waived")


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """On a district's pages what is to be written; the State's people have their queue."""
    if organization is None or year is None or organization.is_member:
        return []
    if not reach.may("write_plans", organization.code):
        return []
    places, _ = owed_places([organization.code], year + 1).get(organization.code, ({}, None))
    lack = lacking({organization.code: places}, year + 1)
    return [
        *_returned(organization, year),
        *_revised(organization, year, {indicator for _, indicator in lack}),
        *_to_write(organization, year + 1, set(places)),
    ]


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """What was sent waits for the State."""
    if not reach.may("see_plans", organization.code):
        return []
    sent = _documents(organization, year).filter(status="in_review", sent_at__isnull=False)
    return [
        Waiting(str(one), one.about.url(one), when=f"sent {date_in_words(day_of(one.sent_at))}", who="liaison")
        for one in sent
    ]


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """The plans that answer the year's results, and the reports due with them."""
    if organization.is_member or not reach.may("see_plans", organization.code):
        return []
    following = year + 1
    own = [organization.code, following.ends]
    everything, plans = plan_list(organization, following, drafts=reach.reads_drafts)
    found = []
    if everything.figures or plans.listed:
        title = f"Improvement plans of {following}"
        found.append(
            _process(4, title, plans, reverse("plans", args=own), "plans", known=everything.figures is not None)
        )
    reports = report_list(organization, following, drafts=reach.reads_drafts)
    if reports.listed:
        found.append(_process(5, f"Annual reports of {following}", reports, reverse("reports", args=own), "reports"))
    return found


def _process(number: int, title: str, tasks: TaskList, url: str, what: str, *, known: bool = True) -> Process:
    """`known` says whether the figures are published by which something is owed or not."""
    label = f"Open the {what}"
    if not known:
        return Process(number, title, "Cannot start yet", "The figures that asked for them were taken back", url, label)
    if not tasks.charts:
        return Process(number, title, "Nothing is owed", "", url, label)
    if tasks.settled == tasks.charts and not tasks.to_revise:
        status = "Completed"
    elif any(one.document for one in tasks.listed):
        status = "In progress"
    else:
        status = "Not yet started"
    detail = tasks.words
    if tasks.to_revise:
        detail += f"; figures published since ask for more: {tasks.to_revise}"
    return Process(number, title, status, detail, url, label, tasks.settled, tasks.charts)


def _returned(organization: Organization, year: SchoolYear) -> Iterator[Waiting]:
    for one in _documents(organization, year).filter(status="returned"):
        title = f"Change the {str(one)[0].lower()}{str(one)[1:]}: it was returned"
        unasked = "" if one.in_force_id else one.unasked
        yield Waiting(title, one.about.url(one), when=unasked, urgent=not unasked)


def _revised(organization: Organization, year: SchoolYear, lack: Collection[str]) -> Iterator[Waiting]:
    """Revisions begun, and accepted plans of the next year that `lack` what figures ask for since."""
    for one in _documents(organization, year).filter(status__in=("draft", "meets"), in_force__isnull=False):
        what = f"the {str(one)[0].lower()}{str(one)[1:]}"
        asked = one.kind == "improvement_plan" and one.school_year == (year + 1).ends and one.part in lack
        if asked:
            begun = "Send the revision of" if one.status == "draft" else "Revise"
            yield Waiting(f"{begun} {what}: figures published since ask for more", one.about.url(one))
        elif one.status == "draft":
            yield Waiting(f"Send or give up the revision of {what}", one.about.url(one))


def _to_write(organization: Organization, year: SchoolYear, owed: set[str]) -> Iterator[Waiting]:
    """One line for all plans and one for all reports that are not sent yet."""
    wanted = {
        "improvement_plan": owed,
        "annual_report": {
            indicator for indicator, _ in known_plans([organization.code], year).get(organization.code, ())
        },
    }
    documents = Document.objects.filter(kind__in=_KINDS, organization=organization, school_year=year.ends)
    # while a revision is written the accepted version holds; what it lacks has a line of its own
    not_open = {(one.kind, one.part) for one in documents if one.in_force_id or one.status in (*_SETTLED, "returned")}
    for kind, page in (("improvement_plan", "plans"), ("annual_report", "reports")):
        if number := sum((kind, indicator) not in not_open for indicator in wanted[kind]):
            what = _KINDS[kind] + ("" if number == 1 else "s")
            yield Waiting(
                f"Write and send {number} {what} of {year}", reverse(page, args=[organization.code, year.ends])
            )


def _documents(organization: Organization, year: SchoolYear) -> Any:
    """Those of the year and of the next, whose plans answer the year's results, and revisions of earlier plans."""
    found = Document.objects.filter(kind__in=_KINDS, organization=organization, school_year__lte=(year + 1).ends)
    return found.select_related("organization").order_by("school_year", "-kind", "part")
