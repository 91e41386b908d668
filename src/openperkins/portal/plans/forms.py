"""What is said with a waiver."""

from __future__ import annotations

from django import forms

from openperkins.portal.forms import Textarea


class WaiveForm(forms.Form):
    """Why no plan has to be sent; the district reads it."""

    note = forms.CharField(label="Why the plan is waived", max_length=5_000, widget=Textarea(rows=4))
