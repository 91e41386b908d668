"""Sending files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from openperkins.portal.accounts.doorway import district_page, state_office
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.forms import file_forms
from openperkins.portal.submissions.handlers import MOST_FILES, too_large
from openperkins.portal.submissions.links import link, link_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.sending import take


def _send(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Asks what is sent, keeps it, and shows what becomes of it."""
    of_state = not organization.is_reporting
    lines = _lines(request)
    forms = file_forms(lines)
    options: dict[str, Any] = {"form_kwargs": {"of_state": of_state, "start": _start(request)}, "prefix": "file"}
    formset = forms(**options)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        if why := too_large(request):
            errors = [("id_file-0-file", why)]
        else:
            formset = forms(request.POST, request.FILES, **options)
            if formset.is_valid():
                return _taken(request, organization, formset)
    context = {
        "of": organization,
        "formset": formset,
        "more": min(lines + 1, MOST_FILES) if lines < MOST_FILES else 0,
        "list_url": link_of("submissions", organization.code),
        "errors": errors,
        "page_has_errors": request.method == "POST",
    }
    return render(request, "submissions/send.html", context, status=422 if request.method == "POST" else 200)


send_files = district_page("send_files", post="send_files")(_send)
state_send = state_office("send_files", post="send_files")(_send)


def _taken(request: HttpRequest, organization: Organization, formset: BaseFormSet) -> HttpResponse:
    taken = [take(organization, form.cleaned_data, by=request.reach) for form in formset if "file" in form.cleaned_data]
    for submission, is_new in taken:
        messages.info(request, _told(submission, is_new))
    target = link("submission", taken[0][0]) if len(taken) == 1 else link_of("submissions", organization.code)
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _told(submission: Submission, is_new: bool) -> str:
    if is_new:
        return f"{submission.collection} was received and is being checked."
    return f"{submission.collection}: this very file was sent before; nothing was sent twice."


def _lines(request: HttpRequest) -> int:
    asked = request.GET.get("files", "1")
    return min(int(asked), MOST_FILES) if asked.isascii() and asked.isdigit() and int(asked) else 1


def _start(request: HttpRequest) -> dict[str, Any]:
    """What a link proposes: `?collection=follow_up&year=2016`."""
    year = request.GET.get("year", "")
    return {
        "collection": request.GET.get("collection"),
        "school_year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    }
