"""Histories of Octobers as bits are what a set of years says, whatever the years."""

from __future__ import annotations

from typing import Any

import duckdb
import ibis
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openperkins.facts.enrollment import has_run, histories, octobers_of, seen_from, within
from openperkins.facts.sources import SCHEMAS
from openperkins.law import load_ruleset

OCTOBERS = st.sets(st.integers(1995, 2030), max_size=12)
STUDENTS = st.lists(OCTOBERS, min_size=1, max_size=12)
LAW = load_ruleset("perkins_iv_ma").law


def histories_on_duckdb(students: list[set[int]], year: int) -> dict[int, int]:
    """Place in the list → the history as of a reporting year, through the product's own expressions."""
    rows = [
        {"school_year": october + 1, "sasid": f"{place:010d}", "DOE012": status, "DOE035": "02"}
        for place, octobers in enumerate(students)
        for october, status in [*((october, "01") for october in octobers), (1994, "20")]
    ]
    schema = {"school_year": pl.Int16, "sasid": pl.String, "DOE012": pl.String, "DOE035": pl.String}
    table = ibis.table(SCHEMAS["october"], name="october")
    asked = histories(table, LAW).mutate(seen=lambda t: seen_from(t.history, ibis.literal(year)))
    with duckdb.connect() as connection:
        columns = pl.DataFrame(rows, schema=schema, orient="row")
        rest = {name: None for name in SCHEMAS["october"] if name not in schema}
        connection.register("october", columns.with_columns(**rest).select(*SCHEMAS["october"]).to_arrow())
        found = connection.sql(ibis.to_sql(asked, dialect="duckdb")).fetchall()
    return {int(sasid): seen for sasid, _, seen in found}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STUDENTS, st.integers(2000, 2031))
def test_a_history_holds_the_octobers_up_to_the_reporting_year(students: list[set[int]], year: int) -> None:
    found = histories_on_duckdb(students, year)
    for place, octobers in enumerate(students):
        if not octobers:
            assert place not in found
            continue
        assert octobers_of(found[place], year) == sorted(october for october in octobers if october < year)


def bits(octobers: set[int], year: int) -> int:
    """The plainest way to a history: one bit for every year back."""
    return sum(1 << (year - 1 - october) for october in octobers if october < year)


@given(OCTOBERS, st.integers(1996, 2031), st.integers(1, 6))
def test_octobers_in_a_row(octobers: set[int], year: int, count: int) -> None:
    seen = {october for october in octobers if october < year}
    plain = any(all(first + step in seen for step in range(count)) for first in seen)
    assert has_run(bits(octobers, year), count, consecutive=True) == plain


@given(OCTOBERS, st.integers(1996, 2031), st.integers(1, 6))
def test_octobers_anywhere(octobers: set[int], year: int, count: int) -> None:
    plain = len({october for october in octobers if october < year}) >= count
    assert has_run(bits(octobers, year), count, consecutive=False) == plain


@given(OCTOBERS, st.integers(1996, 2031), st.integers(1, 6))
def test_a_look_back(octobers: set[int], year: int, lookback: int) -> None:
    plain = {october for october in octobers if year - lookback <= october < year}
    assert within(bits(octobers, year), lookback) == bits(plain, year)


@given(OCTOBERS, st.integers(1996, 2031), st.integers(1, 6))
def test_in_a_row_is_never_more_than_anywhere(octobers: set[int], year: int, count: int) -> None:
    history: Any = bits(octobers, year)
    assert has_run(history, count, consecutive=False) >= has_run(history, count, consecutive=True)
    assert has_run(history, count, consecutive=True) >= has_run(history, count + 1, consecutive=True)
