"""Certify, withdraw, check again: each asks once more and says what it does, then does it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openperkins.portal.accounts.doorway import View
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.actions import replaced_by
from openperkins.portal.submissions.doorways import file_page
from openperkins.portal.submissions.links import Links
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.steps import WAYS, Way, beside, offer
from openperkins.portal.submissions.tasks import check_submission
from openperkins.portal.submissions.telling import told_of
from openperkins.portal.workflow import Refused
from openperkins.workflows.submission import SUBMISSION


def _asks(way: Way) -> View:
    def step(request: HttpRequest, organization: Organization, submission: Submission) -> HttpResponse:
        if request.method != "POST":
            return _page(request, organization, submission, way)
        try:
            way.action(submission, by=request.reach)
        except Refused as refused:
            return _page(request, organization, submission, way, refused.reasons)
        if way.step == "check_again":
            check_submission.enqueue(submission.pk)
        messages.success(request, way.done)
        return redirect(Links(submission)["receipt" if way.step == "certify" else "submission"])

    return step


def _page(
    request: HttpRequest, organization: Organization, submission: Submission, way: Way, refused: list[str] | None = None
) -> HttpResponse:
    """What the step does and who is told; the reasons when it is not open."""
    links = Links(submission)
    context = {
        "of": organization,
        "submission": submission,
        "links": links,
        "way": way,
        "against": refused or offer(way, submission, request.reach).against,
        "replaced": list(replaced_by(submission).select_related("sent_by")) if way.step == "certify" else [],
        "beside": beside(submission) if way.step == "certify" else "",
        "told": sorted(map(str, told_of("certified", submission))) if way.step == "certify" else [],
        "crumbs": [
            ("Files", links["list"]),
            (submission.collection, links["submission"]),
            (way.label, ""),
        ],
        "page_has_errors": refused is not None,
        "errors": [("", reason) for reason in refused or ()],
    }
    return render(request, "submissions/step.html", context, status=409 if refused else 200)


def _views(step: str) -> tuple[View, View]:
    action = SUBMISSION.step(step).action
    return file_page(action, post=action)(_asks(WAYS[step]))


certify, state_certify = _views("certify")
withdraw, state_withdraw = _views("withdraw")
check_again, state_check_again = _views("check_again")
