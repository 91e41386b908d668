"""An answer that cannot stand, told at its field: the page's `faults` are question → sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def invalid(faults: Mapping[str, str], *parts: object) -> str | SafeString:
    """The attributes of the field of a question, named by its parts; its id is the question with dashes."""
    question = ".".join(map(str, parts))
    if not faults or question not in faults:
        return ""
    return format_html(' aria-invalid="true" aria-describedby="{}-fault"', question.replace(".", "-"))


@register.simple_tag
def fault(faults: Mapping[str, str], *parts: object) -> str | SafeString:
    """The sentence below that field, as drafts.js would show it; empty where the answer stands."""
    question = ".".join(map(str, parts))
    said = faults.get(question, "") if faults else ""
    if not said:
        return ""
    return format_html('<p class="usa-error-message" id="{}-fault">{}</p>', question.replace(".", "-"), said)
