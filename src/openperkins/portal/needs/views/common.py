"""What the pages of a needs assessment share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.actions import against_writing
from openperkins.portal.documents.models import Comment, Document, Move
from openperkins.portal.documents.presence import arrive
from openperkins.portal.documents.showing import comments
from openperkins.portal.documents.views.attached import Attached
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.needs.faults import listed
from openperkins.portal.needs.kind import KIND
from openperkins.portal.needs.page import Workspace, document_of, workspace
from openperkins.schoolyear import SchoolYear

SEES, WRITES, SHARES = "see_needs", "write_needs", "share_needs"


def found(organization: Organization, year: SchoolYear) -> Document:
    """The cycle of an address. Raises Http404 where none was begun."""
    document = document_of(organization, year)
    if document is None:
        raise Http404
    return document


def crumbs(document: Document, for_state: bool = False) -> list[tuple[str, str]]:
    """The pages above one of a cycle's."""
    own = reverse("needs", args=[document.organization_id])
    return [("Needs assessments", own), (str(document), KIND.url(document))]


def _standing(document: Document, for_state: bool) -> dict[str, Any]:
    space = workspace(document)
    return {"space": space, "done": space.assessment.done, "of": len(space.instrument.components)}


def _handed_on(document: Document, for_state: bool) -> dict[str, Any]:
    """Where it stands, what cannot stand, and what is open: looked at before a version is kept or shared."""
    found = _standing(document, for_state)
    return found if for_state else {**found, "wrong": listed(document), "open": _open(found["space"])}


def _kept(document: Document, for_state: bool) -> dict[str, Any]:
    """The same before a version is kept, with the versions there are."""
    return {**_standing(document, for_state), "versions": [] if for_state else versions(document)}


def versions(document: Document) -> list[Move]:
    """The steps that froze a version, latest first: each has its name, its number and who took it."""
    found = document.moves.filter(revision__isnull=False).select_related("revision", "taken_by")
    return list(found.order_by("-number"))


def _open(space: Workspace) -> list[tuple[str, str, list[str]]]:
    """(title, address, sentences) of the parts that still lack something."""
    own = [space.organization.code, space.year.ends]
    found = []
    for one in space.instrument.components:
        points = space.assessment.open_points(one)
        found.append((f"{one.number} {one.title}", reverse("needs_component", args=[*own, one.number]), points))
    missing = space.plan.missing()
    plan = [one for one in (f"Still missing: {', '.join(missing)}." if missing else "", space.plan.astray) if one]
    found.append(("Action plan", reverse("needs_plan", args=own), plan))
    return [one for one in found if one[2]]


pages = Pages(lambda: KIND, found, crumbs, _handed_on, "needs/_step_summary.html")
stopping = replace(pages, summary=_standing)
keeping = replace(pages, summary=_kept)
attached = Attached(pages, "needs_files", "remove_needs_file", "needs_file", "shared_need_file")


def where(space: Workspace) -> dict[str, Any]:
    """What the address of a cycle holds."""
    return {"org": space.organization.code, "sy": space.year.ends}


def of_page(request: HttpRequest, space: Workspace, title: str) -> dict[str, Any]:
    """What every page on which a team writes shows."""
    return {
        "space": space,
        "document": space.document,
        "year": space.year,
        "assessment": space.assessment,
        "instrument": space.instrument,
        "writable": is_writable(space.document, request.reach),
        "tab": uuid4().hex,
        "here": arrive(space.document, request.reach),
        "parts": parts(space),
        "talk": talk(space.document, request.reach),
        "comment_url": _comment_url(space, request.reach),
        "crumbs": [*crumbs(space.document), (title, "")],
    }


def talk(document: Document, reach: Reach) -> dict[str, list[Comment]]:
    """Question → the comments on it that nobody has answered, in order of time."""
    found: dict[str, list[Comment]] = {}
    for one in comments(document, reach):
        if one.settled_at is None:
            found.setdefault(one.question, []).append(one)
    return found


def _comment_url(space: Workspace, reach: Reach) -> str:
    """Where the reader comments; empty for who may not."""
    own = [space.organization.code, space.year.ends]
    return reverse("comment_needs", args=own) if reach.may("comment_needs", space.organization.code) else ""


def is_writable(document: Document, reach: Reach) -> bool:
    return not against_writing(document, reach)


def parts(space: Workspace) -> list[dict[str, Any]]:
    """The parts of an assessment in order, each with where it stands in a word."""
    own, found = [space.organization.code, space.year.ends], []
    for component in space.instrument.components:
        word = "Completed" if space.assessment.is_done(component) else "Not yet started"
        if word != "Completed" and space.assessment.is_begun(component):
            word = "In progress"
        title = f"{component.number} {component.title}"
        found.append(_part(title, reverse("needs_component", args=[*own, component.number]), word))
    begun = {question.partition(".")[0] for question in space.assessment.answers}
    named, plan = space.assessment.named, space.plan
    plan_word = "Not yet started" if not plan.any else "In progress" if plan.missing() else "Completed"
    people = "In progress" if "people" in begun else "Not yet started"
    found.append(_part("People who took part", reverse("needs_people", args=own), people))
    named_word = "Completed" if named else "In progress" if "priority" in begun else "Not yet started"
    found.append(_part("Priorities", reverse("needs_priorities", args=own), named_word))
    found.append(_part("Action plan", reverse("needs_plan", args=own), plan_word))
    return found


_LOOKS = {"Completed": "done", "In progress": "progress", "Not yet started": "todo"}


def _part(title: str, url: str, word: str) -> dict[str, Any]:
    return {"title": title, "url": url, "word": word, "kind": _LOOKS[word]}


def saved(request: HttpRequest, document: Document, own: str) -> HttpResponse:
    """Keep what a page sent and go on: to the page itself, or to the list of parts."""
    if instead := pages.save(request, document):
        return instead
    messages.success(request, "Saved.")
    return redirect(KIND.url(document) if request.POST.get("then") == "list" else own)
