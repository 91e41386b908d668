"""What is chosen when a cycle begins or a file is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from openperkins.portal.forms import FileInput, Select, TextInput
from openperkins.portal.needs.kind import YEARS, cycle_in_words
from openperkins.portal.pages.years import latest_year
from openperkins.schoolyear import SchoolYear


class BeginForm(forms.Form):
    """The cycle to begin: one that runs beside none of the `taken` ones (by the year each ends in)."""

    cycle = forms.TypedChoiceField(label="School years", coerce=int, widget=Select)

    def __init__(self, *args: Any, taken: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = latest_year().ends
        free = [ends for ends in range(latest, latest + 7) if all(abs(ends - one) >= YEARS for one in taken)]
        self.fields["cycle"].choices = [(ends, cycle_in_words(SchoolYear(ends))) for ends in free]


class WorksheetForm(forms.Form):
    """A filled-in worksheet, or a file of projections."""

    file = forms.FileField(
        label="File", widget=FileInput(accept=".xlsx,.csv"), allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )  # fmt: skip


class UseForm(forms.Form):
    """Why new cycles begin with another edition."""

    reason = forms.CharField(
        label="Why", max_length=500, widget=TextInput(width=60), error_messages={"required": "Say why."}
    )


class EditionForm(forms.Form):
    """An instrument as a file."""

    file = forms.FileField(
        label="Instrument", widget=FileInput(accept=".yaml,.yml"), allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )  # fmt: skip


class RegionForm(forms.Form):
    """A file of labor market projections, and the workforce region that is the district's."""

    region = forms.CharField(label="Workforce region", max_length=100, widget=TextInput(width=40))
    file = forms.FileField(
        label="Projections", widget=FileInput(accept=".xlsx,.csv"), allow_empty_file=True,
        help_text="Columns: region, soc_code, title, term (short or long), mean_wage, annual_openings, education.",
        error_messages={"required": "Choose a file."},
    )  # fmt: skip
