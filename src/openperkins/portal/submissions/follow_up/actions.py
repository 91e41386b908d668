"""The only writer of the follow-up: which lists are out of date, answers as they are typed, the file made of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.submissions.follow_up import drafts
from openperkins.portal.submissions.follow_up.drafts import Typed
from openperkins.portal.submissions.follow_up.lists import Counts, Leaver, Told, american
from openperkins.portal.submissions.models import FollowUpDraft, FollowUpResponse, FollowUpYear, Submission
from openperkins.records.submitted.worksheet import Answer, write_answers
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Change:
    """One answer as somebody saves it: what the page showed before, and what was typed."""

    sasid: str
    started_from: Told
    typed: Told


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer somebody else saved meanwhile: nothing of either was lost, and one has to be chosen."""

    change: Change
    theirs: Told
    by: int | None
    at: str


@transaction.atomic
def records_changed(submission: Submission) -> None:
    """A file was certified: lists of leavers that it can concern are made anew in the background."""
    kind, year = submission.kind, submission.school_year
    begins = kind == "follow_up" or (kind == "sims" and submission.season == "end_of_year")
    if begins and FollowUpYear.objects.get_or_create(school_year=year)[1]:
        _make_lists(year)
    known = FollowUpYear.objects.all()
    if kind == "follow_up":
        refresh(known.filter(school_year=year))
    elif kind == "sims":  # who is a concentrator hangs on earlier years; a summer exit is told in the next October
        refresh(known.filter(school_year__gte=year - 1))
    elif kind in ("organizations", "programs"):
        refresh(known)


@transaction.atomic
def refresh(years: Any) -> None:
    """Have the lists of some years (a queryset of FollowUpYear) made anew; what is queued is not queued again."""
    due = list(years.filter(stale=False).values_list("pk", flat=True))
    years.update(stale=True, attempts=0)
    for year in due:
        _make_lists(year)


def _make_lists(year: int) -> None:
    from openperkins.portal.submissions.follow_up.tasks import make_lists

    transaction.on_commit(partial(make_lists.enqueue, year))


@transaction.atomic
def lists_made(year: SchoolYear, *, key: str, counts: Iterable[Counts], key_now: str) -> bool:
    """Note the lists of a year; returns whether they still hold: `key_now` names the records certified by now."""
    row = FollowUpYear.objects.select_for_update().get(pk=year.ends)
    row.key, row.stale, row.made_at, row.attempts, row.failure = key, key != key_now, timezone.now(), 0, ""
    row.save()
    FollowUpResponse.objects.filter(school_year=year.ends).delete()
    responses = [FollowUpResponse(school_year=year.ends, **asdict(one)) for one in counts]
    FollowUpResponse.objects.bulk_create(responses)
    record("follow_up.listed", by=None, about=f"follow-up {year}", organizations=len(responses))
    return not row.stale


@transaction.atomic
def lists_failed(year: SchoolYear, *, why: str) -> None:
    """Note why there are no lists; those of before, if any, stay."""
    FollowUpYear.objects.filter(pk=year.ends).update(stale=False, attempts=0, failure=why[:300])


@transaction.atomic
def opened(organization: Organization, year: SchoolYear, *, what: str, by: Reach) -> None:
    """Note that somebody saw the leavers: `what` is "page" or "worksheet"."""
    record("follow_up.opened", by=by.person, organization=organization, about=f"follow-up {year}", what=what)


@transaction.atomic
def save(
    organization: Organization, year: SchoolYear, *, leavers: list[Leaver], changes: list[Change], by: Reach
) -> list[Conflict]:
    """Keep typed answers in the draft; returns those somebody else saved differently meanwhile, which are not kept.

    What was not changed is left alone, so that two people at two parts of one page do not disturb each other.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    draft = draft_of(organization, year) or FollowUpDraft(organization=organization, school_year=year.ends)
    answers, before = drafts.read(draft), draft.draft_sha256
    told = {leaver.sasid: leaver.told for leaver in leavers}
    conflicts, kept = [], {}
    for change in changes:
        current = answers[change.sasid].told if change.sasid in answers else told[change.sasid]
        if change.typed in (change.started_from, current):
            continue
        if current != change.started_from:
            conflicts.append(_conflict(change, current, answers.get(change.sasid)))
        else:
            kept[change.sasid] = Typed(change.typed, by.person.pk, timezone.now().isoformat(timespec="seconds"))
    if kept:
        answers |= kept
        draft.draft_sha256, draft.changed_by = drafts.write(draft, answers), by.person
        draft.answered = sum(1 for one in answers.values() if one.told.status)
        draft.version += 1
        draft.save()
        record("follow_up.saved", by=by.person, organization=organization, about=f"follow-up {year}", answers=len(kept))
        if before != draft.draft_sha256:
            transaction.on_commit(partial(drafts.remove, draft, before))
    return conflicts


def draft_of(organization: Organization, year: SchoolYear) -> FollowUpDraft | None:
    """The answers typed for an organization's leavers."""
    return FollowUpDraft.objects.filter(organization=organization, school_year=year.ends).first()


def as_file(leavers: list[Leaver], answers: dict[str, Typed], *, statuses: tuple[str, ...], nothing: str) -> bytes:
    """The follow-up file of an organization: every leaver with what was typed, else with what certified files tell.

    Somebody of whom nothing was learned is there with the status `nothing`. Raises InputError when an answer cannot
    stand in a follow-up file.
    """
    rows = {leaver.sasid: _answer(latest(leaver, answers), nothing) for leaver in leavers}
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as scratch:
        path = Path(scratch) / "follow-up.csv"
        write_answers(rows, path, statuses)
        return path.read_bytes()


def latest(leaver: Leaver, answers: dict[str, Typed]) -> Told:
    """What is known of a leaver: as typed last, else as certified."""
    return answers[leaver.sasid].told if leaver.sasid in answers else leaver.told


def _answer(told: Told, nothing: str) -> Answer:
    return Answer(told.status or nothing, american(told.responded_on), told.institution, told.note)


def _conflict(change: Change, current: Told, saved: Typed | None) -> Conflict:
    return Conflict(change, current, saved.by if saved else None, saved.at if saved else "")
