"""Counts add up: parts within wholes, races to all, members to their consortium, districts to the State."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openperkins.engine.tally import INDICATORS, POPULATIONS, STATE, Tally, rollup, signatures_of, tally

ORGANIZATIONS = pl.DataFrame(
    [
        (STATE, "state", ""),
        ("01010000", "district", "09000000"),
        ("01010505", "school", "01010000"),
        ("01010605", "school", "01010000"),
        ("01020000", "district", "09000000"),
        ("01020505", "school", "01020000"),
        ("02010000", "district", ""),
        ("02010505", "school", "02010000"),
        ("09000000", "consortium", ""),
    ],
    schema=["org_code", "kind", "parent"],
    orient="row",
)
PLACES = ["01010505", "01010605", "01010000", "01020505", "02010505", "02010000"]
CODES = [population.code for population in POPULATIONS]
RACES = CODES[3:10]
_ALL, _FIRST_RACE = 1, 3


@st.composite
def counted(draw: st.DrawFn) -> pl.DataFrame:
    """Counted students with bits as a run gives them: everybody in `all` and in one race."""
    rows = []
    for number in range(draw(st.integers(0, 40))):
        denominators = draw(st.integers(1, 2 ** len(INDICATORS) - 1))
        race = 1 << (_FIRST_RACE + draw(st.integers(0, 6)))
        others = draw(st.integers(0, 2 ** len(CODES) - 1)) & ~(0b1111111 << _FIRST_RACE)
        rows.append(
            {
                "school_year": draw(st.sampled_from([2016, 2017])),
                "sasid": f"{number:010d}",
                "org_code": draw(st.sampled_from(PLACES)),
                "program": draw(st.sampled_from(["460302", "1205", None])),
                "populations": others | race | _ALL,
                "denominators": denominators,
                "numerators": draw(st.integers(0, 2 ** len(INDICATORS) - 1)) & denominators,
            }
        )
    whole = pl.Int32
    schema = {"school_year": pl.Int16, "sasid": pl.String, "org_code": pl.String, "program": pl.String}
    schema |= {"populations": whole, "denominators": whole, "numerators": whole}
    return pl.DataFrame(rows, schema=schema, orient="row")


def tallied(students: pl.DataFrame) -> Tally:
    return tally(signatures_of(students), ORGANIZATIONS, (2016, 2017), set())


def cells(table: pl.DataFrame) -> dict[tuple[Any, ...], tuple[int, int]]:
    keys = ["school_year", "org_code", "indicator", "population"]
    return {row[:4]: row[4:] for row in table.select(*keys, "denominator", "numerator").iter_rows()}


def total(found: dict[tuple[Any, ...], tuple[int, int]], *keys: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(sum(found[key][place] for key in keys) for place in (0, 1))


@settings(max_examples=30, deadline=None)
@given(counted())
def test_parts_and_wholes(students: pl.DataFrame) -> None:
    found = cells(tallied(students).results)
    assert len(found) == 2 * ORGANIZATIONS.height * len(INDICATORS) * len(CODES)
    for (year, org, indicator, population), (denominator, numerator) in found.items():
        assert 0 <= numerator <= denominator <= found[year, org, indicator, "all"][0]
        if population == "all":
            assert total(found, *((year, org, indicator, race) for race in RACES)) == (denominator, numerator)
        below = {
            STATE: ["09000000", "02010000"],
            "09000000": ["01010000", "01020000"],
            "01020000": ["01020505"],
        }.get(org)
        if below:
            assert total(found, *((year, one, indicator, population) for one in below)) == (denominator, numerator)


@settings(max_examples=30, deadline=None)
@given(counted(), st.randoms(use_true_random=False))
def test_the_order_of_students_does_not_matter(students: pl.DataFrame, chance: Any) -> None:
    order = list(range(students.height))
    chance.shuffle(order)
    shuffled = tallied(students[order])
    plain = tallied(students)
    assert shuffled.results.equals(plain.results)
    assert shuffled.programs.equals(plain.programs)


@settings(max_examples=30, deadline=None)
@given(counted())
def test_programs_add_up_to_those_who_have_one(students: pl.DataFrame) -> None:
    by_program = tallied(students).programs
    whole = cells(tallied(students.filter(pl.col("program").is_not_null())).results)
    keys = ["school_year", "org_code", "indicator", "population"]
    summed = by_program.group_by(keys).agg(pl.col("denominator", "numerator").sum())
    assert set(by_program["org_kind"]) <= {"state", "consortium", "district"}
    for *key, denominator, numerator in summed.select(*keys, "denominator", "numerator").iter_rows():
        assert (denominator, numerator) == whole[tuple(key)]


def test_where_a_place_counts() -> None:
    pairs = rollup(ORGANIZATIONS).group_by("org_code").agg(pl.col("counted_in").sort())
    counted_in = dict(pairs.iter_rows())
    assert counted_in["01010505"] == [STATE, "01010000", "01010505", "09000000"]
    assert counted_in["02010505"] == [STATE, "02010000", "02010505"]
    assert counted_in["02010000"] == [STATE, "02010000"]
    assert counted_in["09000000"] == [STATE, "09000000"]
    assert counted_in[STATE] == [STATE]
