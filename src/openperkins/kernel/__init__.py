"""The small language the rules are written in: criteria, indicators, populations.

A criterion is one question about one student; rules join criteria with `&`, `|` and `~`; an indicator is three
rules that narrow each other. Nothing here knows any law, file or engine.
"""

from openperkins.kernel.definitions import Indicator, Population
from openperkins.kernel.narrowing import at_least_one, facts_asked
from openperkins.kernel.readings import expression, facts_used, flipped, leaves, unknown, value, words
from openperkins.kernel.rules import AllOf, AnyOf, Criterion, Not, Rule, criterion

__all__ = [
    "AllOf",
    "AnyOf",
    "Criterion",
    "Indicator",
    "Not",
    "Population",
    "Rule",
    "at_least_one",
    "criterion",
    "expression",
    "facts_asked",
    "facts_used",
    "flipped",
    "leaves",
    "unknown",
    "value",
    "words",
]
