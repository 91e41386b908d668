"""What pages of plans and of reports share."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import against_writing
from openperkins.portal.documents.compare import changed_since
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import points, said_of
from openperkins.portal.documents.presence import arrive
from openperkins.portal.documents.showing import last_note, paged
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.law import indicator_titles
from openperkins.portal.plans.page import document_of
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear


def new_tab() -> str:
    """The name of an opened page: what it saves itself is no conflict with what is typed in it since."""
    return uuid4().hex


def known_indicator(code: str) -> str:
    """The title of a core indicator. Raises Http404 for one that is none."""
    try:
        return indicator_titles()[code]
    except KeyError:
        raise Http404 from None


def found_document(kind: str, organization: Organization, year: SchoolYear, ind: str) -> Document:
    """The document of an address. Raises Http404 before anybody began it."""
    found = document_of(kind, organization, year, ind)
    if found is None:
        raise Http404
    return found


def is_writable(document: Document | None, organization: Organization, reach: Reach) -> bool:
    """Whether the reader can type now; before anybody began, whoever may begin."""
    if not reach.may("write_plans", organization.code):
        return False
    return document is None or not against_writing(document, reach)


def of_document(document: Document, reach: Reach, pages_of: dict[str, str], *, for_state: bool) -> dict[str, Any]:
    """What every page of a document shows of it: the steps of one side with their pages, remarks, who is here."""
    return {
        "offers": paged(document, reach, pages_of),
        "comments": said_of(document, reach),
        "points": points(document, reach, for_state=for_state),
        "here": arrive(document, reach),
        "last_note": last_note(document),
        "unasked": document.unasked if reads_unsent(document, for_state) else "",
        "since": changed_since(document) if for_state else None,
    }


def reads_unsent(document: Document, for_state: bool) -> bool:
    """Whether a draft that was never sent is shown, so that it is said when nothing asks for it."""
    return not for_state and document.status == "draft" and document.in_force_id is None


def save(
    request: HttpRequest, pages: Pages, place: tuple[Organization, SchoolYear, str], names: tuple[str, str, str]
) -> HttpResponse:
    """Keep what the page of a place sent, then go on: `names` are the page itself, the task list and the check."""
    organization, year, indicator = place
    if instead := begun_and_saved(request, pages, place):
        return instead
    messages.success(request, "Saved. It is not sent yet.")
    own, tasks, check = names
    then = request.POST.get("then", "")
    if then == "list":
        return redirect(tasks, organization.code, year.ends)
    return redirect(check if then == "check" else own, organization.code, year.ends, indicator)


def begun_and_saved(
    request: HttpRequest, pages: Pages, place: tuple[Organization, SchoolYear, str]
) -> HttpResponse | None:
    """Keep what the page of a place sent, begun by it where nobody had; None, or the page to show instead."""
    organization, year, indicator = place
    try:
        document = actions.begin(
            kind=pages.kind().code, organization=organization, year=year, part=indicator, by=request.reach
        )
    except Refused as refused:
        raise Http404 from refused  # the doorway let nobody in who may not
    return pages.save(request, document)


def filled(data: QueryDict, typed: dict[str, str]) -> QueryDict:
    """The page as it was sent, with answers that are empty filled in: nothing anybody typed is written over."""
    filling = data.copy()
    for question, text in typed.items():
        if not filling.get(f"q.{question}", "").strip():
            filling[f"q.{question}"] = text
    return filling


def crumbs_of(document: Document, for_state: bool, tasks: tuple[str, str], review: str) -> list[tuple[str, str]]:
    """The pages above: the queue and the review, or the task list (title, URL name) and the document's own page."""
    if for_state:
        title = f"{document.organization.name}: {document}"
        return [("Queue", reverse("queue")), (title, reverse(review, args=[document.pk]))]
    title, name = tasks
    url = reverse(name, args=[document.organization_id, document.school_year])
    return [(title, url), (str(document), document.about.url(document))]
