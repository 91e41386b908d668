"""The only writer of submissions. Each action is one transaction with its event and its notices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.follow_up.actions import records_changed
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.telling import tell_submission
from openperkins.portal.workflow import Refused, advance
from openperkins.workflows.submission import SUBMISSION

#: statuses in which the same file sent again is the same submission
_ALIVE = ("received", "checking", "has_errors", "ready", "certified")


@transaction.atomic
def receive(
    *,
    organization: Organization,
    kind: str,
    school_year: int,
    season: str,
    file_name: str,
    suffix: str,
    sha256: str,
    size: int,
    by: Reach,
) -> tuple[Submission, bool]:
    """Note a file that was kept; returns the submission and whether it is new.

    The same bytes for the same collection, sent twice, are one submission: the second time answers with the first.
    """
    place = {"organization": organization, "kind": kind, "school_year": school_year, "season": season}
    _one_after_the_other(organization)
    earlier = Submission.objects.filter(**place, sha256=sha256, suffix=suffix, status__in=_ALIVE).first()
    if earlier is not None:
        return earlier, False
    submission = Submission.objects.create(
        **place, file_name=file_name[:255], suffix=suffix, sha256=sha256, bytes=size, sent_by=by.person
    )
    record("submission.received", by=by.person, organization=organization, about=submission, sha256=sha256)
    return submission, True


@transaction.atomic
def checked(submission: Submission, *, rows: int, errors: int, warnings: int) -> None:
    """Note what the checks found; the problems themselves were kept beside the file before."""
    status = "has_errors" if errors else "ready"
    done = Submission.objects.filter(pk=submission.pk, status__in=("received", "checking")).update(
        status=status, rows=rows, errors=errors, warnings=warnings, checked_at=timezone.now(), failure=""
    )
    if not done:
        return  # withdrawn meanwhile, or checked by another worker
    submission.refresh_from_db()
    record(
        "submission.checked",
        by=None,
        organization=submission.organization,
        about=submission,
        rows=rows,
        errors=errors,
        warnings=warnings,
    )
    tell_submission("checked", submission)


@transaction.atomic
def could_not_be_checked(submission: Submission, *, why: str) -> None:
    """Note that the check did not come to an end."""
    open_ones = Submission.objects.filter(pk=submission.pk, status__in=("received", "checking"))
    if open_ones.update(status="failed", failure=why[:300]):
        submission.refresh_from_db()
        record("submission.failed", by=None, organization=submission.organization, about=submission)
        tell_submission("failed", submission)


@transaction.atomic
def certify(submission: Submission, *, by: Reach) -> None:
    """Make a file the organization's record of its collection; the one before is replaced. Raises Refused."""
    _one_after_the_other(submission.organization)
    if against := against_certifying(submission):
        raise Refused(against)
    replaced = list(replaced_by(submission).values_list("pk", flat=True))
    Submission.objects.filter(pk__in=replaced).update(status="replaced")
    advance(SUBMISSION, "certify", submission, by=by, certified_by=by.person, certified_at=timezone.now())
    _take_over(submission)
    records_changed(submission)
    record(
        "submission.certified", by=by.person, organization=submission.organization, about=submission, replaces=replaced
    )
    for old in Submission.objects.filter(pk__in=replaced):
        record("submission.replaced", by=by.person, organization=old.organization, about=old, by_file=submission.pk)
    tell_submission("certified", submission)


@transaction.atomic
def withdraw(submission: Submission, *, by: Reach) -> None:
    """Take a file back that is not certified. Raises Refused."""
    advance(SUBMISSION, "withdraw", submission, by=by)
    record("submission.withdrawn", by=by.person, organization=submission.organization, about=submission)


@transaction.atomic
def check_again(submission: Submission, *, by: Reach) -> None:
    """Let a check that did not come to an end begin anew. Raises Refused."""
    advance(SUBMISSION, "check_again", submission, by=by, attempts=0, failure="", version=submission.version + 1)
    record("submission.check_again", by=by.person, organization=submission.organization, about=submission)


@transaction.atomic
def opened(submission: Submission, *, what: str, by: Reach) -> None:
    """Note that somebody opened a file with students' records: `what` is "original" or "marked copy"."""
    record("submission.opened", by=by.person, organization=submission.organization, about=submission, what=what)


def replaced_by(submission: Submission) -> Any:
    """The certified files of the same collection that certifying this one replaces."""
    return _of_the_collection(submission).filter(organization=submission.organization).exclude(pk=submission.pk)


def kept_beside(submission: Submission) -> Any:
    """The certified files of the same collection that stay in force: a district's the State's, the State's all."""
    others = _of_the_collection(submission).exclude(organization=submission.organization_id)
    of_state = submission.organization_id == settings.STATE_CODE
    return others if of_state else others.filter(organization=settings.STATE_CODE)


def _of_the_collection(submission: Submission) -> Any:
    return Submission.objects.filter(
        kind=submission.kind, school_year=submission.school_year, season=submission.season, status="certified"
    )


def against_certifying(submission: Submission) -> list[str]:
    """Why a file would contradict what others certified: every student of a SIMS collection is reported once."""
    if submission.kind != "sims":
        return []
    of_state = submission.organization_id == settings.STATE_CODE
    others = kept_beside(submission)
    if of_state:
        districts = others.count()
        own = "1 district has" if districts == 1 else f"{districts:,} districts have"
        return [f"{own} certified a file of this collection, and this one is for all."] if districts else []
    if others.exists():
        return ["The State has certified a file of this collection for all districts. Ask the State to correct it."]
    return []


def _one_after_the_other(organization: Organization) -> None:
    """What two people do at once for one organization is done one after the other."""
    Organization.objects.select_for_update().get(pk=organization.pk)


def _take_over(submission: Submission) -> None:
    """Certified organizations and programs are the directory's from then on."""
    if submission.kind in ("organizations", "programs"):
        from openperkins.portal.directory.sync import take_over_file

        take_over_file(submission)


def history_of(submission: Submission) -> Any:
    """What happened to a submission, latest first."""
    from openperkins.portal.audit.models import Event

    return Event.objects.filter(about=f"submission {submission.pk}").select_related("by")
