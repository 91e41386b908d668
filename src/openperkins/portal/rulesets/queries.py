"""Which readings hold for a school year."""

from __future__ import annotations

from typing import Any

from openperkins.portal.law import RULESET
from openperkins.portal.rulesets.models import Adoption
from openperkins.schoolyear import SchoolYear


def adopted_for(year: SchoolYear) -> tuple[str, dict[str, Any]]:
    """(ruleset, changed parameters) of a school year; the ruleset as it is when nothing else was adopted."""
    adoption = Adoption.objects.filter(school_year=year.ends, adopted_at__isnull=False).order_by("-adopted_at").first()
    return (adoption.ruleset, adoption.changes) if adoption else (RULESET, {})
