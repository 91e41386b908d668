"""The editions of the instrument: the one that came with OpenPerkins, an agency's own wording, what differs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.errors import LawError
from openperkins.law.bounded_yaml import MOST_BYTES
from openperkins.needs.instrument import read_instrument_file
from openperkins.needs.instrument_diff import diff_instruments
from openperkins.needs.model import Instrument
from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.needs.editions import (
    against_loading,
    current_edition,
    load_edition,
    offered,
    read_edition,
    use_edition,
)
from openperkins.portal.needs.forms import EditionForm, UseForm
from openperkins.portal.needs.models import Edition
from openperkins.portal.submissions.handlers import too_large
from openperkins.portal.workflow import Refused

_SEES, _LOADS = "see_instruments", "load_instruments"


@state_page(_SEES)
def instruments(request: HttpRequest) -> HttpResponse:
    """The editions, and which one a new cycle begins with."""
    current = current_edition()
    context = {
        "editions": offered(),
        "current": current,
        "may_load": request.reach.may_anywhere(_LOADS),
        "crumbs": [("Editions of the needs assessment", "")],
    }
    return render(request, "needs/editions.html", context)


@state_page(_SEES)
def instrument(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition, and what differs from the one before."""
    edition = get_object_or_404(Edition.objects.select_related("loaded_by"), pk=pk)
    before = Edition.objects.filter(pk__lt=edition.pk).order_by("-pk").first()
    own = read_edition(edition)
    context = {
        "edition": edition,
        "instrument": own,
        "before": before,
        "changes": diff_instruments(read_edition(before), own) if before else [],
        "crumbs": [("Editions of the needs assessment", reverse("instruments")), (str(edition), "")],
    }
    return render(request, "needs/edition.html", context)


@state_page(_LOADS, post=_LOADS)
def instrument_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets new cycles begin with an edition there is, with a reason."""
    edition, current = get_object_or_404(Edition, pk=pk), current_edition()
    form = UseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_edition(edition, reason=form.cleaned_data["reason"], by=request.reach)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, f"New cycles begin with {edition}.")
            return redirect("instruments")
    wrong = request.method == "POST"
    context = {
        "edition": edition,
        "current": current,
        "form": form,
        "changes": diff_instruments(read_edition(current), read_edition(edition)) if edition != current else [],
        "page_has_errors": wrong,
        "crumbs": [("Editions of the needs assessment", reverse("instruments")), (f"Use {edition}", "")],
    }
    return render(request, "needs/use_edition.html", context, status=422 if wrong else 200)


@state_page(_SEES)
def instrument_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an edition, to reword and load again."""
    edition = get_object_or_404(Edition, pk=pk)
    name = f"{edition.name}-{edition.version}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(edition.text, content_type="application/yaml; charset=utf-8", headers=headers)


@state_page(_LOADS, post=_LOADS)
def load_instrument(request: HttpRequest) -> HttpResponse:
    """Reads a file, lists every fault or every difference, and loads it once that was looked at."""
    form, errors, read = EditionForm(), [], None
    if request.method == "POST":
        form = EditionForm(request.POST, request.FILES)
        read, errors = _read(request, form)
        if read is not None and request.POST.get("then") == "load":
            try:
                made = load_edition(read, by=request.reach)
            except Refused as refused:
                errors = [("", reason) for reason in refused.reasons]
            else:
                messages.success(request, "The edition is loaded. Cycles begin with it from now on.")
                return redirect("instrument", made.pk)
    context = {
        "form": form,
        "read": read,
        "changes": diff_instruments(read_edition(current_edition()), read) if read else [],
        "against": against_loading(read) if read else [],
        "errors": errors,
        "page_has_errors": bool(errors) or (request.method == "POST" and not form.is_valid() and read is None),
        "crumbs": [("Editions of the needs assessment", reverse("instruments")), ("Load an edition", "")],
    }
    return render(request, "needs/load_edition.html", context, status=422 if context["page_has_errors"] else 200)


def _read(request: HttpRequest, form: EditionForm) -> tuple[Instrument | None, list[tuple[str, str]]]:
    """The instrument of a file, or of the text a page that showed it sends back; or what is wrong with it."""
    held = request.POST.get("text", "").replace("\r\n", "\n").encode()
    if not held:
        if why := too_large(request):
            return None, [("id_file", why)]
        if not form.is_valid():
            return None, []
        held = form.cleaned_data["file"].read(MOST_BYTES + 1)
    try:
        return read_instrument_file(held, "The file"), []
    except LawError as error:
        return None, [("id_file", line.strip()) for line in str(error).splitlines() if line.strip()]
