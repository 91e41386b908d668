"""Days as a date field takes them: what came from a worksheet as 2/28/2018 must not vanish from a page."""

from __future__ import annotations

from django import template

from openperkins.deadlines.moments import date_in_words
from openperkins.needs.values import date_of

register = template.Library()


@register.filter
def iso_day(text: str) -> str:
    """`2018-02-28` for a day, however it was typed; the text itself when it is none."""
    day = date_of(text) if text else None
    return day.isoformat() if day else text


@register.filter
def day_words(text: str) -> str:
    """`February 28, 2018`; the text itself when it is no day."""
    day = date_of(text) if text else None
    return date_in_words(day) if day else text


@register.filter
def day_field(text: str) -> str:
    """The type of a field that can show the text: `date`, or `text` for what is no day."""
    return "date" if not text or date_of(text) else "text"
