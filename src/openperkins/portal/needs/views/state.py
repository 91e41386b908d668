"""What the State reads: versions that districts share, as they were shared; and the editions new cycles begin with."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.accounts.reach import visible
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.needs.kind import CODE, cycle_in_words
from openperkins.portal.needs.outcome import outcome_files, outcome_of
from openperkins.portal.submissions.storage import ATTACHED, path_of
from openperkins.portal.submissions.views.files import attachment as as_attachment

_SEES = "see_shared_needs"
#: the steps of each document, read for all of a list at once
_SHARINGS = Prefetch("moves", Move.objects.select_related("taken_by"))


@state_page(_SEES)
def shared_needs(request: HttpRequest) -> HttpResponse:
    """The versions shared with the reader, latest first."""
    found = Document.objects.filter(kind=CODE, in_force__isnull=False).select_related("organization", "in_force")
    shared = visible(found, request.reach, _SEES).order_by("organization__name", "-school_year")
    context = {
        "shared": [(one, cycle_in_words(one.year), _move(one)) for one in shared.prefetch_related(_SHARINGS)],
        "crumbs": [("Needs assessments", "")],
    }
    return render(request, "needs/shared.html", context)


@state_page(_SEES)
def shared_need(request: HttpRequest, pk: int) -> HttpResponse:
    """One shared version."""
    document = _shared(request, pk)
    outcome = outcome_of(document, document.in_force)
    context = {
        "document": document,
        "outcome": outcome,
        "move": _move(document),
        "files": [(file, reverse("shared_need_file", args=[document.pk, file["id"]])) for file in _files(document)],
        "crumbs": [("Needs assessments", reverse("shared_needs")), (f"{document.organization.name}: {document}", "")],
    }
    return render(request, "needs/shared_version.html", context)


@state_page(_SEES)
def shared_need_summary(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The summary of a shared version as a file."""
    document = _shared(request, pk)
    return outcome_files(outcome_of(document, document.in_force), form)


@state_page(_SEES)
def shared_need_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a shared version; one that was added later is none."""
    document = _shared(request, pk)
    known = {one["id"]: one for one in _files(document)}
    if file not in known:
        raise Http404
    held = known[file]
    return as_attachment(path_of(held["sha256"], "", ATTACHED), held["name"], "application/octet-stream")


def _shared(request: HttpRequest, pk: int) -> Document:
    """The document of an address, while a version of it is shared with the reader. Raises Http404."""
    found = Document.objects.filter(kind=CODE, in_force__isnull=False)
    found = found.select_related("organization", "in_force", "cycle__edition").prefetch_related(_SHARINGS)
    document = get_object_or_404(found, pk=pk)
    if not request.reach.may(_SEES, document.organization_id):
        raise Http404
    request.organization = None
    return document


def _files(document: Document) -> list[dict[str, Any]]:
    return list(document.in_force.attachments) if document.in_force else []


def _move(document: Document) -> Any:
    """The step that shared the version."""
    return max((one for one in document.moves.all() if one.step == "share"), key=lambda one: one.number)
