"""What time brings: take up what died, remind, mail what waits, sweep. Safe to do at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from openperkins.portal import jobs
from openperkins.portal.deadlines.remind import remind
from openperkins.portal.level_revisions.remind import remind_of_answers
from openperkins.portal.needs.remind import remind_of_revisits
from openperkins.portal.notices.outbox import Clock, Sending, send_due
from openperkins.portal.pages.resuming import resume_all
from openperkins.portal.submissions.sweep import sweep

log = structlog.get_logger(__name__)


@dataclass
class Ticked:
    """What one tick did. `failed` names the parts that ended with an error; the others were done all the same."""

    reminders: int = 0
    sending: Sending = field(default_factory=Sending)
    swept: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        outcomes = self.sending.outcomes
        told = {
            "reminders": self.reminders,
            "mails": self.sending.mails,
            "to try again": outcomes.get("later", 0),
            "came back": outcomes.get("returned", 0),
            "failed": outcomes.get("refused", 0) + outcomes.get("unknown", 0) + self.sending.undecided,
            "left-over files removed": self.swept,
        }
        return ", ".join(f"{what}: {count}" for what, count in told.items())


def tick(now: Clock = timezone.now, *, stopped: Callable[[], bool] = lambda: False) -> Ticked | None:
    """One tick; None when another process is at it. A part that fails does not keep the others from being done."""
    try:
        with jobs.alone("tick"):
            return _tick(now, stopped)
    except jobs.Busy:
        return None


def _tick(now: Clock, stopped: Callable[[], bool]) -> Ticked:
    done = Ticked()

    def reminders() -> None:
        done.reminders += remind(now())

    def answers() -> None:
        done.reminders += remind_of_answers(now())

    def revisits() -> None:
        done.reminders += remind_of_revisits(now())

    def mails() -> None:
        done.sending = send_due(now, stopped=stopped)

    def files() -> None:
        done.swept = sweep()

    for name, part in {
        "resume": _resume,
        "remind": reminders,
        "answers": answers,
        "revisits": revisits,
        "mail": mails,
        "sweep": files,
    }.items():
        if stopped():
            break
        try:
            part()
        except Exception:
            log.error("a part of the tick failed", task=name, exc_info=True)
            done.failed.append(name)
    return done


def _resume() -> None:
    """Only when nothing is queued: what waits in the queue did not die, and would be queued once more each minute."""
    if not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists():
        resume_all()
