"""The product and the independent computation give the same measures, cell by cell, on every engine."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import openperkins
from openperkins.engine import measures as measures_room
from openperkins.needs.measures import MEASURES
from tests.engines.comparing import complete_years, label, records_of
from tests.engines.independent.measures import measures as independent

HAND_MADE = Path(__file__).parents[1] / "hand_made" / "records"
SEEDS = (11, 12)
#: measures that are a core indicator's own definition
SAME = {"graduation": "4S1", "nontraditional": "6S1"}


@cache
def measures(folder: Path, year: int) -> pl.DataFrame:
    return openperkins.measures(folder, label(year))


def cells(table: pl.DataFrame) -> dict[tuple[str, ...], tuple[int | None, int | None]]:
    columns = ("org_code", "scope", "measure", "population", "denominator", "numerator")
    return {row[:4]: row[4:] for row in table.select(columns).iter_rows()}


def differences(folder: Path, year: int) -> dict[tuple[str, ...], Any]:
    found, other = cells(measures(folder, year)), independent(records_of(folder), year)
    return {cell: (found.get(cell), other.get(cell)) for cell in found | other if found.get(cell) != other.get(cell)}


@pytest.mark.parametrize("year", complete_years(HAND_MADE))
def test_the_hand_made_records(year):
    assert differences(HAND_MADE, year) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_invented_state(seed, invented_states):
    folder = invented_states(seed)
    for year in complete_years(folder):
        assert differences(folder, year) == {}, label(year)


def test_an_invented_state_has_students_of_every_measure_in_and_out(invented_states):
    found = measures(invented_states(SEEDS[0]), 2017).filter(population="all", org_kind="district")
    for measure in MEASURES:
        rows = found.filter(measure=measure.code)
        denominator, numerator = rows["denominator"].sum(), rows["numerator"].sum()
        assert denominator > 0
        assert measure.is_count or 0 < numerator < denominator, measure.code


@pytest.mark.parametrize("measure", SAME)
def test_what_is_a_core_indicator_too_is_the_same(measure, invented_states):
    folder = invented_states(SEEDS[0])
    found = openperkins.run(folder, "2016-17")
    own = measures(folder, 2017).filter(measure=measure)
    shown = ["org_code", "population", "denominator", "numerator"]
    text = pl.col(pl.Enum).cast(pl.String)
    of_all = found.results.with_columns(text).filter(indicator=SAME[measure]).select(shown)
    of_programs = found.programs.with_columns(text).filter(indicator=SAME[measure]).select("program", *shown)
    in_cte = own.filter(scope="cte").select(shown)
    assert in_cte.height and in_cte.join(of_all, on=shown, how="anti").is_empty()
    placed = own.filter(~pl.col("scope").is_in(["school", "cte"]), pl.col("org_kind") != "school")
    placed = placed.select(pl.col("scope").alias("program"), *shown)
    # a program may have students in measures and none in any indicator
    counted = placed.filter(pl.col("denominator") > 0)
    assert counted.height and counted.join(of_programs, on=["program", *shown], how="anti").is_empty()
    total = of_programs.filter(pl.col("org_code") != "00000000", pl.col("population") == "all")["denominator"].sum()
    assert counted.filter(population="all")["denominator"].sum() == total


def test_ranges_of_students(monkeypatch):
    edges = [None, "1000000001", "1000000012", "1000000030", "1000000400", None]
    monkeypatch.setattr(measures_room, "ranges", lambda files, memory: list(itertools.pairwise(edges)))
    assert openperkins.measures(HAND_MADE, "2016-17").equals(measures(HAND_MADE, 2017))


@pytest.mark.spark
def test_spark_finds_the_same(spark, invented_states):
    for folder, year in ((HAND_MADE, 2017), (invented_states(SEEDS[0]), 2016)):
        other = openperkins.measures(folder, label(year), engine="spark")
        assert other.write_csv() == measures(folder, year).write_csv()
