"""The working of a cell, sentence by sentence: each rule prints the numbers it used."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from openperkins.portal.law import ruleset_of
from openperkins.portal.results.figures import Cell
from openperkins.portal.results.working import working


def found(kind="district", cells=None):
    year = SimpleNamespace(ends=2017)
    return SimpleNamespace(ruleset=ruleset_of(), sheet=SimpleNamespace(org_kind=kind), year=year, cells=cells)


def cell(denominator, numerator, percent, standing, plan, *, level="90.5", threshold="81.45", source="local"):
    return Cell("2S1", "all", denominator, numerator, percent, level, source, threshold, standing, plan)


def said(*args, **options):
    return working(found(), cell(*args, **options), []).text


def test_a_plan_is_required():
    assert said(66, 49, "74.24", "below", "required") == (
        "49 of 66 students = 74.24%. The local level is 90.5%. 90% of it is 81.45%. "
        "74.24 is below 81.45, and 66 is 16 or more: an improvement plan is required. "
        "5 more students would reach the line."
    )


def test_a_small_group_owes_none():
    assert "74.24" not in said(4, 3, "75.00", "below", "exempt_small")
    assert "75.00 is below 81.45, but 4 is fewer than 16: no plan is required. 1 more student would reach" in said(
        4, 3, "75.00", "below", "exempt_small"
    )


def test_a_plan_on_file():
    assert "on file: no new plan is required, a revision is encouraged." in said(66, 49, "74.24", "below", "on_file")


def test_a_part_owes_none():
    assert "owes no plan of its own" in said(66, 49, "74.24", "below", "not_required")


@pytest.mark.parametrize(("plan", "told"), [("required", "a State Improvement"), ("not_required", "for all students")])
def test_the_state_owes_its_plan_whatever_the_number(plan, told):
    of_state = found("state")
    said = working(of_state, cell(4, 3, "75.00", "below", plan, source="state"), []).text
    assert told in said and "State level is 90.5%" in said and "16" not in said


def test_within_and_met():
    assert said(200, 163, "81.50", "within", "not_required").endswith(
        "81.50 is below 90.5, but 81.45 or more: no plan is required."
    )
    assert said(20, 20, "100.00", "met", "not_required").endswith("100.00 is 90.5 or more: the level is met.")


def test_a_rate_that_prints_like_the_line_says_it_is_rounded():
    told = said(20000, 13589, "67.95", "below", "required", level="75.5", threshold="67.95")
    assert "67.95 (rounded) is below 67.95" in told


def test_a_line_is_never_rounded():
    told = said(100000, 86624, "86.62", "below", "required", level="96.25", threshold="86.625")
    assert "90% of it is 86.625%" in told
    assert "1 more student would reach the line." in told


def test_a_state_level_that_stands_in_says_so():
    told = said(66, 49, "74.24", "below", "required", source="state")
    assert "The State level, which stands in because no local level is agreed, is 90.5%." in told


@pytest.mark.parametrize(
    ("denominator", "numerator", "told"),
    [(None, None, "were not sent"), (0, 0, "No student is counted"), (10, 5, "No level is set")],
)
def test_nothing_to_compare(denominator, numerator, told):
    found_none = cell(denominator, numerator, "50.00", "none", "not_required", level=None, threshold=None)
    assert told in working(found(), found_none, []).text


def test_years_in_a_row_and_the_gap(published, organizations):
    from openperkins.portal.results.queries import trend
    from openperkins.schoolyear import SchoolYear

    years = trend("00010000", SchoolYear(2017))
    told = working(years[-1], years[-1].cells.of("1S1", "female"), years)
    assert told.beside[0] == "Below the line for the 2nd year in a row, since 2015-16."
