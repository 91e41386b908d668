"""The form by which files are sent: one line a file, any number of lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from openperkins.portal.forms import FileInput, Select
from openperkins.portal.submissions.expected import (
    Collection,
    collection_of,
    collections,
    year_at_hand,
    years_to_choose,
)
from openperkins.portal.submissions.handlers import MOST_FILES
from openperkins.portal.submissions.sniffing import refusal
from openperkins.records.layout import EXTENSIONS


class FileForm(forms.Form):
    """One file: what it is and its bytes. `cleaned_data` has `collection`, `school_year` (0 for none) and `file`."""

    collection = forms.ChoiceField(
        label="Collection", widget=Select, error_messages={"required": "Choose what the file is."}
    )
    school_year = forms.TypedChoiceField(
        label="School year", coerce=int, widget=Select, error_messages={"required": "Choose the school year."}
    )
    file = forms.FileField(
        label="File",
        help_text="An Excel workbook (.xlsx), a text file (.csv) or a Parquet file (.parquet).",
        allow_empty_file=True,  # said in our own words
        widget=FileInput(accept=",".join(EXTENSIONS)),
        error_messages={"required": "Choose a file."},
    )

    def __init__(self, *args: Any, of_state: bool, start: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of_state = of_state
        self.fields["collection"].choices = [("", "Choose")] + [(c.code, c.title) for c in collections(of_state)]
        self.fields["school_year"].choices = [(year.ends, str(year)) for year in years_to_choose()]
        self.fields["school_year"].initial = start.get("school_year") or year_at_hand().ends
        self.fields["collection"].initial = start.get("collection")
        if of_state:
            self.fields["school_year"].help_text = "Organizations, programs and levels have none; then it is not read."

    def clean_collection(self) -> Collection:
        found = collection_of(self.cleaned_data["collection"], of_state=self._of_state)
        if found is None:
            raise forms.ValidationError("Choose what the file is.")
        return found

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if why := refusal(file, file.name):
            raise forms.ValidationError(why)
        return file

    def clean(self) -> dict[str, Any]:
        collection = self.cleaned_data.get("collection")
        if collection is not None and not collection.has_year:
            self.cleaned_data["school_year"] = 0
        return self.cleaned_data


class _FileForms(BaseFormSet):
    """All lines together: no collection twice."""

    def full_clean(self) -> None:
        """What a line lacks is said at the line; that a line is lacking is said only when none says more."""
        super().full_clean()
        if any(self._errors):
            told = [error for error in self._non_form_errors.as_data() if error.code != "too_few_forms"]
            self._non_form_errors = self.error_class(told, error_class="nonform", renderer=self.renderer)

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            place = form.cleaned_data.get("collection"), form.cleaned_data.get("school_year")
            if None not in place and place in seen:
                form.add_error("collection", "Two files are of the same collection and year. Send one of them.")
            seen.add(place)


def file_forms(lines: int) -> type[BaseFormSet]:
    """The form set for so many files; lines after the first may stay empty."""
    return formset_factory(
        FileForm,
        formset=_FileForms,
        extra=lines - 1,
        min_num=1,
        max_num=MOST_FILES,
        absolute_max=MOST_FILES,
        validate_min=True,
        validate_max=True,
    )
