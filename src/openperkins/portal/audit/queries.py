"""Which events somebody sees, narrowed by what they ask for."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet

from openperkins.portal.accounts.reach import Reach, visible
from openperkins.portal.audit.models import Event
from openperkins.portal.audit.words import WORDS
from openperkins.portal.forms import DateInput, Select, TextInput


class FilterForm(forms.Form):
    """What of the log is shown. Days are Eastern, both ends included."""

    what = forms.ChoiceField(label="What", required=False, widget=Select)
    who = forms.CharField(label="Who", required=False, max_length=150, widget=TextInput(width=20))
    organization = forms.CharField(label="Organization", required=False, max_length=100, widget=TextInput(width=20))
    since = forms.DateField(label="From", required=False, widget=DateInput)
    until = forms.DateField(label="To", required=False, widget=DateInput)

    def __init__(self, *args: Any, of_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted(WORDS.items(), key=lambda one: one[1])
        self.fields["what"].choices = [("", "everything"), *words]
        if of_one:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("since") and asked.get("until") and asked["until"] < asked["since"]:
            self.add_error("until", "The last day is before the first.")
        return asked


def events_seen(reach: Reach, org_code: str | None = None) -> QuerySet[Event]:
    """The events somebody may read, of one organization or of all the reach goes to; latest first.

    What the State did `for_state`, such as a point it has not told yet, is not for a district's eyes. What is `private`
    to an organization is read by whom its needs assessment opens to: not by the State, nor by who views pages as a
    district does, nor by those of the organization's own who only look after its people.
    """
    found = Event.objects.select_related("by", "organization")
    if not reach.is_state:
        found = found.exclude(details__has_key="for_state")
    own = reach.scope("see_needs").codes if reach.reads_drafts else frozenset()
    found = found.filter(~Q(details__has_key="private") | Q(organization__in=own))
    found = found.filter(organization=org_code) if org_code else visible(found, reach, "see_events")
    return found.filter(is_data=True) if reach.scope("see_events").data_only else found


def narrowed(found: QuerySet[Event], asked: dict[str, Any]) -> QuerySet[Event]:
    """The events a filter asks for."""
    if asked.get("what"):
        found = found.filter(verb=asked["what"])
    if asked.get("who"):
        found = found.filter(Q(by__name__icontains=asked["who"]) | Q(by__email__icontains=asked["who"]))
    if asked.get("organization"):
        word = asked["organization"]
        found = found.filter(Q(organization__name__icontains=word) | Q(organization__code__startswith=word))
    if asked.get("since"):
        found = found.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until") and asked["until"] < datetime.date.max:  # no day comes after that one
        found = found.filter(at__lt=_midnight(asked["until"] + datetime.timedelta(days=1)))
    return found


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, ZoneInfo(settings.TIME_ZONE))
