"""The State's directory: organizations, programs, and which liaison serves whom."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.accounts.forms import sent
from openperkins.portal.directory import actions
from openperkins.portal.directory.forms import AbsenceForm, AssignForm, CoverForm
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.queries import (
    covering,
    organization_of,
    organizations_page,
    programs_offered,
    programs_page,
    servings,
)
from openperkins.portal.workflow import Refused


@state_page("see_directory")
def directory(request: HttpRequest) -> HttpResponse:
    query, kind = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    page = organizations_page(query, kind, request.GET.get("page"), request.reach.day)
    state = request.reach.may("see_people", settings.STATE_CODE)
    about = {"page": page, "query": query, "kind": kind, "may_state_people": state}
    return render(request, "directory/directory.html", about)


@state_page("see_directory")
def organization(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _found(code), AssignForm(), CoverForm())


@state_page("assign_liaisons", post="assign_liaisons")
def assign_liaison(request: HttpRequest, code: str) -> HttpResponse:
    """Takes the form of the organization's page; opened by itself it is that page."""
    about, form = _found(code), AssignForm(sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.assign(organization=about, liaison=data["liaison"], begins=data["begins"], by=request.reach)
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, f"{made.liaison} serves {about.name}. Everybody concerned is told.")
            return redirect("directory_organization", code)
    return _page(request, about, form, CoverForm())


@state_page("assign_liaisons", post="assign_liaisons")
def cover_liaison(request: HttpRequest, code: str) -> HttpResponse:
    """A colleague covers for the liaison for some days."""
    about, form = _found(code), CoverForm(sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.cover(
                organization=about, liaison=data["liaison"], begins=data["begins"], ends=form.ends, by=request.reach
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, f"{made.liaison} covers. Everybody concerned is told.")
            return redirect("directory_organization", code)
    return _page(request, about, AssignForm(), form)


@state_page("assign_liaisons", post="assign_liaisons")
def coverage(request: HttpRequest) -> HttpResponse:
    """Who covers for whom now and later; a colleague takes over all districts of somebody who is away."""
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        people = {"absent": data["absent"], "liaison": data["liaison"]}
        try:
            made = actions.cover_for(**people, begins=data["begins"], ends=form.ends, by=request.reach)
        except Refused as refused:
            _add(form, refused)
        else:
            number = f"{len(made)} {'district' if len(made) == 1 else 'districts'}"
            messages.success(request, f"{data['liaison']} covers for {number}. Everybody concerned is told.")
            return redirect("coverage")
    wrong = request.method == "POST"
    context = {
        "form": form,
        "covering": covering(request.reach.day),
        "crumbs": [("Directory", reverse("directory")), ("Coverage", "")],
        "page_has_errors": wrong,
    }
    return render(request, "directory/coverage.html", context, status=422 if wrong else 200)


@state_page("see_directory")
def programs(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    page = programs_page(query, request.GET.get("page"))
    return render(request, "directory/programs.html", {"page": page, "query": query})


def _found(code: str) -> Organization:
    organization = organization_of(code)
    if organization is None:
        raise Http404
    return organization


def _page(request: HttpRequest, about: Organization, assign: AssignForm, cover: CoverForm) -> HttpResponse:
    wrong = bool(assign.errors or cover.errors)
    reach = request.reach
    context: dict[str, Any] = {
        "about": about,
        "servings": servings(about, reach.day),
        "programs": programs_offered(about.code),
        "assign": assign,
        "cover": cover,
        "may_assign": reach.may("assign_liaisons", about.code) and not about.is_member,
        "may_see_people": reach.may("see_people", about.code),
        "may_view_as": reach.may("view_as_district", about.code),
        "forms": [assign, cover],
        "page_has_errors": wrong,
    }
    return render(request, "directory/organization.html", context, status=422 if wrong else 200)


def _add(form: Any, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)
