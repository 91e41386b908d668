"""Runs specs/negotiation.md, and what the sentences say."""

from __future__ import annotations

from fractions import Fraction

import pytest

from openperkins.accountability.exact import decimal_text
from openperkins.accountability.negotiation import (
    Actual,
    Floor,
    effect_on_state,
    faults_of,
    floor_of,
    others_of,
    what_if,
)

from .invented import law, tables_of

SPEC = tables_of("negotiation.md")
LEVELS = {"A": "90", "B": "80", "D": "70"}
STUDENTS = {"A": 100, "B": 300, "C": 50, "D": 0}


def why(case: dict[str, str]) -> str:
    return case.get("why") or case["levels"] or "none"


def counts(text: str) -> tuple[int, int]:
    numerator, denominator = (int(part) for part in text.split(" of "))
    return numerator, denominator


def printed(value: Fraction | None) -> str:
    return "" if value is None else decimal_text(value)


@pytest.mark.parametrize("case", SPEC["The floor"], ids=why)
def test_floor(case):
    actual = None
    if case["reached"]:
        actual = Actual("2016-17", *counts(case["reached"]), case["State level then"] or None)
    found = floor_of(actual, case["State level now"], law(levels__floor_after_meeting=case["rule"] or "state_level"))
    assert (found.level or "") == case["floor"]
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("case", SPEC["What can be proposed"], ids=why)
def test_what_can_be_proposed(case):
    against = faults_of(case["proposed"], Floor(case["floor"] or None, "It was met."))
    assert ("no" if against else "yes") == case["can it be"]
    assert all(reason.endswith(".") for reason in against)


@pytest.mark.parametrize("case", SPEC["The effect on the State's level"], ids=why)
def test_effect(case):
    found = effect_on_state(case["district"], case["proposes"], LEVELS, STUDENTS)
    assert (printed(found.weighted), printed(found.of_others)) == (case["State"], case["the others"])
    assert (found.districts, found.students) == (int(case["districts"]), int(case["students"]))


@pytest.mark.parametrize("case", SPEC["Other districts' levels"], ids=why)
def test_others(case):
    found = others_of([level for level in case["levels"].split(", ") if level])
    if found is None:
        assert not case["districts"]
        return
    told = (str(found.districts), printed(found.median), printed(found.lowest), printed(found.highest))
    assert told == (case["districts"], case["median"], case["lowest"], case["highest"])


@pytest.mark.parametrize("case", SPEC["Which populations would owe a plan"], ids=why)
def test_what_if(case):
    on_file = frozenset({"female"}) if case["on file"] == "yes" else frozenset({"male"})
    found = what_if({"female": counts(case["reached"])}, case["level"], on_file, law())
    told = [("yes" if one.below else "no", "yes" if one.owes else "no") for one in found]
    assert told == ([(case["below"], case["would owe"])] if case["below"] else [])


def test_the_rules_are_parameters():
    counted = {"all": (79, 100), "female": (8, 10)}
    strict = law(accountability__line="0.95", accountability__smallest_denominator="10")
    assert [one.owes for one in what_if(counted, "90", frozenset(), strict)] == [True, True]
    assert [one.owes for one in what_if(counted, "90", frozenset(), law())] == [True, False]


def test_a_floor_says_the_numbers():
    assert floor_of(Actual("2016-17", 1900, 2000, "90"), "92.5", law()).sentence == (
        "The State level of 2016-17, 90%, was met (1,900 of 2,000 = 95.00%), so the level cannot be below 92.5%."
    )
    assert floor_of(Actual("2016-17", 17999, 20000, "90"), "90", law()).sentence == (
        "The State level of 2016-17, 90%, was not met (17,999 of 20,000 = 90.00%, rounded), "
        "so a lower level can be proposed."
    )


def test_all_faults_are_said_at_once():
    assert faults_of("-0.125", Floor("90", "It was met.")) == [
        "-0.125 is not between 0 and 100 percent: write a percentage such as 86.5.",
        "It was met.",
    ]


def test_a_weighted_level_is_exact():
    found = effect_on_state("B", "80", {"A": "90"}, {"A": 1, "B": 2})
    assert found.weighted == Fraction(250, 3)
