"""What is written with a step, and comments."""

from __future__ import annotations

from typing import Any

from django import forms

from openperkins.portal.accounts.models import Person
from openperkins.portal.documents.attaching import fault_of
from openperkins.portal.documents.file_types import ALLOWED, TYPES
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.reviewers import possible_reviewers
from openperkins.portal.forms import FileInput, Radio, Select, Textarea, TextInput


class NoteForm(forms.Form):
    """What is said with a step."""

    note = forms.CharField(
        label="What has to change",
        max_length=5_000,
        widget=Textarea(rows=4),
        error_messages={"required": "Say it in a sentence: who is told reads it."},
    )


class NameForm(forms.Form):
    """The name of a version, where a step gives it one."""

    note = forms.CharField(
        label="Name of this version",
        max_length=120,
        widget=TextInput(width=40),
        error_messages={"required": "Give this version a name."},
    )


class AnyNoteForm(forms.Form):
    """The same where nothing has to be said."""

    note = forms.CharField(label="A note to the other side", max_length=5_000, required=False, widget=Textarea(rows=4))


#: what a remark of the State's is, as the form sends it
COMMENT, POINT, FOR_STATE = "comment", "point", "state"
_REMARKS = (
    (COMMENT, "A comment, told to the district now"),
    (POINT, "A point the district has to answer, told with your decision"),
    (FOR_STATE, "For the State alone"),
)


class CommentForm(forms.Form):
    """A remark, on the whole document or one of its `places` (question, title); the State says what kind it is."""

    question = forms.ChoiceField(label="About", required=False, widget=Select)
    text = forms.CharField(
        label="Comment",
        max_length=5_000,
        widget=Textarea(rows=3),
        error_messages={"required": "Write the comment."},
    )
    remark = forms.ChoiceField(label="What is it?", choices=_REMARKS, initial=COMMENT, widget=Radio)

    def __init__(
        self, *args: Any, for_state: bool, decides: bool, places: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not decides:  # a point goes with a decision
            self.fields["remark"].choices = [one for one in _REMARKS if one[0] != POINT]
        if not for_state:
            del self.fields["remark"]
        if not places:
            del self.fields["question"]
            return
        self.fields["question"].choices = [("", "The whole document"), *places]


class AssignForm(forms.Form):
    """Who of the State looks at a document; nobody in particular is the district's liaison."""

    reviewer = forms.ModelChoiceField(
        Person.objects.none(), label="Looked at by", required=False, empty_label="The district's liaison", widget=Select
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in possible_reviewers(document)]
        self.fields["reviewer"].queryset = Person.objects.filter(pk__in=people).order_by("name", "pk")


class AttachForm(forms.Form):
    """A file that goes with a document, or with one of its `places` (question, title)."""

    question = forms.ChoiceField(label="Goes with", required=False, widget=Select)
    file = forms.FileField(
        label="File",
        help_text=f"{ALLOWED}.",
        allow_empty_file=True,  # said in our own words
        widget=FileInput(accept=",".join(TYPES)),
        error_messages={"required": "Choose a file."},
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not places:
            del self.fields["question"]
            return
        self.fields["question"].choices = [("", "The whole document"), *places]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if fault := fault_of(file, file.name):
            raise forms.ValidationError(fault)
        return file
