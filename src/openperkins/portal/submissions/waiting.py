"""What waits of sent files and of the follow-up, for the home pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.home import Process, Waiting
from openperkins.portal.submissions.expected import Expected, due_date, expected
from openperkins.portal.submissions.follow_up.standing import FOLLOW_UP, standing
from openperkins.portal.submissions.links import link
from openperkins.portal.submissions.models import FollowUpResponse, Submission
from openperkins.schoolyear import SchoolYear

#: days before its due date from which the follow-up waits for somebody
_SOON = 60
_WAITING = ("has_errors", "failed", "ready")


def mine(reach: Reach, organization: Organization | None, year: SchoolYear | None) -> list[Waiting]:
    """Files with errors and files to certify, of every year: they wait whichever year is looked at."""
    code = organization.code if organization else settings.STATE_CODE
    found = [w for submission in _open_ones(code) if (w := _of(submission, reach))]
    if organization is not None and reach.may("answer_follow_up", code):
        found += _follow_ups(organization)
    return found


def others(reach: Reach, organization: Organization, year: SchoolYear) -> list[Waiting]:
    """Files somebody else has to correct or certify."""
    if not reach.may("see_submissions", organization.code):
        return []
    found = []
    for submission in _open_ones(organization.code):
        if submission.status == "ready" and not reach.may("certify", organization.code):
            who = "CTE director or superintendent"
            found.append(Waiting(f"Certify {submission.collection}", link("submission", submission), who=who))
        elif submission.status != "ready" and not reach.may("send_files", organization.code):
            title = f"Correct {submission.collection}: {_errors(submission)}"
            found.append(Waiting(title, link("submission", submission), who="CTE director or contributor"))
    return found


def processes(reach: Reach, organization: Organization, year: SchoolYear) -> list[Process]:
    """Sending files, and the follow-up of the year's leavers."""
    found = []
    if reach.may("see_submissions", organization.code):
        found.append(_files(organization, year))
    if reach.may("see_follow_up", organization.code):
        found.append(_follow_up(organization, year))
    return found


def _open_ones(code: str) -> list[Submission]:
    """Files that wait, unless a later one of the same collection was sent."""
    alive = Submission.objects.filter(organization=code).exclude(status__in=("withdrawn", "replaced"))
    last: dict[Any, Submission] = {}
    for submission in alive.order_by("sent_at", "pk"):
        last[submission.kind, submission.school_year, submission.season] = submission
    return [submission for submission in last.values() if submission.status in _WAITING]


def _of(submission: Submission, reach: Reach) -> Waiting | None:
    url = link("submission", submission)
    if submission.status == "ready" and reach.may("certify", submission.org_code):
        return Waiting(f"Certify {submission.collection}", url, f"sent {_day(submission.sent_at)}")
    if submission.status != "ready" and reach.may("send_files", submission.org_code):
        title = f"{submission.collection}: {_errors(submission)}"
        return Waiting(title, url, f"sent {_day(submission.sent_at)}", urgent=True)
    return None


def _errors(submission: Submission) -> str:
    if submission.status == "failed":
        return "could not be checked"
    return f"{submission.errors:,} {'error' if submission.errors == 1 else 'errors'}"


def _follow_ups(organization: Organization) -> list[Waiting]:
    """Follow-ups that are due soon and not complete."""
    found, today = [], timezone.localdate()
    rows = FollowUpResponse.objects.filter(org_code=organization.code, answered__lt=F("leavers"))
    for row in rows.order_by("school_year"):
        year = SchoolYear(row.school_year)
        due = due_date(FOLLOW_UP, year)
        left = (due - today).days if due else -1
        if 0 <= left <= _SOON:
            title = f"Follow-up of {year}: {row.leavers - row.answered:,} of {row.leavers:,} leavers without an answer"
            url = reverse("follow_up", args=[organization.code, year.ends])
            found.append(Waiting(title, url, f"due {_day(due)} (in {left} {'day' if left == 1 else 'days'})"))
    return found


def _files(organization: Organization, year: SchoolYear) -> Process:
    wanted = [one for one in expected(organization, year) if one.collection.kind == "sims"]
    done = sum(1 for one in wanted if _is_done(one))
    wrong = sum(1 for one in wanted if one.word == "Has errors")
    detail = f"{wrong} {'has' if wrong == 1 else 'have'} errors" if wrong else "SIMS collections on file"
    begun = "In progress" if any(one.submission for one in wanted) else "Not yet started"
    status = "Completed" if done == len(wanted) else begun
    url = f"{reverse('submissions', args=[organization.code])}?year={year.ends}"
    return Process(6, "Send files", status, detail, url, "Open the files", done, len(wanted))


def _is_done(one: Expected) -> bool:
    return one.word in ("Certified", "On file") or one.certified is not None


def _follow_up(organization: Organization, year: SchoolYear) -> Process:
    url = reverse("follow_up", args=[organization.code, year.ends])
    found = standing(organization, year)
    due = f"due {_day(found.due)}" if found.due else ""
    if found.own is None:
        detail = "Who left is known when the End of Year collection is certified"
        return Process(7, "Follow up graduates", "Cannot start yet", detail, url, "Open the follow-up")
    own = found.own
    if not own.leavers:
        detail = f"Nobody is known to have left in {year}"
        return Process(7, "Follow up graduates", "Cannot start yet", detail, url, "Open the follow-up")
    status = "Completed" if not own.open else "In progress" if own.answered else "Not yet started"
    detail = "Leavers answered" + (f", {due}" if due else "")
    return Process(7, "Follow up graduates", status, detail, url, "Open the follow-up", own.answered, own.leavers)


def _day(day: Any) -> str:
    local = timezone.localtime(day) if hasattr(day, "hour") else day
    return f"{local:%B} {local.day}, {local.year}"
