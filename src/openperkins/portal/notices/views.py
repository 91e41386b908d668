"""A person's own notices: what they were told, where it leads, what became of the mail."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import person_page
from openperkins.portal.notices import actions
from openperkins.portal.notices.bounces import returned_to
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.showing import shown

_ON_A_PAGE = 50


@person_page()
def notices(request: HttpRequest) -> HttpResponse:
    """Unread ones first, the latest first among them."""
    person = request.reach.person
    own = Notice.objects.filter(person=person).select_related("organization")
    ordered = own.order_by(F("read_at").desc(nulls_first=True), "-made_at", "-pk")
    page = Paginator(ordered, _ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = [shown(notice) for notice in page.object_list]
    context = {
        "page": page,
        "unread": own.filter(read_at__isnull=True).count(),
        "returned": returned_to([person.pk]).get(person.pk),
        "crumbs": [("Home", reverse("home")), ("Notices", "")],
    }
    return render(request, "notices/notices.html", context)


@person_page()
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a notice leads; whoever goes there has read it. Somebody else's is not there."""
    notice = get_object_or_404(Notice, pk=pk, person=request.reach.person)
    actions.mark_read(request.reach.person, pk)
    return redirect(notice.link or "notices")


@person_page(post=True, get=False)
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read. Somebody else's is not there."""
    if not Notice.objects.filter(pk=pk, person=request.reach.person).exists():
        raise Http404
    actions.mark_read(request.reach.person, pk)
    return _back(request)


@person_page(post=True, get=False)
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    count = actions.mark_read(request.reach.person)
    messages.success(request, f"{count} {'notice is' if count == 1 else 'notices are'} marked as read.")
    return redirect("notices")


def _back(request: HttpRequest) -> HttpResponse:
    page = request.POST.get("page", "")
    query = f"?page={page}" if page.isascii() and page.isdigit() and page != "1" else ""
    return redirect(f"{reverse('notices')}{query}")
