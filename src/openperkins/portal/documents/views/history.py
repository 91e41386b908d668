"""Everything that happened to a document on one page: steps, the text of a version, two side by side, remarks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openperkins.portal.documents.compare import compare
from openperkins.portal.documents.drafts import draft_for
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.documents.points import said_of
from openperkins.portal.documents.showing import history


def history_page(
    request: HttpRequest, document: Document, crumbs: list[tuple[str, str]], *, for_state: bool
) -> HttpResponse:
    """The page. `?v=` names the version that is read (else the last), `?a=` and `?b=` those compared.

    Who may read the draft can compare it as `draft`. Raises Http404 for a version that is none.
    """
    revisions = list(document.revisions.select_related("made_by"))
    draft = draft_for(document, request.reach, for_state=for_state) if revisions else None
    both: list[Any] = [*revisions, draft] if draft else [*revisions]
    earlier, later = _pair(request, both)
    shown = _shown(request, revisions)
    context = {
        "document": document,
        "for_state": for_state,
        "history": history(document, request.reach),
        "revisions": revisions,
        "shown": shown,
        "answers": _answers(shown) if shown else [],
        "rested": document.about.rested_on(document, shown) if shown else [],
        "files": [(one, one.attachments) for one in revisions if one.attachments],
        "comments": said_of(document, request.reach),
        "choices": both,
        "earlier": earlier,
        "later": later,
        "compared": compare(earlier, later, document.about) if earlier and later else [],
        "crumbs": [*crumbs, ("History", "")],
    }
    return render(request, "documents/history.html", context)


def _answers(revision: Revision) -> list[tuple[str, str]]:
    about = revision.about
    return [
        (about.question_title(question), about.answer_words(question, revision.answers[question]))
        for question in sorted(revision.answers, key=about.question_place)
        if revision.answers[question]
    ]


def _shown(request: HttpRequest, revisions: list[Revision]) -> Revision | None:
    asked = request.GET.get("v")
    if asked is None:
        return revisions[-1] if revisions else None
    found = {str(one.number): one for one in revisions}
    if asked not in found:
        raise Http404
    return found[asked]


def _pair(request: HttpRequest, versions: list[Any]) -> tuple[Any, Any]:
    """The two versions `?a=` and `?b=` name; the last two when they name none."""
    by_number = {str(version.number): version for version in versions}
    asked = [request.GET.get(name) for name in ("a", "b")]
    if any(number is not None and number not in by_number for number in asked):
        raise Http404
    if all(asked):
        return by_number[asked[0]], by_number[asked[1]]
    return (versions[-2], versions[-1]) if len(versions) > 1 else (None, None)
