"""Forms of the people pages, of an invitation and of viewing as a district."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.accounts.rules import NEGOTIATOR, grantable, lasting, lasting_roles
from openperkins.portal.directory.models import Organization
from openperkins.portal.forms import Checkboxes, DateInput, Radio, Textarea, TextInput


def _asked(text: str) -> dict[str, str]:
    """What to do about a field left empty."""
    return {"required": text}


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form gets: what was sent, even when that is nothing; None before anything was."""
    return request.POST if request.method == "POST" else None


def _role_choices(organization: Organization, without: set[str] = frozenset()) -> list[tuple[str, str]]:
    return [
        (code, f"{role.title}: {role.who}") for code, role in grantable(organization).items() if code not in without
    ]


class _FromToday(forms.Form):
    """A form with a day that is not in the past."""

    day_field = "begins"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.day_field].initial = timezone.localdate

    def _day(self) -> Any:
        day = self.cleaned_data[self.day_field]
        if day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day.")
        return day


class InviteForm(_FromToday):
    name = forms.CharField(
        max_length=150,
        widget=TextInput(width=40, attrs={"autocomplete": "off"}),
        error_messages=_asked("Enter the name."),
    )
    email = forms.EmailField(label="E-mail address", max_length=254, error_messages=_asked("Enter an e-mail address."))
    roles = forms.MultipleChoiceField(
        label="Roles", widget=Checkboxes, error_messages=_asked("Choose at least one role.")
    )
    begins = forms.DateField(label="First day", widget=DateInput, error_messages=_asked("Enter the first day."))

    def __init__(self, organization: Organization, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = _role_choices(organization)

    def clean_begins(self) -> Any:
        return self._day()


class GrantForm(_FromToday):
    role = forms.ChoiceField(widget=Radio, error_messages=_asked("Choose a role."))
    begins = forms.DateField(label="First day", widget=DateInput, error_messages=_asked("Enter the first day."))

    def __init__(self, organization: Organization, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = lasting_roles(person, organization, timezone.localdate()).filter(ends__isnull=True)
        self.fields["role"].choices = _role_choices(organization, set(held.values_list("role", flat=True)))

    def clean_begins(self) -> Any:
        return self._day()


class NegotiatorForm(_FromToday):
    person = forms.ModelChoiceField(
        None,
        label="Who negotiates",
        empty_label=None,
        widget=Radio,
        error_messages=_asked("Choose who negotiates."),
    )
    begins = forms.DateField(label="First day", widget=DateInput, error_messages=_asked("Enter the first day."))

    def __init__(self, organization: Organization, by: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        here = Membership.objects.filter(lasting(today), organization=organization)
        negotiating = here.filter(role=NEGOTIATOR, ends__isnull=True)
        people = Person.objects.filter(pk__in=here.values("person"), is_active=True)
        self.fields["person"].queryset = (
            people.exclude(pk__in=negotiating.values("person")).exclude(pk=by.pk).order_by("name", "pk")
        )

    def clean_begins(self) -> Any:
        return self._day()


class EndForm(_FromToday):
    day_field = "ends"
    ends = forms.DateField(
        label="Ends on",
        error_messages=_asked("Enter the day."),
        help_text="The first day without the role. Today ends it at once.",
        widget=DateInput,
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_ends(self) -> Any:
        return self._day()


class ReplaceForm(_FromToday):
    day_field = "ends"
    name = forms.CharField(
        label="Name of the other person",
        max_length=150,
        widget=TextInput(width=40),
        error_messages=_asked("Enter the name of the other person."),
    )
    email = forms.EmailField(
        label="E-mail address of the other person",
        max_length=254,
        error_messages=_asked("Enter the address of the other person."),
    )
    ends = forms.DateField(
        label="On",
        error_messages=_asked("Enter the day."),
        help_text="The first day of the other person, and the first without the leaver.",
        widget=DateInput,
    )

    def clean_ends(self) -> Any:
        return self._day()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class NewAccountForm(forms.Form):
    """Name and password of somebody who was invited. A password is never shown again."""

    name = forms.CharField(
        max_length=150,
        widget=TextInput(width=40, attrs={"autocomplete": "name"}),
        error_messages=_asked("Enter your name."),
    )
    password = forms.CharField(
        help_text="At least 12 characters.",
        error_messages=_asked("Enter a password."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        error_messages=_asked("Enter the password again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        password, name = self.cleaned_data.get("password"), self.cleaned_data.get("name", "")
        if password and password != self.cleaned_data.get("again"):
            self.add_error("again", "Enter the same password twice.")
        if password:
            try:
                password_validation.validate_password(password, Person(email=self.email, name=name))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why do you look at this district's pages?",
        help_text="For example: the district asked for help with its figures. Name no student.",
        max_length=500,
        error_messages=_asked("Say why in a few words."),
        widget=Textarea(rows=3),
    )
