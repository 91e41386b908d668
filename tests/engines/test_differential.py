"""The product and the independent computation give the same bytes, for every year and every option both have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import openperkins
from openperkins.engine.run import Run
from tests.engines.comparing import (
    CHANGES,
    complete_years,
    independent_places,
    independent_texts,
    label,
    student_rows,
    student_rows_of,
    texts_of,
)

HAND_MADE = Path(__file__).parent / "hand_made" / "records"
YEARS = complete_years(HAND_MADE)
SEEDS = (11, 12)


@cache
def hand_made_run(changes: tuple[tuple[str, str], ...] = ()) -> Run:
    """Every year of the hand-made records in one run."""
    return openperkins.run(HAND_MADE, [label(year) for year in YEARS], changes=dict(changes))


def test_the_hand_made_records_hold_several_years() -> None:
    assert YEARS == (2014, 2015, 2016, 2017)


@pytest.mark.parametrize("year", YEARS)
def test_files_of_one_year(year: int, tmp_path: Path) -> None:
    openperkins.run(HAND_MADE, label(year), out=tmp_path / "out")
    results, by_program = independent_texts(HAND_MADE, year)
    assert (tmp_path / "out" / "results.csv").read_text(encoding="utf-8") == results
    assert (tmp_path / "out" / "results_by_program.csv").read_text(encoding="utf-8") == by_program


@pytest.mark.parametrize(("option", "value"), CHANGES, ids=lambda v: str(v))
def test_every_year_under_a_changed_reading(option: str, value: Any) -> None:
    found = hand_made_run(tuple(CHANGES[option, value].items()))
    for year in YEARS:
        assert texts_of(found, year) == independent_texts(HAND_MADE, year, ((option, value),)), label(year)


@pytest.mark.parametrize("year", YEARS)
def test_students_of_the_hand_made_records(year: int) -> None:
    students = hand_made_run().students.filter(pl.col("school_year") == label(year))
    rows = student_rows(students.iter_rows(named=True))
    assert len(rows) == len(set(rows))
    assert set(rows) == student_rows_of(independent_places(HAND_MADE, year), year)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_invented_state(seed: int, invented_states: Any) -> None:
    folder = invented_states(seed)
    years = complete_years(folder)
    assert len(years) == 5
    found = openperkins.run(folder, [label(year) for year in years])
    assert found.results.filter(pl.col("plan") == "required").height > 0
    for year in years:
        assert texts_of(found, year) == independent_texts(folder, year), label(year)
        rows = set(student_rows(found.students.filter(pl.col("school_year") == label(year)).iter_rows(named=True)))
        assert rows == student_rows_of(independent_places(folder, year), year), label(year)


@pytest.mark.parametrize(("option", "value"), [("summer_graduates", True), ("cohort", "derived")], ids=str)
def test_an_invented_state_under_a_changed_reading(option: str, value: Any, invented_states: Any) -> None:
    folder = invented_states(SEEDS[0])
    last = complete_years(folder)[-2]
    found = openperkins.run(folder, label(last), changes=CHANGES[option, value])
    assert texts_of(found, last) == independent_texts(folder, last, ((option, value),))


def test_one_year_is_the_same_in_a_run_of_many() -> None:
    together = hand_made_run()
    for year in YEARS:
        alone = openperkins.run(HAND_MADE, label(year))
        this_year = pl.col("school_year") == label(year)
        assert alone.results.equals(together.results.filter(this_year))
        assert alone.students.equals(together.students.filter(this_year))
        for table in ("programs", "quality"):
            whole = getattr(together, table).filter(pl.col("school_year") == year)
            assert getattr(alone, table).equals(whole), table
