"""By when the Administrator answers a request: ten business days after receipt, holidays not counted (R59)."""

from __future__ import annotations

import datetime
from functools import cache

from django.utils import timezone

from openperkins.deadlines.business_days import AnswerDue, answer_due, business_days_between
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.law.calendar import BusinessDays, load_business_days
from openperkins.portal.documents.models import Document
from openperkins.portal.law import ruleset_of


@cache
def business_days() -> BusinessDays:
    """Which days count, as the ruleset says."""
    return load_business_days(ruleset_of())


def answer_due_of(document: Document) -> AnswerDue | None:
    """By when a request that was sent is answered; None for one that does not wait."""
    if document.status != "sent" or document.sent_at is None:
        return None
    return answer_due(day_of(document.sent_at), business_days())


def due_in_words(document: Document, today: datetime.date | None = None) -> str:
    """`Decision due in 3 business days`; empty for a request that does not wait."""
    due = answer_due_of(document)
    if due is None:
        return ""
    today = today or timezone.localdate()
    if today > due.date:
        return f"Decision was due {date_in_words(due.date)}"
    left = business_days_between(today, due.date, business_days())
    if left == 0:
        return "Decision due today"
    return f"Decision due in {left} business {'day' if left == 1 else 'days'}"
