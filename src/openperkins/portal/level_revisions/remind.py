"""Reminds the Administrator of requests whose answer is due soon: once for each time one is sent."""

from __future__ import annotations

import datetime

from openperkins.deadlines.business_days import business_days_between
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.documents.models import Document
from openperkins.portal.level_revisions.due import answer_due_of, business_days
from openperkins.portal.notices.telling import holders, tell

#: business days before the last day on which the Administrator is reminded
BEFORE = 2


def remind_of_answers(now: datetime.datetime) -> int:
    """Make the reminders due on the day of `now`, Eastern time; returns how many notices that made.

    The key names the request and the last day: running again, after a kill or on a later day, makes none a second time.
    """
    today, made = day_of(now), 0
    for document in Document.objects.filter(kind="level_revision", status="sent").select_related("organization"):
        due = answer_due_of(document)
        if due is None or business_days_between(today, due.date, business_days()) > BEFORE:
            continue
        about = document.about
        made += tell(
            holders(("administrator",)),
            key=f"document {document.pk} answer due {due.date}",
            kind="deadline.answer",
            subject=f"{about.title(document)} of {document.organization.name}: answer due {date_in_words(due.date)}",
            body=due.sentence,
            link=about.review_url(document),
            organization=document.organization,
        )
    return made
