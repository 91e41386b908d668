"""The file jobs are read from."""

from __future__ import annotations

from django import forms

from openperkins.portal.forms import FileInput
from openperkins.portal.level_revisions.jobs_file import SUFFIXES


class JobsForm(forms.Form):
    """A small file with the columns region, month and jobs."""

    file = forms.FileField(
        label="File",
        help_text="A text file (.csv) or an Excel workbook (.xlsx).",
        allow_empty_file=True,  # the reader says it in our own words
        widget=FileInput(accept=",".join(SUFFIXES)),
        error_messages={"required": "Choose a file."},
    )
