"""Adding to the event log, and checking that nobody changed it."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openperkins.portal.audit import end
from openperkins.portal.audit.models import ChainHead, Event

#: verbs about files and publications, which data stewards may read of
_DATA_VERBS = ("submission.", "publication.", "ruleset.", "follow_up.")


def record(
    verb: str,
    *,
    by: Any,
    organization: Any = None,
    about: Any = None,
    at: datetime.datetime | None = None,
    **details: Any,
) -> Event:
    """Add an event in the caller's transaction, so that what happened and its event are kept together or not at all.

    `about` is a saved object or a name; `details` must be plain values. Raises TransactionManagementError outside a
    transaction.
    """
    head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
    event = Event(
        number=head.number + 1,
        at=at or timezone.now(),
        verb=verb,
        by=by,
        organization=organization,
        about=_name(about),
        is_data=verb.startswith(_DATA_VERBS),
        details=details,
    )
    event.seal = seal_of(event, head.seal)
    event.save(force_insert=True)
    head.number, head.seal = event.number, event.seal
    head.save()
    transaction.on_commit(lambda: end.note(event.number, event.seal), robust=True)
    return event


def seal_of(event: Event, before: str) -> str:
    """The event's seal over all it says and the seal before it."""
    said = [
        before,
        event.number,
        event.at.astimezone(datetime.UTC).isoformat(),
        event.verb,
        event.by_id,
        event.organization_id,
        event.about,
        event.details,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.EVENT_LOG_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def faults() -> Iterator[str]:
    """What is wrong with the log, as sentences; none when every event is as it was written."""
    before, number = "", 0
    noted, seal_noted = end.noted()
    for event in Event.objects.order_by("number").iterator():
        if event.number != number + 1:
            yield f"Between event {number} and event {event.number} events are missing."
        genuine = hmac.compare_digest(event.seal, seal_of(event, before))
        if not genuine or event.is_data != event.verb.startswith(_DATA_VERBS):
            yield f"Event {event.number} is not what was written."
        if event.number == noted and event.seal != seal_noted:
            yield f"Event {event.number} is not what was noted beside the database when it was written."
        before, number = event.seal, event.number
    with transaction.atomic():
        head = ChainHead.objects.filter(pk=1).first()
    if head is not None and (head.number, head.seal) != (number, before):
        yield f"The log ends with event {number}; it once had {head.number}."
    elif noted > number:
        yield f"The log ends with event {number}; it once had {noted}."


def _name(about: Any) -> str:
    if about is None or isinstance(about, str):
        return about or ""
    return f"{about._meta.verbose_name} {about.pk}"
