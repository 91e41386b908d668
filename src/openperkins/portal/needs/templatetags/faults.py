"""An answer that cannot stand, told at its field: the page's `faults` are question → sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def invalid(faults: Mapping[str, str], *parts: object) -> str | SafeString:
    """The attributes of the field of a question, named by its parts; its id is the parts with dashes between."""
    if not faults or ".".join(map(str, parts)) not in faults:
        return ""
    return format_html(' aria-invalid="true" aria-describedby="{}-fault"', "-".join(map(str, parts)))


@register.simple_tag
def fault(faults: Mapping[str, str], *parts: object) -> str | SafeString:
    """The sentence below that field, as drafts.js would show it; empty where the answer stands."""
    said = faults.get(".".join(map(str, parts)), "") if faults else ""
    if not said:
        return ""
    return format_html('<p class="usa-error-message" id="{}-fault">{}</p>', "-".join(map(str, parts)), said)
