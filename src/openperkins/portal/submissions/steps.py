"""The steps of a sent file as pages offer them: what each does, and why it is not open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from openperkins.deadlines.moments import date_in_words
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.submissions import actions
from openperkins.portal.submissions.links import link
from openperkins.portal.submissions.models import Submission
from openperkins.workflows.submission import SUBMISSION


@dataclass(frozen=True, slots=True)
class Way:
    """How a page speaks of a step: `page` is the name of its URL, `does` the sentence above the button."""

    step: str
    page: str
    label: str
    does: str
    done: str
    action: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step at a file: open when nothing speaks against it."""

    way: Way
    url: str
    against: list[str]


WAYS = {
    way.step: way
    for way in (
        Way(
            "certify",
            "certify_submission",
            "Certify this file",
            "You say that this file is the organization's record of the collection. Figures are computed from it from "
            "the next publication on.",
            "The file is certified.",
            actions.certify,
        ),
        Way(
            "withdraw",
            "withdraw_submission",
            "Withdraw this file",
            "The file will not become a record. It cannot be taken up again; you can send it again as a new one.",
            "The file is withdrawn.",
            actions.withdraw,
        ),
        Way(
            "check_again",
            "check_submission_again",
            "Check it again",
            "The check did not come to an end. It begins anew in the background.",
            "The file is being checked again.",
            actions.check_again,
        ),
    )
}
#: statuses in which a step is not worth a word to anybody
_SILENT = {
    "certify": ("received", "checking", "has_errors", "certified", "replaced", "withdrawn", "failed"),
    "withdraw": ("certified", "replaced", "withdrawn"),
    "check_again": ("received", "checking", "has_errors", "ready", "certified", "replaced", "withdrawn"),
}


def offered(submission: Submission, by: Reach) -> list[Offer]:
    """The steps a page shows: open ones as a button, others with the reasons against them."""
    return [offer(way, submission, by) for way in WAYS.values() if submission.status not in _SILENT[way.step]]


def beside(submission: Submission) -> str:
    """A sentence on the files of others that hold the same collection and stay in force; empty when there are none."""
    others = list(actions.kept_beside(submission).order_by("certified_at"))
    if not others:
        return ""
    both = "Where two files answer for one student, reading R29 says which answer counts."
    if submission.organization_id == settings.STATE_CODE:
        whose = "1 district's file" if len(others) == 1 else f"{len(others):,} districts' files"
        return f"{whose} of this collection {'stays' if len(others) == 1 else 'stay'} in force beside this one. {both}"
    day = date_in_words(timezone.localdate(others[-1].certified_at))
    return (
        "The State's file of this collection, certified for all districts on "
        f"{day}, stays in force beside this one. {both}"
    )


def offer(way: Way, submission: Submission, by: Reach) -> Offer:
    """One step with everything that speaks against it now."""
    against = SUBMISSION.refusals(way.step, submission, by)
    if way.step == "certify":
        against += actions.against_certifying(submission)
    return Offer(way, link(way.page, submission), against)
