"""Forms of the directory: who serves a district from when, and who covers."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from openperkins.portal.accounts.models import Person
from openperkins.portal.forms import DateInput, Select

#: years ahead that a day can lie; a later one is mistyped
_YEARS_AHEAD = 10


def liaisons() -> Any:
    """People who are a liaison today or later."""
    today = timezone.localdate()
    held = Q(memberships__ends__isnull=True) | Q(memberships__ends__gt=today)
    return Person.objects.filter(held, memberships__role="liaison", is_active=True).distinct().order_by("name")


class AssignForm(forms.Form):
    prefix = "assign"
    liaison = forms.ModelChoiceField(queryset=Person.objects.none(), empty_label="Choose a liaison", widget=Select)
    begins = forms.DateField(label="From", initial=timezone.localdate, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["liaison"].queryset = liaisons()

    def clean_begins(self) -> datetime.date:
        return _near(self.cleaned_data["begins"])


class CoverForm(AssignForm):
    prefix = "cover"
    last = forms.DateField(label="Last day", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["liaison"].label = "Who covers"

    def clean_last(self) -> datetime.date:
        return _near(self.cleaned_data["last"])

    @property
    def ends(self) -> datetime.date:
        """The first day after."""
        return self.cleaned_data["last"] + datetime.timedelta(days=1)


class AbsenceForm(CoverForm):
    """A liaison is away: a colleague covers for all the districts the liaison serves."""

    prefix = "absence"
    absent = forms.ModelChoiceField(
        label="Who is away", queryset=Person.objects.none(), empty_label="Choose a liaison", widget=Select
    )
    field_order = ("absent", "liaison", "begins", "last")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = liaisons()


def _near(day: datetime.date) -> datetime.date:
    """The day itself. Raises ValidationError for one further ahead than anybody plans."""
    if day.year > timezone.localdate().year + _YEARS_AHEAD:
        raise forms.ValidationError(f"Enter a day within the next {_YEARS_AHEAD} years.")
    return day
