"""C7 and what stands beside it: lowest ratings, widest gaps, "No" answers; the last cycle; the admissions funnel."""

from __future__ import annotations

from fractions import Fraction

from openperkins.needs import compare
from openperkins.needs.assessment import Assessment
from openperkins.needs.funnel import fewest_of_a_ratio, funnel
from openperkins.needs.instrument import load_instrument
from openperkins.needs.priorities import Gap, fewest_of_a_gap, lowest_ratings, suggestions, widest_gaps

OURS = load_instrument()
SCOPES = ("school", "460302")


def gap(points: str, students: int, component: int = 1, group: str = "Asian") -> Gap:
    return Gap(component, "1.ela", "ELA", "school", group, Fraction(points), students)


def rated(**levels: str) -> dict[str, str]:
    return {f"{key.removeprefix('c').replace('_', '.')}.rating.school": level for key, level in levels.items()}


def test_challenge_comes_before_developing_and_the_school_before_its_programs():
    answers = {
        "1.1.rating.school": "developing", "1.2.rating.460302": "challenge", "1.3.rating.school": "challenge",
        "2.1.rating.school": "established", "1.1.rating.school.by.7": "challenge",
    }  # fmt: skip
    found = lowest_ratings(Assessment(OURS, answers), SCOPES)
    assert [(one.criterion.id, one.scope) for one in found] == [
        ("1.3", "school"),
        ("1.2", "460302"),
        ("1.1", "school"),
    ]


def test_a_gap_counts_from_the_students_the_review_names():
    """N14"""
    assert (fewest_of_a_gap(), fewest_of_a_ratio()) == (16, 10)
    assert widest_gaps([gap("9", 15), gap("1/3", 16), gap("0", 90)]) == [gap("1/3", 16)]


def test_gaps_are_ordered_exactly_and_equal_ones_by_name():
    third, nearly = gap("1/3", 20), gap("33333333333333333333/100000000000000000000", 20)
    equal = gap("1/3", 20, group="White")
    assert widest_gaps([nearly, equal, third]) == [third, equal, nearly]
    assert third.points_text == "0.3" and gap("1/20", 20).points_text == "0.1"


def test_suggestions_say_why_and_equal_ones_keep_the_order_of_the_instrument():
    answers = {**rated(c3_1="challenge", c2_1="challenge", c1_1="developing"), "7.1.a.answer": "no"}
    found = suggestions(Assessment(OURS, answers), SCOPES, [gap("5", 40, component=3)])
    assert [one.component.number for one in found] == [3, 2, 7, 1]
    assert found[0].reasons == ["One rating of Challenge.", "Asian are 5.0 points behind all students in ELA."]
    assert found[2].reasons == ["One check answered No."]
    assert suggestions(Assessment(OURS, {}), SCOPES, []) == []


def test_this_cycle_beside_the_last():
    last = Assessment(OURS, {**rated(c1_1="challenge", c1_2="exemplar"), "7.1.a.answer": "no", "7.1.c.answer": "yes",
                             "2.irc.value.school.all": "9.5"})  # fmt: skip
    this = Assessment(OURS, {**rated(c1_1="developing", c1_2="exemplar"), "7.1.a.answer": "planned",
                             "7.1.c.answer": "applies_not", "2.irc.value.school.all": "10"})  # fmt: skip
    ratings = {one.id: one.moved for one in compare.ratings(last, this)}
    assert (ratings["1.1"], ratings["1.2"], ratings["1.3"]) == ("up", "same", "")
    checks = {one.id: (one.before, one.now, one.moved) for one in compare.checks(last, this)}
    assert checks["7.1.a"] == ("No", "A plan is in place", "up")
    assert checks["7.1.c"] == ("Yes", "Does not apply", "")
    assert [(one.id, one.moved) for one in compare.values(last, this)] == [("2.irc", "up")]


def test_the_funnel_is_exact_and_takes_no_ratio_from_a_small_group():
    found = funnel({"all": [100, 60], "white": [60, 40], "asian": [10, 5], "male": [9, 9], "female": [0, 0]})
    rates = {group: steps[0].rate for group, steps in found.passed.items()}
    assert rates == {"all": Fraction(3, 5), "white": Fraction(2, 3), "asian": Fraction(1, 2), "male": 1, "female": None}
    ratios = {group: steps[0].ratio for group, steps in found.passed.items()}
    assert ratios == {"all": Fraction(9, 10), "white": 1, "asian": Fraction(3, 4), "male": None, "female": None}


def test_a_group_that_alone_is_typed_is_not_its_own_best():
    """Some group does at least as well as all students: no ratio is over 1, and a group behind them is below it."""
    found = funnel({"all": [180, 150], "male": [20, 6], "asian": [9, 9]})
    ratios = {group: steps[0].ratio for group, steps in found.passed.items()}
    assert ratios == {"all": 1, "male": Fraction(9, 25), "asian": None}


def test_the_funnel_without_numbers_and_with_more_than_there_can_be():
    assert funnel({"all": [None, None]}).is_empty
    found = funnel({"all": [5, 6, None]})
    assert found.impossible == [("all", 1)]
    assert [one.rate for one in found.passed["all"]] == [None, None]
