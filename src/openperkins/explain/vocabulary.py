"""How criteria and facts are put to a reader."""

from __future__ import annotations

from typing import Any

from openperkins.facts.enrollment import octobers_of
from openperkins.facts.sources import Sources
from openperkins.facts.student_years import StudentYears
from openperkins.kernel import Criterion, facts_used, words
from openperkins.schoolyear import SchoolYear

__all__ = ["facts_of", "shown", "words"]


def facts_of(leaf: Criterion, record: str, law: Any) -> tuple[str, ...]:
    """Names of the facts a criterion reads on a record."""
    return facts_used(leaf, StudentYears(Sources(), (2000,), law).of(record), law)


def shown(name: str, value: Any, year: SchoolYear) -> Any:
    """A fact as a reader knows it: a history as the Octobers it stands for, the rest as it is."""
    if name == "cte_octobers":
        return [f"{october}-10" for october in octobers_of(value or 0, year.ends)]
    return value
