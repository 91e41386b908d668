"""Pages every kind of document has, made for a kind from how its document is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import View, check, district_page, state_page
from openperkins.portal.accounts.middleware import AUTOSAVE
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change, Conflict, NoAnswer
from openperkins.portal.documents.changes import NotWhole, by_oneself, changes_of, disputes
from openperkins.portal.documents.drafts import draft_for, unchanged_since
from openperkins.portal.documents.forms import FOR_STATE, POINT, AnyNoteForm, CommentForm, NameForm, NoteForm
from openperkins.portal.documents.kinds import Kind
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import is_own_point, place_title, points, read_by, said_of
from openperkins.portal.documents.presence import Here, arrive
from openperkins.portal.documents.record import record
from openperkins.portal.documents.showing import (
    ASKS,
    MEANS,
    NAMES,
    OVER_POINTS,
    STEPS,
    as_shown,
    comments,
    last_note,
    refusals_but_the_note,
    told_by_mail,
)
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.documents.views.history import history_page
from openperkins.portal.workflow import Refused
from openperkins.workflows.document import points_given

#: finds the document a page of a district is about; raises Http404
Finds = Callable[..., Document]


@dataclass(frozen=True)
class Pages:
    """The pages of a kind. `finds` takes organization, year and what else the address holds.

    `crumbs` names the pages above, `summary` what a step's page shows, for the district's (False) or the State's side
    (True, without anything of a draft). `door` opens the pages of the writers' side: a district's, or the State's own.
    """

    kind: Callable[[], Kind]
    finds: Finds
    crumbs: Callable[[Document, bool], list[tuple[str, str]]]
    summary: Callable[[Document, bool], dict[str, Any]]
    summary_template: str
    door: Callable[..., Callable[[View], View]] = district_page

    def step(self, name: str, *, sees: str, action: str) -> View:
        """A step of who writes: what will happen and who is told, then the step itself."""

        @self.door(sees, post=action)
        def view(request: HttpRequest, **where: Any) -> HttpResponse:
            return self._step(request, self.finds(**where), name, for_state=False)

        return view

    def review_step(self, name: str, *, sees: str, action: str) -> View:
        """The same for a step of the State."""

        @state_page("see_queue", post=action)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            document = self.of_state(request, pk, sees)
            if request.method == "POST":
                check(request.reach, action, document.organization_id)
            return self._step(request, document, name, for_state=True)

        return view

    def of_state(self, request: HttpRequest, pk: int, sees: str) -> Document:
        """The document of an address of the State's; one the reader does not reach is none. Raises Http404."""
        found = Document.objects.select_related("organization", "edited_by", "reviewed_by", "reviewer")
        document = get_object_or_404(found, pk=pk, kind=self.kind().code)
        never_moved = document.status == self.kind().workflow.start and not document.moves.exists()
        if never_moved or document.is_own_draft:
            raise Http404  # what was never sent is the district's own
        if not request.reach.may(sees, document.organization_id):
            raise Http404
        request.organization = None
        return document

    def history(self, *, sees: str) -> View:
        """Everything that happened to a document, for who writes it, to read and to print."""

        @self.door(sees)
        def view(request: HttpRequest, **where: Any) -> HttpResponse:
            return self._history(request, self.finds(**where), for_state=False)

        return view

    def review_history(self, *, sees: str) -> View:
        """The same for the State."""

        @state_page("see_queue")
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return self._history(request, self.of_state(request, pk, sees), for_state=True)

        return view

    def record(self, *, sees: str) -> View:
        """The whole record of a document as PDF, for who writes it."""

        @self.door(sees)
        def view(request: HttpRequest, **where: Any) -> HttpResponse:
            return _record(self.finds(**where), request.reach)

        return view

    def review_record(self, *, sees: str) -> View:
        """The same for the State, with what only the State reads."""

        @state_page("see_queue")
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return _record(self.of_state(request, pk, sees), request.reach)

        return view

    def comment(self, *, sees: str, action: str | None = None) -> View:
        """A comment of who writes; `action` is the right it takes where whoever sees may not comment."""

        @self.door(sees, post=action or sees)
        def view(request: HttpRequest, **where: Any) -> HttpResponse:
            return self._comment(request, self.finds(**where), for_state=False)

        return view

    def review_comment(self, *, sees: str) -> View:
        """A comment of the State, for both sides or for the State alone."""

        @state_page("see_queue", post="see_queue")
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return self._comment(request, self.of_state(request, pk, sees), for_state=True)

        return view

    def save(self, request: HttpRequest, document: Document) -> HttpResponse | None:
        """Keep what a page sent; None, or the page to show when somebody was quicker or something is wrong."""
        by_itself = AUTOSAVE in request.headers
        try:
            changes = changes_of(request.POST)
            conflicts = actions.save(document, changes=changes, by=request.reach, tab=request.POST.get("tab", ""))
        except NotWhole as wrong:
            return self._not_saved(request, document, [str(wrong)], status=422)
        except NoAnswer as wrong:
            return self._not_saved(request, document, wrong.reasons, status=422)
        except Refused as refused:
            return self._not_saved(request, document, refused.reasons, status=409)
        if by_itself:
            here = arrive(document, request.reach, request.POST.get("at", ""))
            wrong = _wrong(document) if changes else {}
            return _saved_by_itself(changes, conflicts, here, wrong, request.reach)
        return self.conflict(request, document, conflicts) if conflicts else None

    def conflict(self, request: HttpRequest, document: Document, conflicts: list[Conflict]) -> HttpResponse:
        """The page on which somebody chooses between two answers."""
        context = {
            "document": document,
            "disputes": disputes(conflicts, document),
            "by_oneself": by_oneself(conflicts, request.reach.person),
            "action": request.get_full_path(),
            "crumbs": [*self.crumbs(document, not request.organization), ("Choose between answers", "")],
        }
        return render(request, "documents/conflict.html", context, status=409)

    def _not_saved(self, request: HttpRequest, document: Document, reasons: list[str], *, status: int) -> HttpResponse:
        """What was typed comes back as text, so that nothing is lost."""
        typed = [
            (document.about.question_title(name[2:]), text)
            for name, text in request.POST.items()
            if name.startswith("q.") and text and text != request.POST.get(f"was.{name[2:]}", "")
        ]
        context = {
            "document": document,
            "typed": typed,
            "errors": [("", reason) for reason in reasons],
            "page_has_errors": True,
            "crumbs": [*self.crumbs(document, not request.organization), ("Not saved", "")],
        }
        return render(request, "documents/not_saved.html", context, status=status)

    def _step(self, request: HttpRequest, document: Document, name: str, *, for_state: bool) -> HttpResponse:
        step = self.kind().workflow.step(name)
        says_it = points_given in step.needs and document.has_open_points
        kind = NameForm if name in NAMES else NoteForm if step.says_why and not says_it else AnyNoteForm
        form = kind(request.POST or None)
        form.fields["note"].label = ASKS.get(name, form.fields["note"].label)
        if request.method == "POST" and form.is_valid():
            try:
                move = actions.take(
                    document,
                    name,
                    by=request.reach,
                    note=form.cleaned_data["note"],
                    shown=request.POST.get("shown", ""),
                )
            except Refused as refused:
                found = Document.objects.select_related(
                    "organization", "edited_by", "reviewed_by", "reviewer", "in_force"
                )
                return self._step_page(request, found.get(pk=document.pk), name, form, for_state, refused.reasons)
            messages.success(request, f"{STEPS[name][1]}.")
            if move.sending is not None and not for_state:
                return redirect("receipt_sent", document.organization_id, document.school_year, move.sending_id)
            return redirect(self._home(document, for_state))
        wrong = request.method == "POST"
        return self._step_page(request, document, name, form, for_state, status=422 if wrong else 200)

    def _step_page(
        self,
        request: HttpRequest,
        document: Document,
        name: str,
        form: Any,
        for_state: bool,
        refused: list[str] | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        workflow = document.about.workflow
        against = refusals_but_the_note(document, workflow.step(name), request.reach)
        if not request.reach.may(workflow.step(name).action, document.org_code):
            against = against[:1]  # that it is not the reader's step: what is missing tells of the draft
        label = STEPS[name][0]
        context = {
            "document": document,
            "shown": as_shown(document, name),
            "label": label,
            "means": document.about.means.get(name) or MEANS.get(name, ""),
            "form": form,
            "against": against,
            "points": points(document, request.reach, for_state=for_state),
            "over_points": OVER_POINTS.get(name, ""),
            **(_since_then(document, request.reach) if name == "send" and not for_state else {}),
            "told": told_by_mail(document, workflow.step(name), request.reach),
            "back": self._home(document, for_state),
            "crumbs": [*self.crumbs(document, for_state), (label, "")],
            "summary": self.summary(document, for_state or not request.reach.reads_drafts),
            "summary_template": self.summary_template,
            "page_has_errors": status != 200 or refused is not None,
            "errors": [("", reason) for reason in refused or ()],
        }
        return render(request, "documents/step.html", context, status=409 if refused else status)

    def _history(self, request: HttpRequest, document: Document, *, for_state: bool) -> HttpResponse:
        return history_page(request, document, self.crumbs(document, for_state), for_state=for_state)

    def _comment(self, request: HttpRequest, document: Document, *, for_state: bool) -> HttpResponse:
        if "settle" in request.POST:
            return self._settle(request, document, for_state=for_state)
        at = request.GET.get("at", "")
        asked = document.about.places(document)
        if at and at not in asked and document.about.is_place(at, document):
            asked = [at, *asked]
        places = [(one, place_title(document, one)) for one in asked]
        about = {"question": at}
        form = CommentForm(
            request.POST or None,
            for_state=for_state,
            decides=_decides_next(document, request.reach),
            places=places,
            initial=about,
        )
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            remark = said.get("remark", "")
            try:
                actions.comment(
                    document,
                    text=said["text"],
                    question=said.get("question", ""),
                    state_only=remark == FOR_STATE,
                    asks_change=remark == POINT,
                    by=request.reach,
                )
            except Refused as refused:
                form.add_error(None, refused.reasons)
            else:
                messages.success(request, "The comment is there.")
                return redirect(self._home(document, for_state))
        wrong = request.method == "POST"
        context = {
            "document": document,
            "for_state": for_state,
            "form": form,
            "comments": said_of(document, request.reach),
            "read_by": "" if for_state else read_by(document, request.reach),
            "back": self._home(document, for_state),
            "crumbs": [*self.crumbs(document, for_state), ("Comments", "")],
            "page_has_errors": wrong,
        }
        return render(request, "documents/comment.html", context, status=422 if wrong else 200)

    def _settle(self, request: HttpRequest, document: Document, *, for_state: bool) -> HttpResponse:
        """Mark a comment as answered; one the reader may not read is none."""
        known = {str(one.pk): one for one in comments(document, request.reach)}
        remark = known.get(request.POST["settle"])
        if remark is None:
            raise Http404
        try:
            actions.settle(remark, by=request.reach)
        except Refused as refused:
            raise PermissionDenied from refused
        messages.success(request, "Taken back." if is_own_point(remark, request.reach) else "Marked as answered.")
        return redirect(self._home(document, for_state))

    def _home(self, document: Document, for_state: bool) -> str:
        return document.about.review_url(document) if for_state else document.about.url(document)


def _decides_next(document: Document, reach: Reach) -> bool:
    """Whether the reader's next step can take points along: what is decided already has none."""
    about = document.about
    next_ = [step for step in about.workflow.steps if step.action == about.decides and document.status in step.from_]
    return bool(next_) and reach.may(about.decides, document.org_code)


def _since_then(document: Document, reach: Reach) -> dict[str, Any]:
    """What the State wrote last, and the version nothing was changed since, for who sends again."""
    unchanged = unchanged_since(document) if draft_for(document, reach, for_state=False) else None
    return {"last_note": last_note(document), "unchanged": unchanged}


def _record(document: Document, reach: Reach) -> HttpResponse:
    return as_attachment(as_pdf(record(document, reach)), f"record {document.organization_id} {document}.pdf")


def _wrong(document: Document) -> dict[str, dict[str, str]]:
    """Question → its title and why its answer cannot stand, of the document as it is now."""
    about = document.about
    if about.wrong is None:
        return {}
    now = Document.objects.select_related("organization").get(pk=document.pk)
    return {question: {"title": about.question_title(question), "says": says} for question, says in about.wrong(now)}


def _saved_by_itself(
    changes: list[Change], conflicts: list[Conflict], here: list[Here], wrong: dict[str, dict[str, str]], by: Reach
) -> JsonResponse:
    """What a page that saved itself is told: the text kept at each question, who was quicker, what cannot stand as
    typed, and who is here.
    """
    disputed = {conflict.change.question for conflict in conflicts}
    kept = {change.question: change.typed for change in changes if change.question not in disputed}
    now = timezone.localtime()
    at = f"{now:%I:%M}".lstrip("0") + (" a.m." if now.hour < 12 else " p.m.")
    who = "You, in another window," if by_oneself(conflicts, by.person) else "Someone else"
    said = {
        "saved": kept,
        "at": at,
        "here": [str(one) for one in here],
        "faults": wrong,
        "disputed": f"{who} saved an answer here. Save the draft to choose between the two.",
    }
    return JsonResponse(said, status=409 if conflicts else 200)
