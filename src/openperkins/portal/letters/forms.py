"""A letter as it is written."""

from __future__ import annotations

from typing import Any

from django import forms

from openperkins.portal.directory.models import Organization
from openperkins.portal.forms import Checkboxes, Textarea
from openperkins.portal.letters.writing import PLACEHOLDERS, role_choices, unknown_placeholders


def one_line(text: str) -> None:
    """A subject has no line of its own making in a mail's head. Raises ValidationError."""
    if len(text.splitlines()) > 1:
        raise forms.ValidationError("A subject is one line.")


def known_placeholders(text: str) -> None:
    """Nothing in curly brackets that would reach a district as it is typed. Raises ValidationError."""
    if unknown := unknown_placeholders(text):
        known = " and ".join(PLACEHOLDERS)
        raise forms.ValidationError(f"{', '.join(unknown)} becomes nothing. Use {known}, or take it out.")


class LetterForm(forms.Form):
    """Whom it goes to, and what it says; `districts` are those the writer may write to."""

    to = forms.MultipleChoiceField(
        label="To", widget=Checkboxes, error_messages={"required": "Choose at least one district."}
    )
    roles = forms.MultipleChoiceField(
        label="Who there", widget=Checkboxes, error_messages={"required": "Choose at least one role."}
    )
    subject = forms.CharField(
        label="Subject",
        max_length=150,
        validators=[one_line, known_placeholders],
        error_messages={"required": "Write what the letter is about."},
    )
    text = forms.CharField(
        label="Text",
        max_length=10_000,
        widget=Textarea(rows=10),
        validators=[known_placeholders],
        help_text="{organization} and {liaison} become names. Name no student: mail is not private.",
        error_messages={"required": "Write the letter."},
    )
    nonce = forms.CharField(max_length=32, min_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, districts: list[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.code, one.name) for one in districts]
        self.fields["roles"].choices = role_choices()
