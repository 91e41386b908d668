"""The file jobs are read from."""

from __future__ import annotations

from django import forms

from openperkins.offline.small_table import SUFFIXES
from openperkins.portal.forms import FileInput


class JobsForm(forms.Form):
    """A small file with the columns region, month and jobs."""

    file = forms.FileField(
        label="File",
        help_text="A text file (.csv) or an Excel workbook (.xlsx).",
        allow_empty_file=True,  # the reader says it in our own words
        widget=FileInput(accept=",".join(SUFFIXES)),
        error_messages={"required": "Choose a file."},
    )
