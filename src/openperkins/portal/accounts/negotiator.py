"""Who negotiates the levels for a district: the superintendent designates them (W7)."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts import actions
from openperkins.portal.accounts.forms import NegotiatorForm, sent
from openperkins.portal.accounts.models import Membership
from openperkins.portal.accounts.people import in_words, office_of
from openperkins.portal.accounts.people_views import end_of
from openperkins.portal.accounts.rules import NEGOTIATOR, lasting
from openperkins.portal.directory.models import Organization
from openperkins.portal.workflow import Refused


def designate(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Who negotiates now or later, and the form that designates one of the district's people."""
    form = NegotiatorForm(organization, request.reach.person, sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.grant(
                person=said["person"],
                organization=organization,
                role=NEGOTIATOR,
                begins=said["begins"],
                by=request.reach,
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, f"{made.person} negotiates the levels from {in_words(made.begins)}.")
            return redirect("designate_negotiator", organization.code)
    wrong = request.method == "POST"
    about = {
        "form": form,
        "office": office_of(organization, request.reach),
        "negotiators": _negotiators(organization).filter(lasting(request.reach.day)),
        "crumbs": [("People", reverse("people", args=[organization.code])), ("Negotiator", "")],
        "page_has_errors": wrong,
    }
    return render(request, "accounts/designate_negotiator.html", about, status=422 if wrong else 200)


def end(request: HttpRequest, organization: Organization, membership_id: int) -> HttpResponse:
    """Somebody negotiates no longer. Raises Http404 for any other role."""
    membership = get_object_or_404(_negotiators(organization), pk=membership_id)
    return end_of(request, office_of(organization, request.reach), membership)


def _negotiators(organization: Organization) -> QuerySet[Membership]:
    found = Membership.objects.filter(organization=organization, role=NEGOTIATOR)
    return found.select_related("person", "organization").order_by("begins", "pk")
