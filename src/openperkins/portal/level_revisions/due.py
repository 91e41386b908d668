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
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear

#: the kind of document, and the answer in the ruleset's calendar
CODE = "level_revision"


@cache
def business_days() -> BusinessDays:
    """Which days count, as the ruleset says."""
    return load_business_days(ruleset_of())


def answer_due_of(document: Document) -> AnswerDue | None:
    """By when a request that was sent is answered; None for one that does not wait."""
    if document.status != "sent" or document.sent_at is None:
        return None
    return answer_due(day_of(document.sent_at), business_days())


def rule_in_words(year: SchoolYear) -> str:
    """When another level of a year may be asked for and how it is answered, with the year's own numbers."""
    law = law_of(year).job_loss
    days = business_days().answers[CODE].business_days
    return (
        f"A district may ask for another level for 5S1 (placement) when its workforce region lost {law.percent}% or "
        f"more of its jobs in each of the {law.months} or more months right before the placement period. The "
        "superintendent sends the request with the workforce board's documentation; the Administrator answers in "
        f"writing within {days} business days."
    )


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
