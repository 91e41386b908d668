"""Rulesets as everybody may read them: the list, one with its readings, what differs between two."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openperkins.law import list_rulesets
from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.law import ruleset_of
from openperkins.portal.rulesets.forms import DiffForm
from openperkins.portal.rulesets.models import Adoption
from openperkins.portal.rulesets.queries import all_rulesets, differences, readings_of


@state_page("see_rulesets")
def rulesets(request: HttpRequest) -> HttpResponse:
    """Every ruleset there is, and which readings were proposed and adopted for which school year."""
    adoptions = Adoption.objects.select_related("proposed_by", "adopted_by", "dropped_by")
    context = {"rulesets": all_rulesets(), "adoptions": adoptions[:200]}
    return render(request, "rulesets/list.html", context)


@state_page("see_rulesets")
def ruleset(request: HttpRequest, name: str) -> HttpResponse:
    """One ruleset: each reading with its parameters; `?status=assumed` shows what no agency has confirmed."""
    if name not in list_rulesets():
        raise Http404
    rules = ruleset_of(name)
    status = request.GET.get("status", "")
    if status not in ("", "confirmed", "assumed"):
        raise Http404
    context = {
        "ruleset": rules,
        "status": status,
        "readings": readings_of(rules, status),
        "crumbs": [("Rulesets", reverse("rulesets")), (name, "")],
    }
    return render(request, "rulesets/ruleset.html", context)


@state_page("see_rulesets")
def ruleset_diff(request: HttpRequest) -> HttpResponse:
    """What differs between two rulesets, the second with changed parameters."""
    asked = "ruleset" in request.GET
    form = DiffForm(request.GET if asked else None)
    found = None
    if asked and form.is_valid():
        told = form.cleaned_data
        found = differences(ruleset_of(told["before"]), ruleset_of(told["ruleset"], told["changes"]))
    wrong = asked and found is None
    context = {
        "form": form,
        "found": found,
        "crumbs": [("Rulesets", reverse("rulesets")), ("Compare", "")],
        "page_has_errors": wrong,
    }
    return render(request, "rulesets/diff.html", context, status=422 if wrong else 200)
