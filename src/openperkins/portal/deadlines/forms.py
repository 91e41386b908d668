"""Forms of the calendar address and of how a person wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms

from openperkins.deadlines.reminders import Preferences
from openperkins.portal.deadlines.wishes import Wishes
from openperkins.portal.forms import Checkboxes, Radio, TextInput
from openperkins.portal.notices.kinds import GROUPS

_MOST = 10


class SubscribeForm(forms.Form):
    """Sent twice it makes one address: see feeds.new_nonce."""

    nonce = forms.CharField(min_length=20, max_length=64, widget=forms.HiddenInput)


class WishesForm(forms.Form):
    days_before = forms.CharField(
        label="How many days before a date?",
        help_text="Whole numbers with commas between, such as 30, 14, 3. 0 is the day itself. "
        "Leave it empty for no reminders.",
        max_length=60,
        required=False,
        widget=TextInput(width=20, attrs={"autocomplete": "off"}),
    )
    mail = forms.ChoiceField(
        label="Where are you told?",
        choices=[("yes", "Here and by mail"), ("no", "Only here, under Notices")],
        widget=Radio,
    )
    digest = forms.MultipleChoiceField(
        label="What comes all in one mail a day?",
        help_text="Everything else comes at once, each in a mail of its own.",
        choices=[(group.code, group.title) for group in GROUPS],
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, wishes: Wishes, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "days_before": ", ".join(str(days) for days in wishes.days_before),
            "mail": "yes" if wishes.wants_mail else "no",
            "digest": sorted(wishes.digest),
        }
        super().__init__(*args, **kwargs)

    def clean_days_before(self) -> tuple[int, ...]:
        parts = [part.strip() for part in self.cleaned_data["days_before"].split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError("Enter whole numbers with commas between, such as 30, 14, 3.")
        days = tuple(sorted({int(part) for part in parts}, reverse=True))
        if len(days) > _MOST:
            raise forms.ValidationError(f"Enter at most {_MOST} numbers.")
        try:
            Preferences(days)
        except ValueError:
            raise forms.ValidationError("Enter numbers from 0 to 366.") from None
        return days
