"""Reminds a district of the day it meant to look at its action plan again: once before, once on the day."""

from __future__ import annotations

import datetime

from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.needs.values import date_of
from openperkins.portal.documents.models import Answer
from openperkins.portal.needs.kind import CODE
from openperkins.portal.notices.telling import DISTRICT_ROLES, holders, tell

#: days before the revisit date on which people are reminded
BEFORE = (14, 3, 0)


def remind_of_revisits(now: datetime.datetime) -> int:
    """Make the reminders due on the day of `now`, Eastern time; returns how many notices that made.

    The key names the assessment, the date and which reminder: running again makes none a second time. Whoever typed
    another date is reminded of that one.
    """
    today, made = day_of(now), 0
    typed = Answer.objects.filter(document__kind=CODE, question="plan.revisit").exclude(text="")
    for answer in typed.select_related("document__organization", "document__cycle__edition"):
        document, due = answer.document, date_of(answer.text)
        if due is None or not today <= due <= today + datetime.timedelta(days=BEFORE[0]):
            continue
        reminder = min(days for days in BEFORE if due - today <= datetime.timedelta(days=days))
        made += tell(
            holders((*DISTRICT_ROLES, "contributor"), [document.organization_id]),
            key=f"document {document.pk} revisit {due} {reminder}",
            kind="deadline.revisit",
            subject=f"Look at the action plan again by {date_in_words(due)}",
            body=f"The action plan of the {document} says that it is looked at again on {date_in_words(due)}.",
            link=document.about.url(document),
            organization=document.organization,
        )
    return made
