"""How an indicator is measured, in the words of its definition, and the readings in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.indicators.catalogue import BY_CODE
from openperkins.kernel import leaves, words

_PARTS = {
    "population": "Who the indicator is about",
    "denominator": "Who is counted",
    "numerator": "Who made it",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One criterion, completing “The student …”, with the reading it follows and where the source says it."""

    says: str
    reading: str
    cites: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading in force: the question, how it is read, whether an agency confirmed it, values that were changed."""

    id: str
    question: str
    says: str
    confirmed: bool
    changed: str


@dataclass(frozen=True)
class Definition:
    """An indicator in words: (part, clauses) in order, and the readings its clauses follow."""

    parts: tuple[tuple[str, tuple[Clause, ...]], ...]
    readings: tuple[Reading, ...]


def definition_of(indicator: str, ruleset: Any) -> Definition:
    """How an indicator is measured under a ruleset."""
    found, used = [], set()
    for part, rule in BY_CODE[indicator].parts:
        clauses = tuple(Clause(words(leaf, ruleset.law), leaf.reading, ", ".join(leaf.cites)) for leaf in leaves(rule))
        used |= {clause.reading for clause in clauses if clause.reading}
        found.append((_PARTS[part], clauses))
    return Definition(tuple(found), tuple(reading_of(id, ruleset) for id in sorted(used) if id in ruleset.readings))


def reading_of(id: str, ruleset: Any) -> Reading:
    """A reading with the values that were changed from the ruleset's own."""
    reading = ruleset.readings[id]
    changed = [ruleset.parameters[name] for name in reading.parameters if ruleset.parameters[name].changed]
    told = "; ".join(f"{parameter.name} = {parameter.text}" for parameter in changed)
    return Reading(id, reading.question, reading.says, reading.status == "confirmed", told)
