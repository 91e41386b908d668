"""What rules still say when only some facts are known: a weaker rule, asked before the rest is worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from openperkins.kernel.readings import facts_used, leaves
from openperkins.kernel.rules import AllOf, AnyOf, Rule


def facts_asked(rules: Iterable[Rule], every_fact: Any, law: Any) -> frozenset[str]:
    """Names of the facts that rules read. `every_fact` is a table that has all there are."""
    read = (facts_used(leaf, every_fact, law) for rule in rules for leaf in leaves(rule))
    return frozenset(name for names in read for name in names)


def at_least_one(rules: Iterable[Rule], known: Collection[str], every_fact: Any, law: Any) -> Rule | None:
    """A rule that every row meets which will meet at least one of `rules`; it reads only `known` facts.

    What all of them demand comes first, so that an engine can ask it by itself. None when nothing can be asked yet.
    """

    def can_ask(part: Rule) -> bool:
        return facts_asked([part], every_fact, law) <= set(known)

    asked = [[part for part in _parts(rule) if can_ask(part)] for rule in rules]
    if not asked:
        return None
    shared = [part for part in asked[0] if all(_holds(part, other) for other in asked)]
    own = _weakest([[part for part in parts if not _holds(part, shared)] for parts in asked])
    demanded = (*shared, AnyOf(tuple(_all(parts) for parts in own))) if all(own) else tuple(shared)
    return _all(demanded) if demanded else None


def _parts(rule: Rule) -> tuple[Rule, ...]:
    return rule.parts if isinstance(rule, AllOf) else (rule,)


def _all(parts: Collection[Rule]) -> Rule:
    first, *others = parts
    return AllOf(tuple(parts)) if others else first


def _holds(part: Rule, parts: Iterable[Rule]) -> bool:
    return any(part is other for other in parts)


def _weakest(alternatives: list[list[Rule]]) -> list[list[Rule]]:
    """Alternatives without those that demand all another demands, and more: they add nothing."""
    kept: list[list[Rule]] = []
    for parts in sorted(alternatives, key=len):
        if not any(all(_holds(part, parts) for part in weaker) for weaker in kept):
            kept.append(parts)
    return kept
