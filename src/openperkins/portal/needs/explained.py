"""How a measure of the review counts, in the words of its definition, and the readings it follows."""

from __future__ import annotations

from functools import cache
from typing import Any

from openperkins.kernel import Rule, leaves, words
from openperkins.law import load_review
from openperkins.law.model import Ruleset, joined
from openperkins.needs.measures import BY_CODE, Measure
from openperkins.needs.questions import CTE, SCHOOL
from openperkins.portal.law import ruleset_of
from openperkins.portal.needs.figures import Figures
from openperkins.portal.results.definitions import Clause, Definition, Reading, reading_of


@cache
def review_rules() -> Ruleset:
    """The choices of the review's measures and their readings, N01 and up."""
    return load_review()


def review_readings() -> list[Reading]:
    """The readings of the review in force, in order."""
    rules = review_rules()
    return [reading_of(id, rules) for id in sorted(rules.readings)]


def measure_in_words(code: str, scope: str, figures: Figures) -> Definition:
    """Who is counted by a measure at a place, who is in the numerator, and the readings of both.

    The rules are those the figures were computed by. Raises KeyError for a measure that is none.
    """
    measure, review = BY_CODE[code], review_rules()
    ruleset = ruleset_of(figures.publication.ruleset, figures.publication.changes)
    law = joined(ruleset.law, review.law)
    counted = [*_clauses(measure.measured, law), *_of_place(measure, scope, figures, law)]
    parts = [("Who is counted", tuple(dict.fromkeys(counted)))]
    if measure.numerator is not None:
        made = _clauses(measure.numerator, law)
        if measure.stays:
            made.append(Clause("is in the same organization", measure.reading, ""))
        parts.append(("Who of them is in the figure’s numerator", tuple(made)))
    followed = {clause.reading for _, clauses in parts for clause in clauses} | {measure.reading}
    known = [(id, rules) for id in sorted(followed) for rules in (review, ruleset) if id in rules.readings]
    return Definition(tuple(parts), tuple(reading_of(id, rules) for id, rules in known))


def _of_place(measure: Measure, scope: str, figures: Figures, law: Any) -> list[Clause]:
    """What a figure asks besides, where it is not of a whole school."""
    if scope == SCHOOL or scope in figures.schools:
        return [] if SCHOOL in measure.scopes else _clauses(measure.in_cte, law)
    in_cte = _clauses(measure.in_cte, law)
    return in_cte if scope == CTE else [*in_cte, Clause("is in this program", measure.reading, "")]


def _clauses(rule: Rule, law: Any) -> list[Clause]:
    return [Clause(words(leaf, law), leaf.reading, ", ".join(leaf.cites)) for leaf in leaves(rule)]
