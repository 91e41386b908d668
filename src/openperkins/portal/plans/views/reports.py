"""Annual reports: which are due, one core indicator's progress, the State's review."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import district_page, state_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.showing import is_written
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.plans.charts import report_chart as chart
from openperkins.portal.plans.page import document_of, report_entries, report_list
from openperkins.portal.plans.printed import IN_FORCE, choices, printed
from openperkins.portal.plans.report_kind import KIND
from openperkins.portal.plans.views.common import (
    crumbs_of,
    found_document,
    is_writable,
    known_indicator,
    new_tab,
    of_document,
    save,
)
from openperkins.schoolyear import SchoolYear

_KIND = "annual_report"
#: step → the name of its page
_DISTRICT = {
    "send": "check_report",
    "withdraw": "take_back_report",
    "revise": "revise_report",
    "drop": "drop_report_revision",
    "discard": "discard_report",
    "resume": "resume_report",
}
_STATE = {"meets": "review_report_meets", "return": "review_report_return"}
_TASKS = ("Annual reports", "reports")


def _finds(organization: Organization, year: SchoolYear, ind: str) -> Document:
    return found_document(_KIND, organization, year, ind)


def _crumbs(document: Document, for_state: bool) -> list[tuple[str, str]]:
    return crumbs_of(document, for_state, _TASKS, "review_report")


def _summary(document: Document, for_state: bool) -> dict[str, Any]:
    place = (document.organization, document.year, document.part, document)
    return {"entries": report_entries(*place, drafts=not for_state)}


pages = Pages(lambda: KIND, _finds, _crumbs, _summary, "plans/_report_summary.html")


@district_page("see_plans")
def reports(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Every core indicator with an accepted plan, and how far each report is."""
    context = {
        "tasks": report_list(organization, year, drafts=request.reach.reads_drafts),
        "year": year,
        "crumbs": [("Annual reports", "")],
    }
    return render(request, "plans/reports.html", context)


@district_page("see_plans", post="write_plans")
def report(request: HttpRequest, organization: Organization, year: SchoolYear, ind: str) -> HttpResponse:
    """What has come of each plan of one core indicator, with the figures since."""
    title, document = known_indicator(ind), document_of(_KIND, organization, year, ind)
    entries = report_entries(organization, year, ind, document, drafts=request.reach.reads_drafts)
    if not entries and document is None:
        raise Http404
    if request.method == "POST":
        return save(request, pages, (organization, year, ind), ("report", "reports", "check_report"))
    context = {
        "entries": entries,
        "charts": choices(document, drafts=request.reach.reads_drafts),
        "year": year,
        "indicator": ind,
        "title": title,
        "document": document,
        "tab": new_tab(),
        "writable": is_writable(document, organization, request.reach),
        "may_comment": document is not None and request.reach.may("write_plans", organization.code),
        "crumbs": [(_TASKS[0], reverse("reports", args=[organization.code, year.ends])), (f"{ind} {title}", "")],
        **(of_document(document, request.reach, _DISTRICT, for_state=False) if document else {}),
    }
    return render(request, "plans/report.html", context)


@district_page("see_plans")
def report_chart(
    request: HttpRequest, organization: Organization, year: SchoolYear, ind: str, pop: str, form: str
) -> HttpResponse:
    """Appendix E of one plan as Word or PDF: as it stands, or (`?version=in-force`) the version in force."""
    known_indicator(ind)
    document, drafts = document_of(_KIND, organization, year, ind), request.reach.reads_drafts
    version = printed(document, drafts=drafts, in_force=request.GET.get("version") == IN_FORCE)
    entries = report_entries(organization, year, ind, document, drafts=drafts)
    if version is None or pop not in {one.population for one in entries}:
        raise Http404
    made = chart(organization, ind, version, pop)
    write = {"docx": lambda: as_word(made), "pdf": lambda: as_pdf(made.page())}.get(form)
    if write is None:
        raise Http404
    return as_attachment(write(), f"annual report {organization.code} {year} {ind} {pop}.{form}")


@state_page("see_queue")
def review_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The State's side: each plan, the figures since, the progress, the decision."""
    document = pages.of_state(request, pk, "see_plans")
    place = (document.organization, document.year, document.part, document)
    context = {
        "document": document,
        "entries": report_entries(*place, drafts=False),
        "is_earlier": is_written(document),
        "charts": choices(document, drafts=False),
        "may_comment": request.reach.may("decide_plans", document.organization_id),
        "crumbs": [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", "")],
        **of_document(document, request.reach, _STATE, for_state=True),
    }
    return render(request, "plans/review_report.html", context)


send = pages.step("send", sees="see_plans", action="send_plans")
withdraw = pages.step("withdraw", sees="see_plans", action="send_plans")
revise = pages.step("revise", sees="see_plans", action="send_plans")
drop = pages.step("drop", sees="see_plans", action="send_plans")
discard = pages.step("discard", sees="see_plans", action="send_plans")
resume = pages.step("resume", sees="see_plans", action="send_plans")
report_history = pages.history(sees="see_plans")
report_record = pages.record(sees="see_plans")
comment = pages.comment(sees="see_plans")
meets = pages.review_step("meets", sees="see_plans", action="decide_plans")
return_ = pages.review_step("return", sees="see_plans", action="decide_plans")
review_history = pages.review_history(sees="see_plans")
review_record = pages.review_record(sees="see_plans")
review_comment = pages.review_comment(sees="see_plans")
