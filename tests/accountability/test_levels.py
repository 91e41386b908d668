"""Who is measured by whom, and the floor of a proposal."""

from __future__ import annotations

import polars as pl
import pytest

from openperkins.accountability.levels import (
    levels_in_force,
    lowest_proposals,
    measured_by,
    with_named_organizations,
)
from openperkins.accountability.names import INDICATORS, STATE
from openperkins.accountability.plans_owed import judge

from .invented import LEVELS, ORGANIZATIONS, counts, law, table

ORGS = table(
    ORGANIZATIONS,
    (STATE, "State", "state", ""),
    ("09010000", "Twin Rivers", "consortium", ""),
    ("01010000", "Alder", "district", "09010000"),
    ("01010505", "Alder High", "school", "01010000"),
    ("01010999", "Alder Evening", "school", None),
    ("02020000", "Birch", "district", None),
    ("03030505", "Only named", "school", ""),
)


def test_measured_by():
    assert dict(measured_by(ORGS).rows()) == {
        STATE: STATE,
        "09010000": "09010000",
        "01010000": "09010000",
        "01010505": "09010000",
        "01010999": "09010000",
        "02020000": "02020000",
        "03030505": "03030000",
    }


def test_measured_by_a_district_of_other_digits():
    assert dict(measured_by(ORGS, district_digits=3).rows())["03030505"] == "03000000"


def test_parents_in_a_circle_are_refused():
    circle = table(ORGANIZATIONS, ("1", "a", "district", "2"), ("2", "b", "district", "1"))
    with pytest.raises(ValueError, match="its own parent: 1 -> 2 -> 1"):
        measured_by(circle)


def test_organizations_only_the_records_name_join_under_their_code():
    counted = pl.DataFrame({"org_code": ["04040000", STATE, "02020000"], "org_kind": ["district", "state", "district"]})
    known = ORGS.filter(pl.col("kind") != "state")
    named = {row[0]: row[1:] for row in with_named_organizations(known, counted).rows()}
    assert named["04040000"] == ("04040000", "district", "")
    assert named[STATE] == ("State", "state", "")
    assert named["02020000"] == ("Birch", "district", "")
    assert len(named) == len(ORGS) + 1


def test_levels_in_force_are_sorted_and_whole():
    levels = table(LEVELS, (2017, STATE, "6S2", "22.25"), (2017, "09010000", "6S2", "20.0"))
    found = levels_in_force(ORGS, levels, law(), [2017, 2016])
    assert found.height == 2 * len(ORGS) * len(INDICATORS)
    keys = found.select("school_year", "org_code", "indicator").rows()
    assert keys == sorted(keys)
    of_2017 = found.filter((pl.col("school_year") == 2017) & (pl.col("indicator") == "6S2"))
    assert {row[1]: row[3:] for row in of_2017.rows()} == {
        STATE: ("22.25", "state"),
        "09010000": ("20", "local"),
        "01010000": ("20", "local"),
        "01010505": ("20", "local"),
        "01010999": ("20", "local"),
        "02020000": ("22.25", "state"),
        "03030505": ("22.25", "state"),
    }
    assert set(found.filter(pl.col("school_year") == 2016)["level_source"]) == {"none"}


@pytest.mark.parametrize(
    ("numerator", "changes", "floor"),
    [
        (90, {}, "91"),
        (89, {}, None),
        (90, {"levels__floor_after_meeting": "none"}, None),
    ],
)
def test_a_district_that_met_the_state_level_may_not_propose_less_than_the_next(numerator, changes, floor):
    kinds = {STATE: "state", "02020000": "district", "01010505": "school"}
    counted = counts(2017, kinds, {("02020000", "1S1", "all"): (numerator, 100)})
    levels = table(LEVELS, (2017, STATE, "1S1", "90"), (2017, "02020000", "1S1", "95"))
    results = judge(counted, ORGS, levels, None, law())
    found = lowest_proposals(results, {"1S1": "91.0"}, law(**changes))
    assert found["org_code"].unique().to_list() == ["02020000"]
    assert found["indicator"].to_list() == list(INDICATORS)
    assert found.filter(pl.col("indicator") == "1S1")["floor"].item() == floor
    assert found.filter(pl.col("indicator") != "1S1")["floor"].null_count() == len(INDICATORS) - 1
