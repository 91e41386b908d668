"""Pages of the files that go with a document, made for a kind as its other pages are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import View, district_page, state_page
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.attaching import against_attaching, attach, detach, readable, shown_with
from openperkins.portal.documents.forms import AttachForm
from openperkins.portal.documents.models import Attachment, Document
from openperkins.portal.documents.views.pages import Pages
from openperkins.portal.submissions.handlers import too_large
from openperkins.portal.submissions.storage import ATTACHED, path_of
from openperkins.portal.submissions.views.files import attachment as as_attachment
from openperkins.portal.workflow import Refused


@dataclass(frozen=True)
class Attached:
    """The pages of files of a kind, next to its `pages`.

    `files_page` names the list, `remove_page` the page that takes a file off, `file_page` and `review_file_page` those
    that hand it out to the district and to the State. The first takes what a document's address holds; the second and
    third the file, too; the last the document and the file.
    """

    pages: Pages
    files_page: str
    remove_page: str
    file_page: str
    review_file_page: str

    def listed(
        self, document: Document | None, reach: Reach, where: dict[str, Any]
    ) -> list[tuple[Attachment, str, str]]:
        """The files a page of the district shows: each with its address and, while it is open, that to take it off."""
        is_open = document is not None and not against_attaching(document, reach)
        found = []
        for one in shown_with(document, reach):
            own = {**where, "file": one.pk}
            remove = reverse(self.remove_page, kwargs=own) if is_open else ""
            found.append((one, reverse(self.file_page, kwargs=own), remove))
        return found

    def listed_for_state(self, document: Document, reach: Reach) -> list[tuple[Attachment, str, str]]:
        """The same for the State's page of the document."""
        files = shown_with(document, reach)
        return [(one, reverse(self.review_file_page, args=[document.pk, one.pk]), "") for one in files]

    def files(self, *, sees: str, action: str) -> View:
        """A district's page of them: what is there, and a form for one more."""

        @district_page(sees, post=action)
        def view(request: HttpRequest, **where: Any) -> HttpResponse:
            document = self.pages.finds(**where)
            form, errors = _form(request, document), []
            if request.method == "POST":
                errors = self._add(request, document, form)
                if not errors and form.is_valid():
                    return redirect(request.path)
            return self._list(request, document, form, errors, where)

        return view

    def remove(self, *, sees: str, action: str) -> View:
        """Asks whether a file is taken off, then does it."""

        @district_page(sees, post=action)
        def view(request: HttpRequest, file: int, **where: Any) -> HttpResponse:
            document = self.pages.finds(**where)
            one, errors = readable(document, request.reach).get(file), []
            if one is None or one.removed_at is not None:
                raise Http404
            if request.method == "POST":
                try:
                    detach(one, by=request.reach)
                except Refused as refused:
                    errors = [("", reason) for reason in refused.reasons]
                else:
                    messages.success(request, "The file is taken off.")
                    return redirect(self.files_page, **_address(where))
            context = {
                "document": document,
                "file": one,
                "against": against_attaching(document, request.reach),
                "errors": errors,
                "page_has_errors": bool(errors),
                "back": reverse(self.files_page, kwargs=_address(where)),
                "crumbs": [*self.pages.crumbs(document, False), ("Take a file off", "")],
            }
            return render(request, "documents/remove_file.html", context, status=409 if errors else 200)

        return view

    def file(self, *, sees: str) -> View:
        """A file, to keep, for the district."""

        @district_page(sees)
        def view(request: HttpRequest, file: int, **where: Any) -> HttpResponse:
            return _handed_out(request, self.pages.finds(**where), file)

        return view

    def review_file(self, *, sees: str) -> View:
        """The same for the State: of what was sent alone."""

        @state_page("see_queue")
        def view(request: HttpRequest, pk: int, file: int) -> HttpResponse:
            return _handed_out(request, self.pages.of_state(request, pk, sees), file)

        return view

    def _add(self, request: HttpRequest, document: Document, form: AttachForm) -> list[tuple[str, str]]:
        """Keep the file a page sent; (id of the field, sentence) of each reason why it was not."""
        if why := too_large(request):
            return [("id_file", why)]
        if not form.is_valid():
            return []
        file = form.cleaned_data["file"]
        try:
            attach(document, file, file.name, by=request.reach, question=form.cleaned_data.get("question", ""))
        except Refused as refused:
            return [("", reason) for reason in refused.reasons]
        messages.success(request, "The file is there.")
        return []

    def _list(
        self, request: HttpRequest, document: Document, form: AttachForm, errors: list[tuple[str, str]], where: Any
    ) -> HttpResponse:
        wrong = request.method == "POST"
        context = {
            "document": document,
            "files": self.listed(document, request.reach, _address(where)),
            "against": against_attaching(document, request.reach),
            "form": form,
            "errors": errors,
            "page_has_errors": wrong,
            "most": settings.MOST_ATTACHMENTS,
            "megabytes": settings.ATTACHMENT_LIMIT // 1_000_000,
            "back": document.about.url(document),
            "crumbs": [*self.pages.crumbs(document, False), ("Files", "")],
        }
        status = 409 if wrong and context["against"] else 422 if wrong else 200
        return render(request, "documents/files.html", context, status=status)


def _address(where: dict[str, Any]) -> dict[str, Any]:
    """What the address holds, from what the view was given."""
    given = dict(where)
    return {"org": given.pop("organization").code, "sy": given.pop("year").ends, **given}


def _form(request: HttpRequest, document: Document) -> AttachForm:
    """The form as it was sent; before that, with the answer `?at=` names."""
    about = document.about
    questions, at = about.attaches_at(document), request.POST.get("question", "") or request.GET.get("at", "")
    if at and at not in questions and about.is_attachable(at, document):
        questions = [at, *questions]
    places = [(question, about.question_title(question)) for question in questions]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return AttachForm(*sent, places=places, initial={"question": at})


def _handed_out(request: HttpRequest, document: Document, pk: int) -> HttpResponse:
    one = readable(document, request.reach).get(pk)
    if one is None:
        raise Http404
    return as_attachment(path_of(one.sha256, "", ATTACHED), one.name, "application/octet-stream")
