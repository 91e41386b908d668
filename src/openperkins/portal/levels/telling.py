"""Who is told of the State's levels."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from openperkins.accountability.exact import fraction
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.overtaken import of_the_state
from openperkins.portal.notices.telling import DISTRICT_ROLES, holders, tell

_WHO = {
    "proposed": ("administrator",),
    "set": (*DISTRICT_ROLES, "negotiator", "liaison", "data_steward"),
    "dropped": ("data_steward",),
}


def people_told(what: str) -> list[Any]:
    """Those who are told of a step: `proposed`, `set` or `dropped`."""
    return holders(_WHO[what])


def _changed(proposal: StateLevels) -> str:
    """What changed against the levels set before of the same year, as sentences; empty for the first ones."""
    of_year = StateLevels.objects.filter(school_year=proposal.school_year, status="set").exclude(pk=proposal.pk)
    before = of_year.order_by("-set_at").first()
    if before is None:
        return ""
    changed = [
        f"{indicator} from {before.levels[indicator]}% to {level}%"
        for indicator, level in proposal.levels.items()
        if fraction(before.levels[indicator]) != fraction(level)
    ]
    if not changed:
        return " They are those set before."
    return f" Changed: {', '.join(changed)}. Levels that were sent already have to be sent again."


def _judged(proposal: StateLevels) -> str:
    """What the State's published figures of the year were judged by, as a sentence; empty where it is these levels."""
    judged = of_the_state(proposal.year)
    return f" {judged}" if judged else ""


def tell_state_levels(what: str, proposal: StateLevels) -> int:
    """Tell them; returns how many."""
    year = proposal.year
    subject, body = {
        "proposed": (
            f"State levels of {year} wait for a second person",
            f"{proposal.proposed_by} proposed the State's levels of {year}: {proposal.reason}",
        ),
        "set": (
            f"State levels of {year} are set",
            f"Districts can now adopt the State's performance levels of {year}, or propose others with reasons."
            + _changed(proposal)
            + _judged(proposal),
        ),
        "dropped": (
            f"Proposed State levels of {year} were not set",
            f"Why: {proposal.dropped_why}" if proposal.dropped_why else "No reason was given.",
        ),
    }[what]
    return tell(
        people_told(what),
        key=f"state levels {proposal.pk} {what}",
        kind=f"state_levels.{what}",
        subject=subject,
        body=body,
        link=reverse("state_levels_of", args=[proposal.pk]),
    )
