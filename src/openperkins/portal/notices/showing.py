"""A notice as its page shows it, and what became of its mail, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as words

from openperkins.portal.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Shown:
    """`mail` says what became of the mail; `mail_look` is the look of a status (components/status.html)."""

    notice: Notice
    mail: str
    mail_look: str
    problem: str

    @property
    def is_unread(self) -> bool:
        return self.notice.read_at is None


def shown(notice: Notice) -> Shown:
    """The notice with its mail in words."""
    problem = notice.problem if notice.state != "sent" else ""
    return Shown(notice, _mail(notice), "action" if notice.state in ("failed", "bounced") else "done", problem)


def _mail(notice: Notice) -> str:
    if notice.state == "sent" and notice.sent_at:
        return f"Mailed {words(timezone.localtime(notice.sent_at), 'F j, Y, P')}"
    if notice.state == "waiting" and notice.attempts:
        return f"Not mailed yet, tried {notice.attempts} {'time' if notice.attempts == 1 else 'times'}"
    told = {
        "waiting": "Not mailed yet",
        "sending": "Being mailed",
        "failed": "Could not be mailed",
        "bounced": "The mail came back",
        "screen": "On screen only",
    }
    return told.get(notice.state, "")
