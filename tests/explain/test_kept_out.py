"""What keeps the students of a cell out of the numerator: the sums agree with the traces and the results."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import openperkins
from openperkins.errors import UnknownNameError, UsageError
from openperkins.indicators.catalogue import INDICATORS
from tests.engines.comparing import independent_places

HAND_MADE = Path(__file__).parents[1] / "engines" / "hand_made" / "records"
CODES = [indicator.code for indicator in INDICATORS]
STATE, SALTMARSH = "00000000", "08050000"


@cache
def cell(org_code: str, code: str, population: str = "all") -> Any:
    return openperkins.explain_cell(HAND_MADE, "2016-17", org_code, code, population)


@pytest.mark.parametrize("code", CODES)
def test_everyone_of_the_population_outside_the_numerator(code: str) -> None:
    found = cell(STATE, code)
    places = independent_places(HAND_MADE, 2017)
    outside = {s for (s, c), place in places.items() if c == code and place.in_population and not place.in_numerator}
    # a student without the record that places him or her counts nowhere, so in no cell
    counted = {sasid for sasid in outside if places[sasid, code].org}
    listed = [sasid for criterion in found.criteria for sasid in criterion.students]
    assert len(listed) == len(set(listed)), "a student is kept out by one criterion alone, or by several"
    assert set(listed) <= counted
    assert found.out == len(counted)
    assert found.several == found.out - len(listed)


@pytest.mark.parametrize("code", CODES)
def test_members_of_the_denominator_agree_with_the_results(code: str) -> None:
    results = openperkins.run(HAND_MADE, "2016-17").results
    row = results.filter(pl.col("org_code") == SALTMARSH, pl.col("indicator") == code, pl.col("population") == "all")
    denominator, numerator = row.select("denominator", "numerator").row(0)
    found = cell(SALTMARSH, code)
    last = found.criteria[-1]
    places = independent_places(HAND_MADE, 2017)
    by_numerator = {
        sasid
        for (sasid, c), place in places.items()
        if c == code and place.in_denominator and not place.in_numerator and place.org.startswith("0805")
    }
    assert len(by_numerator) == denominator - numerator
    assert set(last.students) <= by_numerator


def test_who_is_kept_out_by_the_follow_up_alone() -> None:
    found = cell(STATE, "5S1")
    by = {criterion.reading: set(criterion.students) for criterion in found.criteria}
    assert "1000000004" in by["R28"]
    assert all(criterion.says for criterion in found.criteria)
    assert list(found.criteria[-1].students) == sorted(found.criteria[-1].students)


def test_a_population_is_part_of_all() -> None:
    everyone = {s for c in cell(STATE, "3S1").criteria for s in c.students}
    women = {s for c in cell(STATE, "3S1", "female").criteria for s in c.students}
    men = {s for c in cell(STATE, "3S1", "male").criteria for s in c.students}
    assert women and men and not women & men
    assert women | men <= everyone
    assert cell(STATE, "3S1", "female").out + cell(STATE, "3S1", "male").out <= cell(STATE, "3S1").out


def test_a_consortium_is_its_members() -> None:
    members = [cell(org, "3S1") for org in ("01010000", "01020000")]
    together = cell("07000000", "3S1")
    assert together.out == sum(member.out for member in members)
    for place, criterion in enumerate(together.criteria):
        assert set(criterion.students) == {s for member in members for s in member.criteria[place].students}


def test_plain_values() -> None:
    found = cell(SALTMARSH, "5S1").as_dict()
    assert {"org_code", "school_year", "indicator", "population", "out", "criteria", "several"} <= set(found)
    assert (found["org_code"], found["school_year"], found["indicator"]) == (SALTMARSH, "2016-17", "5S1")


@pytest.mark.parametrize(
    ("org_code", "code", "population", "error"),
    [
        ("99990000", "5S1", "all", UnknownNameError),
        (STATE, "9S9", "all", UsageError),
        (STATE, "5S1", "everyone", UsageError),
    ],
)
def test_names_nobody_knows(org_code: str, code: str, population: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        openperkins.explain_cell(HAND_MADE, "2016-17", org_code, code, population)


def test_no_result_has_no_cell(records: Path) -> None:
    (records / "followup" / "2017.csv").unlink()
    with pytest.raises(UnknownNameError, match="no result"):
        openperkins.explain_cell(records, "2016-17", STATE, "5S1")
