"""The readings of one definition: as an expression, as words, as the facts it needs, leaf by leaf."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from openperkins.kernel.rules import AllOf, AnyOf, Criterion, Not, Rule


def leaves(rule: Rule) -> Iterator[Criterion]:
    """The criteria of a rule, in the order they are written."""
    match rule:
        case Criterion():
            yield rule
        case Not(part):
            yield from leaves(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)


def expression(rule: Rule, student: Any, law: Any) -> Any:
    """The rule as one Ibis boolean that is never null: each criterion settles its own unknowns."""
    match rule:
        case Criterion():
            return value(rule, student, law).fill_null(rule.if_unknown == "yes")
        case Not(part):
            return ~expression(part, student, law)
        case AllOf(parts):
            return reduce(and_, [expression(part, student, law) for part in parts])
        case AnyOf(parts):
            return reduce(or_, [expression(part, student, law) for part in parts])
    raise TypeError(f"not a rule: {rule!r}")


def value(criterion: Criterion, student: Any, law: Any) -> Any:
    """One criterion as an Ibis boolean that is null where a fact it needs is blank."""
    return criterion.ask(student, law)


def unknown(criterion: Criterion, student: Any, law: Any) -> Any:
    """True where the criterion could not be answered."""
    answer = value(criterion, student, law)
    # not `answer IS NULL`: Spark cannot parse that after an IN list
    return answer.fill_null(True) & ~answer.fill_null(False)


def words(rule: Rule, law: Any) -> str:
    """The rule in words that complete "The student …"."""
    match rule:
        case Criterion():
            return rule.says(law) if callable(rule.says) else rule.says.format(law=_Spoken(law))
        case Not(part):
            return f"not: {words(part, law)}"
        case AllOf(parts):
            return " and ".join(_bracketed(part, law) for part in parts)
        case AnyOf(parts):
            return " or ".join(_bracketed(part, law) for part in parts)
    raise TypeError(f"not a rule: {rule!r}")


def facts_used(criterion: Criterion, student: Any, law: Any) -> tuple[str, ...]:
    """Names of the facts the criterion reads, in the order it reads them."""
    watched = _Watched(student)
    criterion.ask(watched, law)
    return tuple(dict.fromkeys(watched.seen))


def flipped(rule: Rule, leaf: Criterion) -> Rule:
    """The rule with one criterion answered the other way: what would have happened but for it."""
    match rule:
        case Criterion():
            return Not(rule) if rule is leaf else rule
        case Not(part):
            return Not(flipped(part, leaf))
        case AllOf(parts):
            return AllOf(tuple(flipped(part, leaf) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(flipped(part, leaf) for part in parts))
    raise TypeError(f"not a rule: {rule!r}")


def _bracketed(part: Rule, law: Any) -> str:
    text = words(part, law)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text


class _Watched:
    """A table of facts that remembers which of them were read."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.seen: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in self._table.columns:
            self.seen.append(name)
        return getattr(self._table, name)


class _Spoken:
    """Values of the law as they read in a sentence: lists joined by commas."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __getattr__(self, name: str) -> _Spoken:
        return _Spoken(getattr(self._value, name))

    def __format__(self, spec: str) -> str:
        if isinstance(self._value, tuple | list):
            return ", ".join(str(item) for item in self._value)
        return format(str(self._value), spec)
