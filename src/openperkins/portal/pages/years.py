"""Which school year a page is about when its URL does not say."""

from __future__ import annotations

from django.utils import timezone

from openperkins.portal.results.models import Publication
from openperkins.schoolyear import SchoolYear


def latest_year() -> SchoolYear:
    """The latest school year with published figures; before the first publication the one under way."""
    ends = (
        Publication.objects.filter(in_force=True).order_by("-school_year").values_list("school_year", flat=True).first()
    )
    return SchoolYear(ends) if ends else running_year()


def running_year() -> SchoolYear:
    """The school year of today, which begins on July 1."""
    today = timezone.localdate()
    return SchoolYear(today.year + (today.month >= 7))
