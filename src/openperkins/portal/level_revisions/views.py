"""A request for another 5S1 level: the district writes, the superintendent sends, the Administrator decides."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.exports.document import as_word
from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import district_page, state_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change, against_writing
from openperkins.portal.documents.compare import changed_since
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import points, said_of
from openperkins.portal.documents.presence import arrive
from openperkins.portal.documents.showing import history, is_written, last_note, paged
from openperkins.portal.documents.views.attached import Attached
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.level_revisions.answers import INDICATOR
from openperkins.portal.level_revisions.due import CODE, rule_in_words
from openperkins.portal.level_revisions.forms import JobsForm
from openperkins.portal.level_revisions.jobs_file import placed, read_jobs
from openperkins.portal.level_revisions.kind import KIND, against_beginning
from openperkins.portal.level_revisions.letter import letter
from openperkins.portal.level_revisions.page import document_of, letter_page, request_page
from openperkins.portal.submissions.handlers import too_large
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

_SEES, _WRITES, _SENDS = "see_level_revision", "write_level_revision", "send_level_revision"
_DECIDES = "decide_level_revision"
_MEANWHILE = "Somebody else changed the jobs meanwhile. Look at the page, then read the file again."
#: step → the name of its page
_DISTRICT = {
    "send": "check_level_revision",
    "withdraw": "take_back_level_revision",
    "revise": "revise_level_revision",
    "drop_after_grant": "keep_granted_level_revision",
    "drop_after_denial": "keep_denied_level_revision",
}
_STATE = {
    "grant": "review_level_revision_grant",
    "deny": "review_level_revision_deny",
    "return": "review_level_revision_return",
}


def _finds(organization: Organization, year: SchoolYear) -> Document:
    found = document_of(organization, year)
    if found is None:
        raise Http404
    return found


def _crumbs(document: Document, for_state: bool) -> list[tuple[str, str]]:
    if for_state:
        return [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", KIND.review_url(document))]
    return [*_above(document.organization_id, document.year), (str(document), KIND.url(document))]


def _above(org_code: str, year: SchoolYear) -> list[tuple[str, str]]:
    return [("Performance levels", reverse("levels", args=[org_code, year.ends]))]


def _summary(document: Document, for_state: bool) -> dict[str, Any]:
    page = request_page(document.organization, document.year, drafts=not for_state)
    return {"page": page, "faults": document.faults if is_written(document) and not for_state else []}


pages = Pages(lambda: KIND, _finds, _crumbs, _summary, "level_revisions/_summary.html")
attached = Attached(
    pages,
    "level_revision_files",
    "remove_level_revision_file",
    "level_revision_file",
    "review_level_revision_file",
)


@district_page(_SEES, post=_WRITES)
def level_revision(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """The request of a year: regions and their jobs, the level asked for, reasons, files, and what the rule says."""
    if request.method == "POST":
        return _save(request, organization, year)
    return _shown(request, organization, year)


def _shown(
    request: HttpRequest, organization: Organization, year: SchoolYear, against: list[str] | None = None
) -> HttpResponse:
    page = request_page(organization, year, drafts=request.reach.reads_drafts)
    document = page.document
    closed = [] if document else against_beginning(organization, year)
    may_write = request.reach.may(_WRITES, organization.code)
    context = {
        "page": page,
        "year": year,
        "document": document,
        "closed": closed,
        "rule": rule_in_words(year),
        "tab": uuid4().hex,
        "writable": may_write and not closed and (document is None or not against_writing(document, request.reach)),
        "may_send": request.reach.may(_SENDS, organization.code),
        "may_comment": document is not None and may_write,
        "faults": document.faults if document and is_written(document) and request.reach.reads_drafts else [],
        "files": attached.listed(document, request.reach, {"org": organization.code, "sy": year.ends}),
        "offers": paged(document, request.reach, _DISTRICT) if document else [],
        "comments": said_of(document, request.reach) if document else [],
        "points": points(document, request.reach, for_state=False) if document else [],
        "here": arrive(document, request.reach),
        "last_note": last_note(document),
        "errors": [("", reason) for reason in against or ()],
        "page_has_errors": bool(against),
        "crumbs": [*_above(organization.code, year), (f"Request to revise the {INDICATOR} level", "")],
    }
    return render(request, "level_revisions/request.html", context, status=409 if against else 200)


def _save(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    try:
        document = _begun(request, organization, year)
    except Refused as refused:
        return _shown(request, organization, year, refused.reasons)
    if instead := pages.save(request, document):
        return instead
    messages.success(request, "Saved. It is not sent yet.")
    then = {"check": "check_level_revision", "files": "level_revision_files", "jobs": "level_revision_jobs"}
    return redirect(then.get(request.POST.get("then", ""), "level_revision"), organization.code, year.ends)


def _begun(request: HttpRequest, organization: Organization, year: SchoolYear) -> Document:
    return actions.begin(kind=CODE, organization=organization, year=year, part=INDICATOR, by=request.reach)


@district_page(_SEES, post=_WRITES)
def level_revision_jobs(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Reads jobs by month from a small file into the request."""
    document = _finds(organization, year)
    is_sent = request.method == "POST"
    form, errors = JobsForm(request.POST, request.FILES) if is_sent else JobsForm(), []
    if is_sent:
        errors = _read_in(request, document, form)
        if not errors and form.is_valid():
            messages.success(request, "The jobs are read in. Look through them.")
            return redirect("level_revision", organization.code, year.ends)
    context = {
        "document": document,
        "form": form,
        "errors": [("id_file", error) for error in errors],
        "against": against_writing(document, request.reach),
        "page_has_errors": is_sent,
        "back": KIND.url(document),
        "crumbs": [*_crumbs(document, False), ("Jobs from a file", "")],
    }
    status = 200 if not is_sent else 409 if context["against"] else 422
    return render(request, "level_revisions/jobs.html", context, status=status)


def _read_in(request: HttpRequest, document: Document, form: JobsForm) -> list[str]:
    """Keep the jobs of the file a page sent; why it was not done, as sentences."""
    if why := too_large(request):
        return [why]
    if not form.is_valid():
        return []
    regions, faults = read_jobs(form.cleaned_data["file"])
    typed, no_room = placed(regions, document.answers)
    if faults or no_room:
        return faults or no_room
    changes = [Change(question, document.answers.get(question, ""), text) for question, text in typed.items()]
    try:
        conflicts = actions.save(document, changes=changes, by=request.reach)
    except Refused as refused:
        return refused.reasons
    return (
        ["Somebody else changed the jobs meanwhile. Look at the page, then read the file again."] if conflicts else []
    )


@district_page(_SEES)
def level_revision_letter(
    request: HttpRequest, organization: Organization, year: SchoolYear, form: str
) -> HttpResponse:
    """The request and the decision as Word or PDF: what was decided on until it is sent again, else as it stands."""
    page = letter_page(organization, year, drafts=request.reach.reads_drafts)
    if page.document is None or (not request.reach.reads_drafts and not page.document.revisions.exists()):
        raise Http404
    made = letter(page, request.reach)
    write = {"docx": lambda: as_word(made), "pdf": lambda: as_pdf(made.page())}.get(form)
    if write is None:
        raise Http404
    return as_attachment(write(), f"5S1 revision {organization.code} {year}.{form}")


@state_page("see_queue")
def review_level_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """The State's side: the request, the rule, what granting would mean, the decision."""
    document = pages.of_state(request, pk, _SEES)
    context = {
        "page": request_page(document.organization, document.year, drafts=False),
        "document": document,
        "is_earlier": is_written(document),
        "files": attached.listed_for_state(document, request.reach),
        "offers": paged(document, request.reach, _STATE),
        "comments": said_of(document, request.reach),
        "points": points(document, request.reach, for_state=True),
        "since": changed_since(document),
        "may_comment": request.reach.may(KIND.remarks, document.organization_id),
        "history": history(document, request.reach),
        "crumbs": [("Queue", reverse("queue")), (f"{document.organization.name}: {document}", "")],
    }
    return render(request, "level_revisions/review.html", context)


send = pages.step("send", sees=_SEES, action=_SENDS)
withdraw = pages.step("withdraw", sees=_SEES, action=_SENDS)
revise = pages.step("revise", sees=_SEES, action=_SENDS)
drop_after_grant = pages.step("drop_after_grant", sees=_SEES, action=_SENDS)
drop_after_denial = pages.step("drop_after_denial", sees=_SEES, action=_SENDS)
level_revision_history = pages.history(sees=_SEES)
level_revision_record = pages.record(sees=_SEES)
comment = pages.comment(sees=_SEES)
files = attached.files(sees=_SEES, action=_WRITES)
file = attached.file(sees=_SEES)
remove_file = attached.remove(sees=_SEES, action=_WRITES)
grant = pages.review_step("grant", sees=_SEES, action=_DECIDES)
deny = pages.review_step("deny", sees=_SEES, action=_DECIDES)
return_ = pages.review_step("return", sees=_SEES, action=_DECIDES)
review_history = pages.review_history(sees=_SEES)
review_record = pages.review_record(sees=_SEES)
review_comment = pages.review_comment(sees=_SEES)
review_file = attached.review_file(sees=_SEES)
