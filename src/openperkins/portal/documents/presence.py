"""Who is at a document now: others see it before they type into the same answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.actions import against_writing
from openperkins.portal.documents.models import Document, Presence

#: who was not heard of for as long has gone; an open page is heard of each minute
_GONE_AFTER = datetime.timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody else at the document; `where` names the answer being typed at, empty when none is."""

    name: str
    where: str

    def __str__(self) -> str:
        return f"{self.name} is in {self.where}" if self.where else f"{self.name} has this page open"


def arrive(document: Document | None, reach: Reach, question: str = "") -> list[Here]:
    """Say that the reader is here, and who else is. Only who may type now is seen, and sees others."""
    if document is None or reach.viewing is not None or against_writing(document, reach):
        return []
    now, about = timezone.now(), document.about
    right = about.writes[document.status]
    typed_at = question if question and about.writes_question(question, right, document) else ""
    Presence.objects.update_or_create(
        document=document,
        person=reach.person,
        defaults={"question": typed_at, "seen_at": now, "for_state": reach.is_state},
    )
    others = Presence.objects.filter(document=document, seen_at__gt=now - _GONE_AFTER, for_state=reach.is_state)
    return [
        Here(str(one.person), about.question_title(one.question) if one.question else "")
        for one in others.exclude(person=reach.person).select_related("person").order_by("person__name", "pk")
    ]
