"""Mailing what waits, each notice once.

A mail server gives no proof. Between its taking a mail and our noting that, the process can die, and nobody can say
afterwards whether the mail went out. Here no notice is mailed twice: a notice is claimed by one statement that only
one of two processes can win, before the server is spoken to, and what was claimed is never tried again unless the
server said that it did not take it. The price: a notice whose process died in between may not have been mailed at
all. After 15 minutes it is marked "could not be sent: whether it was sent is not known", and stands on the person's
screen, where every notice stands anyway.

A server that cannot be reached, or says "not now", is tried again after growing times. Each mail has the same
Message-ID whenever it is tried.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from openperkins.portal.accounts.models import Person
from openperkins.portal.deadlines.wishes import wishes_of
from openperkins.portal.notices.handing_over import Outcome, Post
from openperkins.portal.notices.kinds import group_of
from openperkins.portal.notices.letters import id_of_digest, id_of_one, letter
from openperkins.portal.notices.models import Notice

#: minutes to wait after the first, second, … attempt; after the last one a notice is given up
_WAITS = (5, 30, 180, 720)
MOST_ATTEMPTS = len(_WAITS) + 1
#: a claim this old is of a process that died
_DEAD = datetime.timedelta(minutes=15)
#: the hour (Eastern) from which the one mail of the day goes out; something that waited a day does not wait for it
DIGEST_HOUR = 6
_A_DAY = datetime.timedelta(days=1)
UNKNOWN = "The portal stopped while this mail was being sent; whether it was sent is not known."

Clock = Callable[[], datetime.datetime]


@dataclass
class Sending:
    """What one run did, in notices: `mails` counts mails."""

    mails: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    undecided: int = 0

    def count(self, outcome: Outcome, notices: int) -> None:
        self.mails += outcome.kind == "sent"
        self.outcomes[outcome.kind] = self.outcomes.get(outcome.kind, 0) + notices


@dataclass(frozen=True)
class _Claim:
    """Notices that are this process's to send, in one mail."""

    notices: list[Notice]
    message_id: str
    at: datetime.datetime


def send_due(now: Clock = timezone.now, *, stopped: Callable[[], bool] = lambda: False) -> Sending:
    """Mail what waits and is due. Safe to run at any time, in several processes; `stopped` is asked between mails."""
    done = Sending(undecided=_give_up_dead(now()))
    _keep_on_screen()
    post = Post()
    try:
        for claim in _claims(now):
            outcome = post.hand_over(letter(claim.notices, claim.message_id))
            _note(claim, outcome, now())
            done.count(outcome, len(claim.notices))
            if outcome.is_away or stopped():
                break
    finally:
        post.close()
    return done


def _give_up_dead(now: datetime.datetime) -> int:
    """Notices a process died over (or that were claimed in a future, before the clock was put back)."""
    old = Q(tried_at__lt=now - _DEAD) | Q(tried_at__gt=now + _DEAD)
    return Notice.objects.filter(old, state="sending").update(state="failed", problem=UNKNOWN)


def _keep_on_screen() -> None:
    """Whoever is no longer active, or wants no mail, gets none."""
    silent = Q(person__is_active=False) | Q(person__reminder_wish__wants_mail=False)
    found = list(Notice.objects.filter(silent, state="waiting").values_list("pk", flat=True))
    # The state is asked again: another process may have claimed one meanwhile.
    Notice.objects.filter(pk__in=found, state="waiting").update(state="screen")


def _claims(now: Clock) -> Iterator[_Claim]:
    """One claim after another, each made when its turn comes."""
    digests: dict[Any, list[Notice]] = {}
    for notice in _due(now()):
        wishes = wishes_of(notice.person)
        if group_of(notice.kind).code in wishes.digest:
            digests.setdefault(notice.person, []).append(notice)
        elif claim := _claim_one(notice, now()):
            yield claim
    for person, notices in digests.items():
        if _is_time_for_digest(notices, now()) and (claim := _claim_digest(person, notices, now())):
            yield claim


def _due(now: datetime.datetime) -> list[Notice]:
    """What waits, the oldest first, apart from what was tried too short a time ago."""
    again = Q(tried_at__isnull=True) | Q(tried_at__gt=now)  # later than now: the clock was put back
    for attempt, minutes in enumerate(_WAITS, start=1):
        again |= Q(attempts=attempt, tried_at__lte=now - datetime.timedelta(minutes=minutes))
    found = Notice.objects.filter(again, state="waiting").order_by("made_at", "pk")
    return list(found.select_related("person__reminder_wish", "organization"))


def _claim_one(notice: Notice, at: datetime.datetime) -> _Claim | None:
    message_id = id_of_one(notice)
    if not Person.objects.filter(pk=notice.person_id, is_active=True).exists():
        return None  # since the run began
    return _Claim([notice], message_id, at) if _take([notice], message_id, at) else None


def _claim_digest(person: Person, notices: list[Notice], at: datetime.datetime) -> _Claim | None:
    """The one mail of a person and day; None when it went out already, or another process is at it."""
    message_id = id_of_digest(person, timezone.localdate(at))
    with transaction.atomic():
        # Of two processes one waits here for the other.
        still = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not still.is_active or Notice.objects.filter(message_id=message_id).exists():
            return None
        _take(notices, message_id, at)
        won = set(Notice.objects.filter(message_id=message_id).values_list("pk", flat=True))
    mine = [notice for notice in notices if notice.pk in won]
    return _Claim(mine, message_id, at) if mine else None


def _take(notices: list[Notice], message_id: str, at: datetime.datetime) -> int:
    """Claim notices that still wait. No joins here: a condition on another table would be looked up once, before the
    row is locked, and two processes could both win."""
    waiting = Notice.objects.filter(pk__in=[notice.pk for notice in notices], state="waiting")
    return waiting.update(state="sending", tried_at=at, attempts=F("attempts") + 1, message_id=message_id, problem="")


def _is_time_for_digest(notices: list[Notice], now: datetime.datetime) -> bool:
    waited = now - min(notice.made_at for notice in notices)
    return timezone.localtime(now).hour >= DIGEST_HOUR or waited >= _A_DAY


def _note(claim: _Claim, outcome: Outcome, now: datetime.datetime) -> None:
    """Keep what became of a claim. One that was given up as dead meanwhile is put right; one that came back stays."""
    rows = Notice.objects.filter(
        pk__in=[notice.pk for notice in claim.notices],
        message_id=claim.message_id,
        tried_at=claim.at,
        state__in=("sending", "failed"),
    )
    problem = outcome.problem[:200]
    if outcome.kind == "sent":
        rows.update(state="sent", sent_at=now, provider_id=outcome.provider_id, problem="")
    elif outcome.kind == "later":
        rows.filter(attempts__gte=MOST_ATTEMPTS).update(state="failed", problem=problem)
        rows.filter(attempts__lt=MOST_ATTEMPTS).update(state="waiting", message_id="", problem=problem)
    else:
        rows.update(state="bounced" if outcome.kind == "returned" else "failed", problem=problem)
