"""Years in a row, the list of plans owed, and the turns a sentence takes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from openperkins.accountability.consecutive import years_below, years_of
from openperkins.accountability.names import STATE
from openperkins.accountability.owed import owed
from openperkins.accountability.plans_owed import judge
from openperkins.accountability.sentences import Finding, sentence
from openperkins.errors import UnknownNameError

from .invented import LEVELS, ORGANIZATIONS, PLANS, counts, law, table

BIRCH = "02020000"
ORGS = table(ORGANIZATIONS, (BIRCH, "Birch", "district", ""), ("02020505", "Birch High", "school", BIRCH))
KINDS = {STATE: "state", BIRCH: "district", "02020505": "school"}


def published(*runs: tuple[int, int], population: str = "all") -> dict[int, pl.DataFrame]:
    """Results by year in which Birch has `numerator` of 20 in 1S1; the State level is 90."""
    found = {}
    for school_year, numerator in runs:
        given = {(BIRCH, "1S1", population): (numerator, 20), ("02020505", "1S1", population): (numerator, 20)}
        levels = table(LEVELS, (school_year, STATE, "1S1", "90"))
        found[school_year] = judge(counts(school_year, KINDS, given), ORGS, levels, None, law())
    return found


def run_of(results: dict[int, pl.DataFrame], year: int) -> tuple[int, str] | None:
    rows = years_below(results, year).filter(pl.col("org_code") == BIRCH)
    return None if rows.is_empty() else rows.select("years_below", "below_since").row(0)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([(2017, 10)], (1, "2016-17")),
        ([(2017, 17)], None),
        ([(2016, 10), (2017, 10)], (2, "2015-16")),
        ([(2014, 10), (2015, 10), (2016, 10), (2017, 10)], (4, "2013-14")),
        ([(2015, 10), (2016, 17), (2017, 10)], (1, "2016-17")),
        ([(2015, 10), (2017, 10)], (1, "2016-17")),
        ([(2016, 10), (2017, 10), (2018, 20)], (2, "2015-16")),
        ([(2014, 10), (2015, 20), (2016, 10), (2017, 10)], (2, "2015-16")),
    ],
    ids=[
        "first year",
        "within is not below",
        "two years",
        "four years",
        "a better year ends the run",
        "a year not published ends the run",
        "later years do not matter",
        "a run starts anew",
    ],
)
def test_years_in_a_row(runs, expected):
    assert run_of(published(*runs), 2017) == expected


def test_a_year_without_students_ends_the_run():
    results = published((2016, 10), (2017, 10))
    none = counts(2016, KINDS, {})
    results[2016] = judge(none, ORGS, table(LEVELS, (2016, STATE, "1S1", "90")), None, law())
    assert run_of(results, 2017) == (1, "2016-17")


def test_years_of_takes_one_table_apart():
    results = published((2016, 10), (2017, 10))
    together = pl.concat([results[2017], results[2016]])
    apart = years_of(together)
    assert list(apart) == [2016, 2017]
    assert apart[2017].equals(results[2017])


def test_an_unpublished_year_names_those_there_are():
    with pytest.raises(UnknownNameError, match=r"2014-15.*Years with results: 2015-16, 2016-17"):
        owed(published((2016, 10), (2017, 10)), 2015, ORGS, law())


def test_owed_lists_districts_in_results_order_with_every_figure():
    results = published((2015, 10), (2016, 12), (2017, 15))
    (plan,) = owed(results, 2017, ORGS, law())
    assert (plan.org_code, plan.org_name, plan.indicator, plan.population) == (BIRCH, "Birch", "1S1", "all")
    assert (plan.numerator, plan.denominator, plan.percent) == (15, 20, "75.00")
    assert (plan.level, plan.level_source, plan.threshold, plan.plan) == ("90", "state", "81", "required")
    assert (plan.more_to_line, plan.more_to_level) == (2, 3)
    assert (plan.years_below, plan.below_since, plan.gap, plan.accepted_year) == (3, "2014-15", None, None)
    assert "below for the 3rd year in a row, since 2014-15 (after 3 the Act allows further action)" in plan.sentence


def test_owed_of_a_year_in_which_nothing_is_owed():
    assert owed(published((2017, 20)), 2017, ORGS, law()) == []


def test_the_latest_earlier_plan_is_named():
    filed = table(PLANS, *((BIRCH, "1S1", "all", y) for y in (2012, 2015, 2017)))
    levels = table(LEVELS, (2017, STATE, "1S1", "90"))
    results = judge(counts(2017, KINDS, {(BIRCH, "1S1", "all"): (10, 20)}), ORGS, levels, filed, law())
    (plan,) = owed({2017: results}, 2017, ORGS, law(), filed)
    assert (plan.plan, plan.accepted_year) == ("on_file", 2015)
    assert "a plan accepted in 2014-15 is on file" in plan.sentence
    (unnamed,) = owed({2017: results}, 2017, ORGS, law())
    assert "a plan accepted in an earlier year is on file" in unnamed.sentence


FINDING = Finding(
    org_kind="district",
    indicator="5S1",
    population="students_with_disabilities",
    denominator=66,
    numerator=49,
    level="90.5",
    level_source="local",
    threshold="81.45",
    plan="required",
    more_to_line=5,
    years_below=2,
    below_since="2015-16",
    gap=Fraction(-123, 10),
    accepted_year=None,
)


def test_a_whole_sentence():
    assert sentence(FINDING, law()) == (
        "5S1 Placement, students with disabilities: 49 of 66 = 74.2% is below the line 81.45% (90% of the local "
        "level 90.5%); 5 more students would have reached it; below for the 2nd year in a row, since 2015-16; "
        "12.3 points under all students; an improvement plan is owed."
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"gap": Fraction(4, 10)}, "; 0.4 points over all students;"),
        ({"gap": Fraction(0)}, "; level with all students;"),
        ({"gap": Fraction(-1, 100)}, "; less than 0.1 points under all students;"),
        ({"more_to_line": 1}, "; 1 more student would have reached it;"),
        ({"more_to_line": 17}, "; 17 more students would have reached it;"),
        ({"numerator": 4905, "denominator": 6600}, ": 4,905 of 6,600 = 74.3% is below"),
        ({"plan": "exempt_small", "denominator": 9, "numerator": 1}, "; fewer than 16: 9 students, no plan is owed."),
        ({"plan": "exempt_small", "denominator": 1, "numerator": 0}, "; fewer than 16: 1 student, no plan is owed."),
        ({"plan": "not_required"}, "; 12.3 points under all students."),
    ],
)
def test_turns_of_the_sentence(change, told):
    assert told in sentence(replace(FINDING, **change), law())


def test_students_who_are_not_there_are_not_asked_for():
    told = sentence(replace(FINDING, more_to_line=18), law())
    assert "more student" not in told


def test_a_small_group_is_not_threatened_with_action():
    told = sentence(replace(FINDING, plan="exempt_small", years_below=4, below_since="2013-14"), law())
    assert "below for the 4th year in a row, since 2013-14;" in told
    assert "Act" not in told


def test_a_rate_that_prints_like_its_line_is_called_rounded():
    close = replace(FINDING, numerator=13589, denominator=20000, level="75.5", threshold="67.95", more_to_line=1)
    assert "= 67.95%, rounded, is below the line 67.95%" in sentence(close, law())
