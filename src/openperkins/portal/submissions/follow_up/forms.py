"""The form of one leaver's answer. Nothing is demanded while answers are collected: an answer may be half of one."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import astuple
from typing import Any

from django import forms
from django.utils import timezone

from openperkins.portal.forms import DateInput, Select, TextInput
from openperkins.portal.submissions.follow_up.actions import Change
from openperkins.portal.submissions.follow_up.lists import Told

#: how a follow-up file's statuses are said; the order of choices is the law's (R29)
STATUSES = {
    "postsecondary": "In postsecondary education",
    "advanced_training": "In advanced training",
    "apprenticeship": "In an apprenticeship",
    "military": "In the military",
    "employed_related": "Employed, related to the program",
    "employed_unrelated": "Employed, not related to the program",
    "not_placed": "Found, but in none of these",
    "unknown": "Not found, or no answer",
}
#: characters a text file of records cannot hold
_NEVER = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class AnswerForm(forms.Form):
    """One leaver. `sasid` says who, `was` what the page showed, `keep` which of two answers after a conflict."""

    sasid = forms.CharField(widget=forms.HiddenInput, max_length=10)
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5_000)
    status = forms.ChoiceField(label="Status", required=False, widget=Select)
    responded_on = forms.DateField(label="Date of the answer", required=False, widget=DateInput)
    institution = forms.CharField(
        label="School, employer or branch", required=False, max_length=200, widget=TextInput(width=20)
    )
    note = forms.CharField(label="Note", required=False, max_length=500, widget=TextInput(width=20))
    keep = forms.ChoiceField(required=False, choices=[("mine", "Mine"), ("theirs", "Theirs")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, statuses: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", "No answer yet")] + [(s, STATUSES.get(s, s)) for s in statuses]

    def clean_responded_on(self) -> str:
        day = self.cleaned_data["responded_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("Enter the day on which the answer came; it cannot be in the future.")
        return "" if day is None else day.isoformat()

    def clean_institution(self) -> str:
        return _one_line(self.cleaned_data["institution"])

    def clean_note(self) -> str:
        return _one_line(self.cleaned_data["note"])

    def clean_was(self) -> Told:
        return told_of(self.cleaned_data["was"])

    @property
    def change(self) -> Change:
        """What was typed, against what the page showed."""
        data = self.cleaned_data
        typed = Told(data["status"], data["responded_on"], data["institution"], data["note"])
        return Change(data["sasid"], data["was"], typed)


def initial_of(sasid: str, told: Told) -> dict[str, str]:
    """What the form shows of an answer."""
    shown = {"status": told.status, "responded_on": told.responded_on}
    return {"sasid": sasid, "was": text_of(told), **shown, "institution": told.institution, "note": told.note}


def text_of(told: Told) -> str:
    """An answer as a hidden field carries it."""
    return json.dumps(astuple(told), ensure_ascii=False)


def told_of(text: str) -> Told:
    """The other way round. Raises ValidationError for a text the portal did not write."""
    try:
        values = json.loads(text or '["","","",""]')
    except ValueError:
        values = None
    if not isinstance(values, list) or len(values) != 4 or not all(isinstance(value, str) for value in values):
        raise forms.ValidationError("The page was not sent whole. Open it again.")
    return Told(*values)


def _one_line(text: str) -> str:
    if any(unicodedata.category(c) in _NEVER or c == "\ufffd" for c in text):
        raise forms.ValidationError("A line break or an invisible character cannot be stored. Write one plain line.")
    return text
