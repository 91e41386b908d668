"""Sending several documents at once, and the receipt of what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.exports.page import as_pdf
from openperkins.portal.accounts.doorway import district_page
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.models import Move, Sending
from openperkins.portal.documents.together import begun, moves_of, receipt, sendable, told_of_all
from openperkins.portal.documents.views.files import as_attachment
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear


@district_page("see_plans", post="send_plans")
def send_together(request: HttpRequest, organization: Organization, year: SchoolYear) -> HttpResponse:
    """Levels, plans and reports of a year: what is ready is sent at once, with one receipt."""
    refused, chosen = [], request.POST.getlist("document")
    if request.method == "POST":
        known = {str(document.pk): document for document in begun(organization, year, request.reach)}
        if any(pk not in known for pk in chosen):
            raise Http404
        try:
            shown = {int(pk): request.POST.get(f"shown.{pk}", "") for pk in chosen}
            sending = actions.send_together([known[pk] for pk in chosen], by=request.reach, shown=shown)
        except Refused as against:
            refused = against.reasons
        else:
            messages.success(request, "Sent. Keep this receipt.")
            return redirect("receipt_sent", organization.code, year.ends, sending.pk)
    lines = sendable(organization, year, request.reach)
    context = {
        "lines": lines,
        "year": year,
        "told": told_of_all(lines, request.reach),
        "may_send": request.reach.may("send_plans", organization.code),
        "errors": [("", reason) for reason in refused],
        "page_has_errors": bool(refused),
        "crumbs": [("Send together", "")],
    }
    return render(request, "documents/together.html", context, status=409 if refused else 200)


@district_page("see_plans")
def receipt_sent(request: HttpRequest, organization: Organization, year: SchoolYear, pk: int) -> HttpResponse:
    """What was sent at one moment: which versions, with their sums, when and by whom."""
    sending, moves = _found(request, organization, year, pk)
    context = {
        "sending": sending,
        "moves": [(move, move.document.about.url(move.document)) for move in moves],
        "year": year,
        "crumbs": [("Send together", reverse("send_together", args=[organization.code, year.ends])), ("Receipt", "")],
    }
    return render(request, "documents/receipt.html", context)


@district_page("see_plans")
def receipt_sent_file(request: HttpRequest, organization: Organization, year: SchoolYear, pk: int) -> HttpResponse:
    """The receipt as PDF."""
    sending, moves = _found(request, organization, year, pk)
    return as_attachment(as_pdf(receipt(sending, moves)), f"receipt {organization.code} {sending.pk}.pdf")


def _found(request: HttpRequest, organization: Organization, year: SchoolYear, pk: int) -> tuple[Sending, list[Move]]:
    """A receipt whose documents the reader may see. Raises Http404."""
    place = {"organization": organization, "school_year": year.ends}
    sending = get_object_or_404(Sending.objects.select_related("organization", "sent_by"), pk=pk, **place)
    moves = moves_of(sending, request.reach)
    if not moves:
        raise Http404
    return sending, moves
