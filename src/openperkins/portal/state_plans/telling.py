"""The State's people are told when published figures make a State Improvement Plan owed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from openperkins.portal.law import indicator_titles
from openperkins.portal.notices.telling import holders, tell
from openperkins.portal.state_plans.owed import owed_indicators


def tell_owed(publication: Any) -> None:
    """Tell administrators and data stewards of each plan owed: once, whatever later versions say the same."""
    year, titles = publication.year + 1, indicator_titles()
    people = holders(("administrator", "data_steward"), [settings.STATE_CODE])
    for indicator in owed_indicators(year):
        tell(
            people,
            key=f"state plan {year.ends} {indicator} owed",
            kind="state_plan.owed",
            subject=f"A State Improvement Plan {indicator} is owed for {year}",
            body=(
                f"In the figures of {publication.year} all students of the State are below the line in {indicator} "
                f"{titles[indicator]}. The page shows the numbers."
            ),
            link=reverse("state_plan", args=[year.ends, indicator]),
        )
