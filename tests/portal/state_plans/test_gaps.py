"""The gaps a plan weighs: every group the Act names, exact, against all students and the others."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from openperkins.accountability.gaps import gaps
from openperkins.accountability.names import SPECIAL_CONSIDERATION
from openperkins.portal.law import population_titles, ruleset_of
from openperkins.portal.results.queries import published
from openperkins.portal.state_plans.answers import GROUNDS, faults_of, populations_of, question_place, question_title
from openperkins.portal.state_plans.gaps import gaps_of, points_in_words, required_grounds
from openperkins.schoolyear import SchoolYear
from tests.portal.factories import STATE
from tests.portal.state_plans.steps import GROUPS, figures

LAW = ruleset_of().law


def test_every_group_the_act_names_stands_at_one_ground():
    found = [population for ground in GROUNDS for population in populations_of(ground)]
    assert sorted(found) == sorted(SPECIAL_CONSIDERATION) and set(GROUNDS.values()) == set(
        SPECIAL_CONSIDERATION.values()
    )
    assert populations_of("ethnicity") == ["hispanic_or_latino"] and populations_of("gender") == ["male", "female"]


@pytest.mark.django_db
def test_gaps_are_those_the_results_have(organizations):
    figures()
    found = gaps_of(published(STATE, SchoolYear(2017)), "2S1")
    rows = [("2016-17", STATE, "state", "2S1", population, *GROUPS[population]) for population in GROUPS]
    names = ["school_year", "org_code", "org_kind", "indicator", "population", "denominator", "numerator"]
    reckoned = gaps(pl.DataFrame(rows, schema=names, orient="row"), LAW)
    told = {row["population"]: row for row in reckoned.iter_rows(named=True)}
    for one in (one for groups in found.values() for one in groups if one.cell.population in told):
        row = told[one.cell.population]
        if row["gap_denominator"]:
            assert one.to_all == Fraction(row["gap_numerator"], row["gap_denominator"])
        for points, printed in ((one.points, row["gap"]), (one.points_to_others, row["gap_to_others"])):
            assert points.replace("−", "-").lstrip("+") == (printed or "")
    female = found["gender"][1]
    assert (female.title, female.points, female.points_to_others) == ("Female", "−4.4", "−8.1")
    assert female.is_behind and not female.is_small
    (migrant,) = found["migrant"]
    assert migrant.is_small and migrant.is_behind
    (disability,) = found["disability"]
    assert disability.points == "" and not disability.is_behind and not disability.is_small


@pytest.mark.django_db
def test_a_ground_with_a_group_behind_has_to_be_answered(organizations):
    figures()
    required = required_grounds(gaps_of(published(STATE, SchoolYear(2017)), "2S1"))
    assert required == {
        "race": True,
        "ethnicity": False,
        "gender": True,
        "disability": False,
        "migrant": True,
        "english": False,
        "economic": False,
    }
    assert required_grounds(gaps_of(None, "2S1")) == dict.fromkeys(GROUNDS, False)
    missing = [where for where, _ in faults_of({}, required)]
    assert missing == [
        "Agencies consulted",
        "Organizations consulted",
        "Individuals consulted",
        "The plan",
        "Gaps by race",
        "Gaps by gender",
        "Gaps by migrant status",
    ]


def test_a_gap_too_small_to_print_says_its_side():
    assert points_in_words(Fraction(-1, 100), LAW) == "less than 0.1 behind"
    assert points_in_words(Fraction(1, 100), LAW) == "less than 0.1 ahead"
    assert points_in_words(Fraction(0), LAW) == "0.0" and points_in_words(None, LAW) == ""
    assert points_in_words(Fraction(-1, 20), LAW) == "−0.1"


def test_questions_have_titles_and_places():
    assert question_title("ground.english") == "Gaps by English proficiency" and question_title("x") == "x"
    assert question_place("plan") < question_place("ground.race") < question_place("no such question")
    assert set(population_titles()) > set(SPECIAL_CONSIDERATION)
