"""What the State's people type about the State's levels."""

from __future__ import annotations

from typing import Any

from django import forms

from openperkins.accountability.names import INDICATORS
from openperkins.accountability.negotiation import Floor, faults_of
from openperkins.portal.forms import PercentInput, Select, Textarea
from openperkins.portal.law import indicator_titles
from openperkins.portal.pages.years import latest_year, running_year
from openperkins.schoolyear import SchoolYear

_NO_FLOOR = Floor(None, "")


class StateLevelsForm(forms.Form):
    """A level for every indicator, and why."""

    year = forms.TypedChoiceField(label="School year", coerce=int, widget=Select)
    reason = forms.CharField(label="Why these levels", max_length=2000, widget=Textarea(rows=3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = latest_year().ends, max(running_year().ends, latest_year().ends) + 1
        self.fields["year"].choices = [(ends, str(SchoolYear(ends))) for ends in range(last, first - 1, -1)]
        reason = self.fields.pop("reason")
        for indicator, title in indicator_titles().items():
            self.fields[f"level_{indicator}"] = forms.CharField(
                label=f"{indicator} {title}, percent", max_length=32, widget=PercentInput
            )
        self.fields["reason"] = reason

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for indicator in INDICATORS:
            name = f"level_{indicator}"
            if name in said:
                said[name] = said[name].strip().removesuffix("%").strip()
                for fault in faults_of(said[name], _NO_FLOOR):
                    self.add_error(name, fault)
        return said

    @property
    def levels(self) -> dict[str, str]:
        return {indicator: self.cleaned_data[f"level_{indicator}"] for indicator in INDICATORS}


class DropForm(forms.Form):
    """Why a proposal is closed."""

    reason = forms.CharField(label="Why", max_length=2000, widget=Textarea(rows=3))
