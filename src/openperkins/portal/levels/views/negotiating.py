"""A negotiation: the district writes, checks and sends; the State answers. Both see what is weighed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.accountability.names import INDICATORS
from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import check, district_page, state_page
from openperkins.portal.deadlines.schedule import items_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import against_writing
from openperkins.portal.documents.compare import changed_since
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import points, said_of
from openperkins.portal.documents.presence import arrive
from openperkins.portal.documents.showing import history, is_written, last_note, paged
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.levels.answers import ADOPT
from openperkins.portal.levels.charts import chart
from openperkins.portal.levels.kind import KIND
from openperkins.portal.levels.overtaken import overtaken_words
from openperkins.portal.levels.page import document_of, negotiation
from openperkins.portal.levels.revised import revised_words
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

#: step → the name of its page
_DISTRICT = {"send": "check_levels", "withdraw": "withdraw_levels", "accept": "accept_levels"}
_STATE = {"agree": "agree_levels", "counter": "counter_levels", "return": "return_levels", "reopen": "reopen_levels"}


def _finds(organization: Organization, year: SchoolYear) -> Document:
    found = document_of(organization, year)
    if found is None:
        raise Http404
    return found


def _crumbs(document: Document, for_state: bool) -> list[tuple[str, str]]:
    if for_state:
        return [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", KIND.review_url(document))]
    own = [document.organization_id, document.school_year]
    return [("Performance levels", reverse("levels", args=own)), (str(document), KIND.url(document))]


def _summary(document: Document, for_state: bool) -> dict[str, Any]:
    page = negotiation(document.organization, document.year, drafts=not for_state)
    return {"page": page, "offers": page.has_offers if for_state else page.has_counters, "revised": revised_words(page)}


pages = Pages(lambda: KIND, _finds, _crumbs, _summary, "levels/_summary.html")


@district_page("see_levels", post="write_levels")
def propose_levels(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """An organization's levels of a year: adopt the State's, or propose others with reasons."""
    if request.method == "POST":
        return _save(request, organization, year)
    page = negotiation(organization, year, drafts=request.reach.reads_drafts)
    document = page.document
    writable = document is None or not against_writing(document, request.reach)
    context = {
        "page": page,
        "as_summary": {"page": page, "offers": page.has_counters, "revised": revised_words(page)},
        "year": year,
        "judged": overtaken_words(organization, year),
        "tab": uuid4().hex,
        "document": document,
        "writable": writable
        and page.set is not None
        and not organization.is_member
        and request.reach.may("write_levels", organization.code),
        "offers": paged(document, request.reach, _DISTRICT) if document else [],
        "comments": said_of(document, request.reach) if document else [],
        "points": points(document, request.reach, for_state=False) if document else [],
        "here": arrive(document, request.reach),
        "may_comment": document is not None and request.reach.may("write_levels", organization.code),
        "last_note": last_note(document),
        "due": [item for item in items_of(year) if item.deadline in ("level_proposals", "negotiations_complete")],
        "crumbs": [
            ("Performance levels", reverse("levels", args=[organization.code, year.ends])),
            (f"Year {page.performance_year}", ""),
        ],
    }
    return render(request, "levels/propose.html", context)


def _save(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    try:
        document = actions.begin(kind="levels", organization=organization, year=year, by=request.reach)
    except Refused as refused:
        raise Http404 from refused  # the doorway let nobody in who may not
    if request.POST.get("then") == "adopt":
        request.POST = _adopting(request.POST)
    if instead := pages.save(request, document):
        return instead
    messages.success(request, "Saved. It is not sent yet.")
    return redirect(
        "check_levels" if request.POST.get("then") == "check" else "propose_levels", organization.code, year.ends
    )


def _adopting(data: QueryDict) -> QueryDict:
    """The page as it was sent, with every State level adopted."""
    adopting = data.copy()
    for indicator in INDICATORS:
        adopting[f"q.{indicator}.choice"] = ADOPT
    return adopting


@state_page("see_queue", post="decide_levels")
def review_levels(request: HttpRequest, pk: int) -> HttpResponse:
    """The State's side: what is weighed, counter-offers, the decision."""
    document = pages.of_state(request, pk, "see_levels")
    if request.method == "POST":
        check(request.reach, "decide_levels", document.organization_id)
        if instead := pages.save(request, document):
            return instead
        messages.success(request, "Saved. The district does not see it before you send it.")
        return redirect("review_levels", pk)
    page = negotiation(document.organization, document.year, for_state=True, drafts=False)
    context = {
        "page": page,
        "tab": uuid4().hex,
        "document": document,
        "writable": not against_writing(document, request.reach),
        "is_earlier": is_written(document),
        "revised": revised_words(page),
        "judged": overtaken_words(document.organization, document.year),
        "offers": paged(document, request.reach, _STATE),
        "comments": said_of(document, request.reach),
        "points": points(document, request.reach, for_state=True),
        "here": arrive(document, request.reach),
        "since": changed_since(document),
        "may_comment": request.reach.may("decide_levels", document.organization_id),
        "history": history(document, request.reach),
        "crumbs": [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", "")],
    }
    return render(request, "levels/review.html", context)


@district_page("see_levels")
def levels_chart(request: HttpRequest, organization: Organization, year: SchoolYear, form: str) -> HttpResponse:
    """Appendix C as it stands, as Word or PDF."""
    drafts = request.reach.reads_drafts
    made = chart(negotiation(organization, year, drafts=drafts), drafts=drafts)
    write = {"docx": lambda: as_word(made), "pdf": lambda: as_pdf(made.page())}.get(form)
    if write is None:
        raise Http404
    return as_attachment(write(), f"levels chart {organization.code} {year}.{form}")


send = pages.step("send", sees="see_levels", action="send_levels")
withdraw = pages.step("withdraw", sees="see_levels", action="send_levels")
accept = pages.step("accept", sees="see_levels", action="send_levels")
levels_history = pages.history(sees="see_levels")
levels_record = pages.record(sees="see_levels")
comment = pages.comment(sees="see_levels")
agree = pages.review_step("agree", sees="see_levels", action="decide_levels")
counter = pages.review_step("counter", sees="see_levels", action="decide_levels")
return_ = pages.review_step("return", sees="see_levels", action="decide_levels")
reopen = pages.review_step("reopen", sees="see_levels", action="decide_levels")
review_history = pages.review_history(sees="see_levels")
review_record = pages.review_record(sees="see_levels")
review_comment = pages.review_comment(sees="see_levels")
