"""A weaker rule asked early keeps everyone the whole rule keeps, and reads nothing that is not there yet."""

from __future__ import annotations

import itertools

import pytest

from openperkins.engine.compile import RECORDS
from openperkins.facts.names import FACTS, every_fact
from openperkins.facts.sources import Sources
from openperkins.facts.student_years import StudentYears
from openperkins.indicators.catalogue import INDICATORS
from openperkins.kernel import AllOf, AnyOf, Criterion, Not, at_least_one, facts_asked
from openperkins.law import load_ruleset

LAW = load_ruleset("perkins_iv_ma").law


def asks(name: str) -> Criterion:
    return Criterion(name, name, lambda student, law: getattr(student, name) == "M", "no", ("none",), "R03")


GENDER, STATUS, PROGRAM = asks("gender"), asks("leaving_status"), asks("program")
RULES = (GENDER & STATUS, GENDER & STATUS & PROGRAM, GENDER & (PROGRAM | ~STATUS))


def holds(rule, answers) -> bool:
    match rule:
        case Criterion():
            return answers[rule.name]
        case Not(part):
            return not holds(part, answers)
        case AllOf(parts):
            return all(holds(part, answers) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers) for part in parts)


@pytest.mark.parametrize("known", [("gender",), ("gender", "leaving_status"), ("gender", "leaving_status", "program")])
def test_narrowing_keeps_everyone_who_will_meet_a_rule(known):
    rule = at_least_one(RULES, known, every_fact(), LAW)
    assert facts_asked([rule], every_fact(), LAW) <= set(known)
    for values in itertools.product([True, False], repeat=3):
        answers = dict(zip(("gender", "leaving_status", "program"), values, strict=True))
        wanted = any(holds(one, answers) for one in RULES)
        assert holds(rule, answers) or not wanted
        if len(known) == 3:
            assert holds(rule, answers) == wanted, "with every fact there, nothing is left open"


def test_narrowing_asks_nothing_before_a_fact_is_there():
    assert at_least_one(RULES, ("org_code",), every_fact(), LAW) is None
    assert at_least_one((), FACTS, every_fact(), LAW) is None


def test_every_fact_is_declared_with_the_type_it_has():
    for record in RECORDS:
        facts = StudentYears(Sources((2017,)), (2017,), LAW).of(record).schema()
        built = {name: str(kind).lstrip("!") for name, kind in facts.items() if name in FACTS}
        assert built == {name: FACTS[name] for name in built}
        rules = [indicator.counts_in_numerator for indicator in INDICATORS if indicator.record == record]
        assert facts_asked(rules, every_fact(), LAW) <= set(built)
