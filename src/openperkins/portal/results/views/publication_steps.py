"""The steps of a publication: each asks once more and says what it does and who is told, then does it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import View, state_page
from openperkins.portal.forms import Textarea
from openperkins.portal.notices.telling import told_of_publication
from openperkins.portal.results import actions, verify
from openperkins.portal.results.models import Publication
from openperkins.portal.results.steps import WAYS, Way, offer
from openperkins.portal.workflow import Refused
from openperkins.workflows.publication import PUBLICATION

_DO: dict[str, Any] = {
    "propose": lambda publication, by, _: actions.propose(publication, by=by),
    "approve": lambda publication, by, _: actions.approve(publication, by=by),
    "return": lambda publication, by, told: actions.return_to_draft(publication, note=told, by=by),
    "discard": lambda publication, by, _: actions.discard(publication, by=by),
    "retract": lambda publication, by, told: actions.retract(publication, reason=told, by=by),
}


class ReasonForm(forms.Form):
    """The words a step takes; a step that takes none has no field."""

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["reason"] = forms.CharField(
                label=asks,
                max_length=2000,
                widget=Textarea(rows=3),
                error_messages={"required": "Say it in a sentence."},
            )


def _asking(way: Way) -> View:
    def step(request: HttpRequest, pk: int) -> HttpResponse:
        publication = get_object_or_404(Publication.objects.select_related("composed_by"), pk=pk)
        form = ReasonForm(request.POST or None, asks=way.asks)
        if request.method != "POST":
            return _page(request, publication, way, form)
        if not form.is_valid():
            return _page(request, publication, way, form, status=422)
        try:
            _DO[way.step](publication, request.reach, form.cleaned_data.get("reason", ""))
        except Refused as refused:
            return _page(request, publication, way, form, refused.reasons, status=409)
        messages.success(request, way.done)
        return redirect("publication", publication.pk)

    return step


def _page(
    request: HttpRequest,
    publication: Publication,
    way: Way,
    form: ReasonForm,
    refused: list[str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = reverse("publication", args=[publication.pk])
    context = {
        "publication": publication,
        "way": way,
        "form": form,
        "against": refused or offer(way, publication, request.reach).against,
        "told": len(told_of_publication(way.tells)) if way.tells else None,
        "crumbs": [("Publications", reverse("publications")), (str(publication), page), (way.label, "")],
        "page_has_errors": status != 200,
        "errors": [("", reason) for reason in refused or ()],
    }
    return render(request, "publications/step.html", context, status=status)


def _view(step: str) -> View:
    return state_page("see_publications", post=PUBLICATION.step(step).action)(_asking(WAYS[step]))


propose = _view("propose")
approve = _view("approve")
return_to_draft = _view("return")
discard = _view("discard")
retract = _view("retract")


@state_page("see_publications", post="verify_publication")
def verify_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then has the publication derived again in the background."""
    publication = get_object_or_404(Publication, pk=pk)
    refused: list[str] = []
    if request.method == "POST":
        try:
            verify.ask(publication, by=request.reach)
        except Refused as error:
            refused = error.reasons
        else:
            messages.success(request, "The figures are being derived again. The page says how it ended.")
            return redirect("publication", pk)
    context = {
        "publication": publication,
        "crumbs": [("Publications", reverse("publications")), (str(publication), reverse("publication", args=[pk])),
                   ("Derive again", "")],
        "errors": [("", reason) for reason in refused],
        "page_has_errors": bool(refused),
    }  # fmt: skip
    return render(request, "publications/verify.html", context, status=409 if refused else 200)
