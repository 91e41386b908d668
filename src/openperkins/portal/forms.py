"""How forms look: every form of the portal, allauth's too, is drawn by templates/django/forms.

It has USWDS classes, and its hint and errors are tied to the field. A form names no class; these widgets are for what a
class cannot say.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

_TEMPLATES = (Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates")


class Renderer(DjangoTemplates):
    """The portal's form templates first, then Django's own.

    One engine looks in both, so that a template of Django's which includes another finds the portal's. Nothing needs to
    be added to the installed apps.
    """

    @cached_property
    def engine(self) -> Any:
        return self.backend({"APP_DIRS": True, "DIRS": list(_TEMPLATES), "NAME": "portal_forms", "OPTIONS": {}})


class TextInput(forms.TextInput):
    """One line. `width` (in characters: 4, 8, 12, 20 or 40) tells how much is expected."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, width: int | None = None) -> None:
        super().__init__(_with(attrs, **({"class": f"input--{width}"} if width else {})))


class PercentInput(TextInput):
    """A percentage as typed: digits and a point, never a spinner that changes it by a turn of the wheel."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_with(attrs, inputmode="decimal", autocomplete="off"), width=8)


class Textarea(forms.Textarea):
    """Long text; portal.js lets it grow with what is typed."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 5) -> None:
        super().__init__(_with(attrs, rows=rows, **{"data-grow": True}))


class Select(forms.Select):
    """One of a list too long for radios."""


class DateInput(forms.DateInput):
    """The browser's own date field; its value is always year-month-day, whatever the reader sees."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FileInput(forms.FileInput):
    """A file; `accept` such as ".xlsx,.csv" narrows what the browser offers, not what the server takes."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "") -> None:
        super().__init__(_with(attrs, **({"accept": accept} if accept else {})))


class Radio(forms.RadioSelect):
    """One of a few."""


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of a few."""


class Checkbox(forms.CheckboxInput):
    """Yes or nothing."""


def _with(attrs: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """What the form says wins over what the widget proposes."""
    return {**more, **(attrs or {})}
