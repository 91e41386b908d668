"""Letters: written, seen as each district will read them, sent; those sent before."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from openperkins.portal.accounts.doorway import state_page
from openperkins.portal.deadlines.done import HERE
from openperkins.portal.deadlines.schedule import items_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.letters import actions
from openperkins.portal.letters.forms import LetterForm
from openperkins.portal.letters.models import Letter
from openperkins.portal.letters.writing import (
    PLACEHOLDERS,
    addressed,
    districts_of,
    not_done,
    roles_for,
    seal,
)
from openperkins.portal.notices.models import Notice
from openperkins.portal.pages.years import latest_year
from openperkins.portal.workflow import Refused


@state_page("write_letters")
def letters(request: HttpRequest) -> HttpResponse:
    """Letters sent before, latest first: a liaison's own, or everybody's for who writes to all districts."""
    page = Paginator(_readable(request), 40).get_page(request.GET.get("page"))
    return render(request, "letters/letters.html", {"page": page})


@state_page("write_letters")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter as it was sent, and whether its mails arrived."""
    one = get_object_or_404(_readable(request), pk=pk)
    scope = request.reach.scope("write_letters")
    told = Notice.objects.filter(key__startswith=one.key).select_related("person", "organization")
    notices = [notice for notice in told.order_by("organization__name", "pk") if notice.organization_id in scope]
    if not notices and one.sent_by != request.reach.person:
        raise Http404
    states = Counter(notice.get_state_display() for notice in notices)
    context = {
        "letter": one,
        "notices": notices,
        "states": sorted(states.items()),
        "crumbs": [("Letters", reverse("letters")), (one.subject, "")],
    }
    return render(request, "letters/letter.html", context)


@state_page("write_letters", post="write_letters")
def write_letter(request: HttpRequest) -> HttpResponse:
    """Write one; it is seen as each district will read it before it is sent."""
    districts = districts_of(request.reach)
    form = LetterForm(request.POST or None, districts=districts, initial=_begin(request, districts))
    refused, seen, sealed = [], [], ""
    if request.method == "POST" and form.is_valid():
        said, by_code = form.cleaned_data, {one.code: one for one in districts}
        chosen = [by_code[code] for code in said["to"]]
        if request.POST.get("then") == "send":
            try:
                sent = _send(request, said, chosen)
            except Refused as against:
                refused = against.reasons
                form.data = _anew(form.data)
            else:
                messages.success(request, "The letter is on its way.")
                return redirect("letter", sent.pk)
        seen = addressed(chosen, said["roles"], subject=said["subject"], text=said["text"])
        sealed = seal(request.reach, said["roles"], seen)
    wrong = bool(refused) or (request.method == "POST" and bool(form.errors))
    context = {
        "form": form,
        "seen": [one for one in seen if one.people],
        "without": [one for one in seen if not one.people],
        "sealed": sealed,
        "people": sum(len(one.people) for one in seen),
        "deadlines": _deadlines(),
        "open": request.GET.get("open", ""),
        "placeholders": PLACEHOLDERS.items(),
        "errors": [("", reason) for reason in refused],
        "page_has_errors": wrong,
        "crumbs": [("Letters", reverse("letters")), ("Write", "")],
    }
    return render(request, "letters/write.html", context, status=409 if refused else 422 if wrong else 200)


def _send(request: HttpRequest, said: dict[str, Any], chosen: list[Organization]) -> Letter:
    """The letter, sent. Raises Refused; also for one that is not the one shown last on the page."""
    return actions.send(
        organizations=chosen,
        roles=said["roles"],
        subject=said["subject"],
        text=said["text"],
        nonce=said["nonce"],
        sealed=request.POST.get("sealed", ""),
        by=request.reach,
    )


def _anew(data: QueryDict) -> QueryDict:
    """What was typed, as a page that sent nothing: what it sends is another letter."""
    typed = data.copy()
    typed["nonce"] = uuid4().hex
    return typed


def _begin(request: HttpRequest, districts: list[Any]) -> dict[str, Any]:
    """What the page begins with: the districts an address names, or those not done with a deadline."""
    chosen, deadline = request.GET.getlist("to"), request.GET.get("open", "")
    if deadline in HERE:
        chosen = not_done([one for one in districts if not one.is_member], deadline, latest_year() + 1)
    return {"to": chosen, "roles": roles_for(deadline), "nonce": uuid4().hex}


def _deadlines() -> list[tuple[str, str]]:
    """Deadlines of the year under way that are known here: (code, title)."""
    known = {item.deadline: item.title for item in items_of(latest_year() + 1) if item.deadline in HERE}
    return list(known.items())


def _readable(request: HttpRequest) -> Any:
    found = Letter.objects.select_related("sent_by")
    if request.reach.scope("write_letters").everywhere:
        return found
    return found.filter(sent_by=request.reach.person)
