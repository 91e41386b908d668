"""What people type about rulesets: changes by their dotted names, a line each."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openperkins.errors import OpenPerkinsError
from openperkins.law import list_rulesets, load_ruleset
from openperkins.portal.forms import Select, Textarea
from openperkins.portal.law import RULESET, ruleset_of
from openperkins.portal.pages.years import latest_year, running_year
from openperkins.portal.results.models import Publication
from openperkins.portal.rulesets.queries import adopted_for
from openperkins.schoolyear import SchoolYear

_QUOTED = re.compile(r"`([^`]+)`")
_HINT = "One a line, such as <code>placement.without_answer = left_out</code>. Leave it empty for the ruleset as it is."


def changes_text(changes: dict[str, Any]) -> str:
    """Changes as people type them."""
    return "\n".join(f"{name} = {value}" for name, value in sorted(changes.items()))


def read_changes(text: str) -> dict[str, str]:
    """Parameter name → text. Raises ValidationError with a sentence for every line that is not `name = value`."""
    changes: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not equals or not name or not value:
            wrong.append(f"Line {number}: write a parameter's name, = and its value.")
        elif name in changes:
            wrong.append(f"Line {number}: {name} is changed twice.")
        else:
            changes[name] = value
    if wrong:
        raise ValidationError(wrong)
    return changes


def taken_by(ruleset: str, changes: dict[str, str]) -> dict[str, str]:
    """The changes in their one exact form, without those that change nothing.

    Raises ValidationError with a sentence for each that the ruleset does not take, naming the nearest valid one.
    """
    wrong = []
    for name, value in changes.items():
        try:
            load_ruleset(ruleset, {name: value})
        except OpenPerkinsError as error:
            wrong.append(_QUOTED.sub(r"“\1”", str(error)))
    if wrong:
        raise ValidationError(wrong)
    return load_ruleset(ruleset, changes).changes


class WithChanges(forms.Form):
    """A ruleset and changes to it."""

    ruleset = forms.ChoiceField(label="Ruleset", widget=Select, initial=RULESET)
    changes = forms.CharField(
        label="Changed parameters",
        required=False,
        max_length=5000,
        help_text=_HINT,
        widget=Textarea(attrs={"spellcheck": "false"}, rows=4),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ruleset"].choices = [(name, ruleset_of(name).title) for name in list_rulesets()]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if "ruleset" in told and "changes" in told:
            try:
                told["changes"] = taken_by(told["ruleset"], read_changes(told["changes"]))
            except ValidationError as error:
                self.add_error("changes", error)
        return told


class DiffForm(WithChanges):
    """Two rulesets, the second with changes."""

    before = forms.ChoiceField(label="Compare", widget=Select, initial=RULESET)
    field_order = ("before", "ruleset", "changes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before"].choices = self.fields["ruleset"].choices
        self.fields["ruleset"].label = "With"


class ProposeForm(WithChanges):
    """The readings of a school year, and why."""

    year = forms.TypedChoiceField(label="School year", coerce=int, widget=Select)
    reason = forms.CharField(
        label="Why",
        help_text="Who adopts it reads this, and the event log keeps it.",
        max_length=2000,
        widget=Textarea,
        error_messages={"required": "Say why these readings are right for the year."},
    )
    field_order = ("year", "ruleset", "changes", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [SchoolYear(ends) for ends in range(running_year().ends + 1, 2007, -1)]
        self.fields["year"].choices = [(year.ends, str(year)) for year in years]
        self.fields["year"].initial = (latest_year() + 1).ends

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors:
            self._must_change(SchoolYear(told["year"]), told)
        return told

    def _must_change(self, year: SchoolYear, told: dict[str, Any]) -> None:
        name, changes = adopted_for(year)
        try:
            ruleset_of(told["ruleset"]).check_year(year)
        except OpenPerkinsError as error:
            self.add_error("year", str(error))
        if (told["ruleset"], told["changes"]) == (name, ruleset_of(name, changes).changes):
            self.add_error("changes", f"These are the readings of {year} already: nothing would change.")


class ReplayForm(WithChanges):
    """A published year, and what to run it under."""

    publication = forms.TypedChoiceField(label="Published year to run again", coerce=int, widget=Select)
    field_order = ("publication", "ruleset", "changes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Publication.objects.filter(in_force=True)
        self.fields["publication"].choices = [(one.pk, str(one)) for one in found]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors:
            publication = Publication.objects.get(pk=told["publication"])
            before = ruleset_of(publication.ruleset, publication.changes)
            if ruleset_of(told["ruleset"], told["changes"]).fingerprint == before.fingerprint:
                self.add_error("changes", "That year was published under just these readings: nothing would change.")
        return told


class DropForm(forms.Form):
    """Why a proposal is not adopted."""

    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=Textarea,
        error_messages={"required": "Say why the proposal is not adopted."},
    )
