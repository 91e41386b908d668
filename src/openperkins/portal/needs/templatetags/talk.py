"""Open comments, where the answers they are about are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def said(talk: Mapping[str, Sequence[Any]], *parts: object) -> Sequence[Any]:
    """The open comments on the question of these parts."""
    return talk.get(".".join(map(str, parts)), ()) if talk else ()
