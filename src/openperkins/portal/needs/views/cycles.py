"""A district's cycles, and one cycle with its parts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.points import said_of
from openperkins.portal.documents.showing import offers
from openperkins.portal.needs.editions import current_edition
from openperkins.portal.needs.faults import listed
from openperkins.portal.needs.forms import BeginForm
from openperkins.portal.needs.kind import CODE, KIND, cycle_in_words
from openperkins.portal.needs.page import assessment_of, documents_of, workspace
from openperkins.portal.needs.views.common import SEES, WRITES, crumbs, found, parts
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear

_PAGES = {"keep": "keep_needs", "share": "share_needs", "stop": "stop_sharing_needs"}


@district_page(SEES, post=WRITES)
def needs(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The cycles of a district, and the form that begins one."""
    documents = list(documents_of(organization))
    # the button was pressed twice, or somebody else was quicker: the cycle is there
    sent = request.POST.get("cycle", "")
    if there := next((one for one in documents if str(one.school_year) == sent), None):
        return redirect(KIND.url(there))
    form = BeginForm(request.POST or None, taken=[one.school_year for one in documents])
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        year = SchoolYear(form.cleaned_data["cycle"])
        try:
            made = actions.begin(kind=CODE, organization=organization, year=year, by=request.reach)
        except Refused as refused:
            errors = [("", reason) for reason in refused.reasons]
        else:
            return redirect(KIND.url(made))
    wrong = request.method == "POST"
    context = {
        "cycles": [(one, cycle_in_words(one.year), assessment_of(one)) for one in documents],
        "form": form if request.reach.may(WRITES, organization.code) else None,
        "edition": current_edition(),
        "errors": errors,
        "page_has_errors": wrong,
        "crumbs": [("Needs assessments", "")],
    }
    return render(request, "needs/cycles.html", context, status=(409 if errors else 422) if wrong else 200)


@district_page(SEES)
def needs_cycle(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """One cycle: its parts, who sees it, what was said, and what can be taken away."""
    document = found(organization, year)
    space = workspace(document)
    context = {
        "space": space,
        "document": document,
        "year": year,
        "cycle": cycle_in_words(year),
        "parts": parts(space),
        "done": space.assessment.done,
        "offers": [(one, _PAGES[one.step]) for one in offers(document, request.reach)],
        "shared": document.moves.filter(step="share").order_by("-number").first() if document.in_force_id else None,
        "comments": said_of(document, request.reach),
        "may_comment": request.reach.may("comment_needs", organization.code),
        "writable": request.reach.may(WRITES, organization.code),
        "wrong": listed(document),
        "crumbs": [*crumbs(document)[:1], (str(document), "")],
        "settle_url": reverse("comment_needs", args=[organization.code, year.ends]),
    }
    return render(request, "needs/cycle.html", context)
