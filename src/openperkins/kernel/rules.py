"""Criteria and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

#: asks one question of one row of facts; `student` is an Ibis table, `law` the ruleset's values
Question = Callable[[Any, Any], Any]


class Rule:
    """Criteria joined with `&`, `|` and `~`. A rule is never true or false by itself, only of a student."""

    def __and__(self, other: Rule) -> Rule:
        return AllOf(_flat(AllOf, self, other))

    def __or__(self, other: Rule) -> Rule:
        return AnyOf(_flat(AnyOf, self, other))

    def __invert__(self) -> Rule:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError(
            "a rule has no truth value until it is asked of a student; join rules with & | ~ instead of and, or, not"
        )


@dataclass(frozen=True, eq=False)
class Criterion(Rule):
    """One question about one student-year.

    `says` completes "The student …"; it may name values of the ruleset as `{law.placement.placed_statuses}`,
    or be a function of the law where a parameter changes the question itself. `if_unknown` decides what a blank
    fact means for counting; the trace still shows that it was unknown.
    """

    name: str
    says: str | Callable[[Any], str]
    ask: Question
    if_unknown: Literal["no", "yes"]
    cites: tuple[str, ...]
    reading: str


@dataclass(frozen=True, eq=False)
class AllOf(Rule):
    """True when every part is true."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class AnyOf(Rule):
    """True when at least one part is true."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class Not(Rule):
    """True when its part is false."""

    part: Rule


def criterion(
    says: str | Callable[[Any], str], *, if_unknown: Literal["no", "yes"], cites: Sequence[str], reading: str
) -> Callable[[Question], Criterion]:
    """Turn a function of `(student, law)` into a criterion that carries the function's name."""

    def make(ask: Question) -> Criterion:
        return Criterion(ask.__name__, says, ask, if_unknown, tuple(cites), reading)

    return make


def _flat(kind: type[AllOf] | type[AnyOf], *rules: Rule) -> tuple[Rule, ...]:
    parts: list[Rule] = []
    for rule in rules:
        parts.extend(rule.parts if isinstance(rule, kind) else (rule,))
    return tuple(parts)
