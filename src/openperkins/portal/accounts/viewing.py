"""Viewing pages as a district does: read only, with a reason, noted in the district's own event log."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from openperkins.portal.accounts.doorway import person_page, state_page
from openperkins.portal.accounts.forms import ReasonForm, sent
from openperkins.portal.accounts.models import Person, ViewingAs
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization


@state_page("view_as_district", post="view_as_district")
def view_as(request: HttpRequest, code: str) -> HttpResponse:
    """Why, and then the district's home as its people see it."""
    organization = Organization.objects.filter(pk=code, kind__in=("district", "consortium")).first()
    if organization is None or not request.reach.may("view_as_district", code):
        raise Http404
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        begun = begin(organization=organization, reason=form.cleaned_data["reason"], by=request.reach)
        request.session["viewing_as"], request.session["viewing_id"] = code, begun.pk
        return redirect("home")
    about = {"about": organization, "form": form, "page_has_errors": bool(form.errors)}
    return render(request, "accounts/view_as.html", about, status=422 if form.errors else 200)


@person_page(post=True, get=False)
def end_view_as(request: HttpRequest) -> HttpResponse:
    """Back to one's own pages; pressing twice does no harm."""
    if request.session.get("viewing_as"):
        leave(request)
        messages.success(request, "You see the portal with your own roles again.")
    return redirect("home")


def leave(request: HttpRequest) -> None:
    """Take the district's view out of a session and note that it ended: by the button, or with the right to it."""
    request.session.pop("viewing_as", None)
    end(request.session.pop("viewing_id", None), person=request.user)


@transaction.atomic
def begin(*, organization: Organization, reason: str, by: Reach) -> ViewingAs:
    """Note that somebody begins to view pages as a district does. The reason is kept outside the event log."""
    viewing = ViewingAs.objects.create(person=by.person, organization=organization, reason=reason)
    record("viewing.began", by=by.person, organization=organization, about=viewing)
    return viewing


@transaction.atomic
def end(viewing_id: int | None, *, person: Person) -> None:
    """Note that it is over, once."""
    viewing = ViewingAs.objects.select_for_update().filter(pk=viewing_id, person=person, ended_at__isnull=True).first()
    if viewing is not None:
        viewing.ended_at = timezone.now()
        viewing.save(update_fields=["ended_at"])
        record("viewing.ended", by=person, organization=viewing.organization, about=viewing)
