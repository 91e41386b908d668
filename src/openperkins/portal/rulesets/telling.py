"""Who is told of proposals of readings."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.rulesets.models import Adoption

_WHO = {
    "proposed": ("administrator",),
    "adopted": ("administrator", "data_steward"),
    "dropped": ("data_steward",),
}


def people_told(what: str) -> list:
    """Those who are told of a step: `proposed`, `adopted` or `dropped`."""
    return holders(_WHO[what])


def tell_adoption(what: str, adoption: Adoption) -> int:
    """Tell them; returns how many."""
    year = adoption.year
    subject, body = {
        "proposed": (
            f"Readings of {year} wait for a second person",
            f"{adoption.proposed_by} proposed the readings of {year}: {adoption.reason}",
        ),
        "adopted": (
            f"Readings of {year} were adopted",
            f"Figures of {year} are computed by them from the next publication on. Why: {adoption.reason}",
        ),
        "dropped": (
            f"Proposed readings of {year} were not adopted",
            f"Why: {adoption.dropped_why}" if adoption.dropped_why else "No reason was given.",
        ),
    }[what]
    return tell(
        people_told(what),
        key=f"adoption {adoption.pk} {what}",
        kind=f"adoption.{what}",
        subject=subject,
        body=body,
        link=reverse("adoption", args=[adoption.pk]),
    )
