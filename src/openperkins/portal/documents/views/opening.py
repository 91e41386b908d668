"""From a document's number to its page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from openperkins.portal.accounts.doorway import person_page
from openperkins.portal.documents.models import Document


@person_page()
def open_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the page of the reader's side, as the event log does; one the reader may not see is none."""
    document = get_object_or_404(Document.objects.select_related("organization"), pk=pk)
    about = document.about
    if not request.reach.may(about.sees, document.org_code):
        if about.private and document.in_force_id and request.reach.may("see_shared_needs", document.org_code):
            return redirect(about.review_url(document))
        raise Http404
    reviews = request.reach.is_state and request.reach.may("see_queue", document.org_code)
    was_sent = document.moves.exists() and not document.is_own_draft
    return redirect(about.review_url(document) if reviews and was_sent else about.url(document))
