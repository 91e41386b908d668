"""Mails that came back: what the mail service reports, and whose address takes no mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anymail.signals import EventType, RejectReason
from django.db.models import Exists, OuterRef, Q

from openperkins.portal.notices.models import Notice

_LOST = (EventType.BOUNCED, EventType.REJECTED, EventType.FAILED)
_WHY = {
    RejectReason.INVALID: "The address is not valid.",
    RejectReason.BOUNCED: "The address takes no mail.",
    RejectReason.TIMED_OUT: "The address's server did not answer.",
    RejectReason.BLOCKED: "The address's server or the mail service blocks these mails.",
    RejectReason.SPAM: "Mail to this address was reported as spam.",
    RejectReason.UNSUBSCRIBED: "The address asked the mail service for no more mails.",
}
_NO_REASON = "The address's server did not take the mail."


def came_back(sender: Any, event: Any, **more: Any) -> None:
    """Receives what the mail service reports (anymail's signal `tracking`); a mail that is not ours is left alone."""
    told = str(event.message_id or "").strip("<>")
    if event.event_type not in _LOST or not told:
        return
    ours = Q(message_id=f"<{told}>") | Q(provider_id__in=(told, f"<{told}>"))
    problem = _WHY.get(event.reject_reason, _NO_REASON)
    Notice.objects.filter(ours, state__in=("sending", "sent", "failed")).update(state="bounced", problem=problem)


def returned_to(people: Iterable[Any]) -> dict[int, Notice]:
    """Whose last mail came back: person's id → the notice that did. One query, for people pages."""
    later = Notice.objects.filter(person=OuterRef("person"), state="sent", tried_at__gt=OuterRef("tried_at"))
    found = Notice.objects.filter(~Exists(later), person__in=list(people), state="bounced").order_by("tried_at", "pk")
    return {notice.person_id: notice for notice in found}
