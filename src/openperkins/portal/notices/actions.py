"""The only writer of what a person read."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from openperkins.portal.notices.models import Notice


def mark_read(person: Any, pk: int | None = None) -> int:
    """Note that a person read one of their notices, or all of them; returns how many were unread."""
    unread = Notice.objects.filter(person=person, read_at__isnull=True)
    if pk is not None:
        unread = unread.filter(pk=pk)
    return unread.update(read_at=timezone.now())
