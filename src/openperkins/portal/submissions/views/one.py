"""One sent file: where it stands and what the checks found; its receipt."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.actions import history_of
from openperkins.portal.submissions.doorways import file_page
from openperkins.portal.submissions.expected import LOOKS, Collection
from openperkins.portal.submissions.links import Links, link_of
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.shown import MOST_SHOWN, Shown, shown
from openperkins.portal.submissions.steps import Offer, offered

_PER_PAGE = 100
_SAID = {
    "submission.received": "Received",
    "submission.checked": "Checked",
    "submission.failed": "The check did not come to an end",
    "submission.certified": "Certified",
    "submission.replaced": "Replaced by a later file",
    "submission.withdrawn": "Withdrawn",
    "submission.check_again": "Checked again",
    "submission.opened": "Opened",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a file's history."""

    at: datetime.datetime
    what: str
    by: Any
    more: str


def _one(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
    """Where a file stands; while it is checked the page asks again by itself."""
    checking = submission.status in ("received", "checking")
    if request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request:
        context = {"submission": submission, "links": Links(submission)}
        return render(request, "submissions/_checking.html", context) if checking else HttpResponseClientRefresh()
    report = (None if checking else shown(submission)) or Shown()
    context = _about(request, organization, submission) | {
        "checking": checking,
        "report": report,
        "page": Paginator(report.problems, _PER_PAGE).get_page(request.GET.get("page")),
        "most": MOST_SHOWN,
        "steps": _steps(request, organization, submission),
        "may_send": request.reach.may("send_files", organization.code),
        "may_certify": request.reach.may("certify", organization.code),
        "send_url": _send_url(organization, submission),
        "may_open": request.reach.may("open_sent_file", organization.code),
        "history": _history(request, organization, submission),
    }
    return render(request, "submissions/submission.html", context)


submission, state_submission = file_page("see_submissions", of_state="see_progress")(_one)


def _steps(request: HttpRequest, organization: Organization, submission: Submission) -> list[Offer]:
    """What the reader can do, or could if nothing stood against it; nothing that is another role's."""
    certifies = request.reach.may("certify", organization.code)
    return [one for one in offered(submission, request.reach) if certifies or not one.against]


def _send_url(organization: Organization, submission: Submission) -> str:
    """Where a corrected file of the same collection and year is sent."""
    code = Collection(submission.kind, submission.season).code
    year = f"&year={submission.school_year}" if submission.school_year else ""
    return f"{link_of('send_files', organization.code)}?collection={code}{year}"


def _history(request: HttpRequest, organization: Organization, submission: Submission) -> list[Happened]:
    """What happened to the file, latest first; who opened it only for those who may see the event log."""
    events = history_of(submission)
    if not request.reach.may("see_events", organization.code):
        events = events.exclude(verb="submission.opened")
    return [Happened(event.at, _SAID.get(event.verb, event.verb), event.by, _more(event)) for event in events[:50]]


def _more(event: Any) -> str:
    details = event.details
    if event.verb == "submission.checked":
        return Submission(**{name: details[name] for name in ("rows", "errors", "warnings")}).counts
    return str(details.get("what", ""))


def _receipt(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
    """What was certified, by whom and when: to print or to keep."""
    if submission.certified_at is None:
        raise Http404
    context = _about(request, organization, submission)
    context["crumbs"].append(("Receipt", ""))
    return render(request, "submissions/receipt.html", context)


receipt, state_receipt = file_page("see_submissions", of_state="see_progress")(_receipt)


def _about(request: HttpRequest, organization: Organization, submission: Submission) -> dict[str, Any]:
    links = Links(submission)
    return {
        "of": organization,
        "submission": submission,
        "look": LOOKS[submission.status],
        "links": links,
        "crumbs": [("Files", links["list"]), (submission.collection, links["submission"])],
    }
