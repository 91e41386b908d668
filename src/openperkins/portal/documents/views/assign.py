"""Who of the State looks at a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.documents import actions
from openperkins.portal.documents.forms import AssignForm
from openperkins.portal.documents.models import Document


@state_page("assign_reviews", post="assign_reviews")
def assign_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a document to a colleague, or back to the district's liaison; whoever gets it is told."""
    document = get_object_or_404(Document.objects.select_related("organization", "reviewer"), pk=pk)
    about = document.about
    sent = document.moves.exists() and about.is_reviewed and not document.is_own_draft
    if not sent or not request.reach.may("assign_reviews", document.organization_id):
        raise Http404
    form = AssignForm(request.POST or None, document=document, initial={"reviewer": document.reviewer_id or ""})
    if request.method == "POST" and form.is_valid():
        actions.assign(document, reviewer=form.cleaned_data["reviewer"], by=request.reach)
        messages.success(request, f"Looked at by {form.cleaned_data['reviewer'] or 'the liaison'}.")
        return redirect(about.review_url(document))
    wrong = request.method == "POST"
    context = {
        "document": document,
        "form": form,
        "back": about.review_url(document),
        "crumbs": [
            ("Queue", reverse("queue")),
            (f"{document.organization.name}: {document}", about.review_url(document)),
            ("Looked at by", ""),
        ],
        "page_has_errors": wrong,
    }
    return render(request, "documents/assign.html", context, status=422 if wrong else 200)
