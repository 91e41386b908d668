"""Which readings hold for a school year, and what the pages of rulesets show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from openperkins.law import diff_rulesets, list_rulesets
from openperkins.law.describe import parameter_facts, reading_facts, ruleset_facts
from openperkins.law.diff import Change
from openperkins.portal.law import RULESET, ruleset_of
from openperkins.portal.rulesets.models import Adoption
from openperkins.schoolyear import SchoolYear


def adopted_for(year: SchoolYear) -> tuple[str, dict[str, Any]]:
    """(ruleset, changed parameters) of a school year; the ruleset as it is when nothing else was adopted."""
    adoption = Adoption.objects.filter(school_year=year.ends, status="adopted").order_by("-adopted_at", "-pk").first()
    return (adoption.ruleset, adoption.changes) if adoption else (RULESET, {})


def law_of(year: SchoolYear) -> Any:
    """The parameters that hold for a school year. Raises OpenPerkinsError when what was adopted cannot be read."""
    return ruleset_of(*adopted_for(year)).law


def all_rulesets() -> list[dict[str, Any]]:
    """The facts of every ruleset there is, by name."""
    return [ruleset_facts(ruleset_of(name)) for name in list_rulesets()]


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One reading with the parameters it governs, as facts (law/describe.py)."""

    facts: dict[str, Any]
    parameters: list[dict[str, Any]]


def readings_of(ruleset: Any, status: str = "") -> list[ReadingShown]:
    """The readings of a ruleset by id, those of a status only when one is named."""
    wanted = [reading for reading in ruleset.readings.values() if not status or reading.status == status]
    return [
        ReadingShown(reading_facts(r), [_parameter(ruleset, name) for name in r.parameters])
        for r in sorted(wanted, key=lambda r: r.id)
    ]


def _parameter(ruleset: Any, name: str) -> dict[str, Any]:
    """A parameter's facts, and the query with which a form begins to change it."""
    facts = parameter_facts(ruleset.parameters[name])
    query = urlencode({"ruleset": ruleset.name, "changes": f"{name} = {facts['value']}"})
    return {**facts, "expects": facts["expects"].replace("`", ""), "query": query}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One difference between two rulesets, with what the parameter decides. `before`, `after`: None is not there."""

    change: Change
    says: str


def differences(before: Any, after: Any) -> list[ChangeShown]:
    """What differs between two rulesets, by reading."""
    return [ChangeShown(change, _says(change, before, after)) for change in diff_rulesets(before, after)]


def _says(change: Change, before: Any, after: Any) -> str:
    found = after.parameters.get(change.parameter) or before.parameters.get(change.parameter)
    return found.says if found else "A code table."
