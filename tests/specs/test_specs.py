"""Every row of every page comes out as it says, in the trace and in the count."""

from __future__ import annotations

import pytest

from openperkins.indicators.catalogue import INDICATORS
from openperkins.populations.catalogue import POPULATIONS

from .asking import Asked
from .expected import expected, found
from .pages import PAGES, Case, cases

BITS = {"population": "populations", "denominator": "denominators", "numerator": "numerators"}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case, duckdb_asked: Asked) -> None:
    assert expected(case), "a row has to say what comes out"
    assert found(case, duckdb_asked) == expected(case)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_count_says_what_the_trace_says(case: Case, duckdb_asked: Asked) -> None:
    assert counted(case, duckdb_asked) == traced(case, duckdb_asked)


def counted(case: Case, asked: Asked) -> dict[str, tuple]:
    """Indicator → what the student counts as in a run; only indicators whose denominator the student is in."""
    places = {}
    for bit, indicator in enumerate(INDICATORS):
        row = asked.counted(case.conditions, years_with(case)).get((case.year, case.sasid, indicator.record))
        if row is None or not row["denominators"] >> bit & 1:
            continue
        populations = {p.code for place, p in enumerate(POPULATIONS) if row["populations"] >> place & 1}
        in_numerator = bool(row["numerators"] >> bit & 1)
        places[indicator.code] = (row["org_code"], row["program"], in_numerator, populations)
    return places


def traced(case: Case, asked: Asked) -> dict[str, tuple]:
    places = {}
    for indicator in INDICATORS:
        row = asked.of(case, indicator.code)
        if row[f"{indicator.code}_in_denominator"]:
            populations = {p.code for p in POPULATIONS if row[f"is_{p.code}"]}
            in_numerator = row[f"{indicator.code}_in_numerator"]
            places[indicator.code] = (row["org_code"], row["program"], in_numerator, populations)
    return places


def years_with(case: Case) -> tuple[int, ...]:
    """The reporting years of the cases that are run under the same conditions."""
    return tuple(sorted({other.year for other in cases() if other.conditions == case.conditions}))


def test_names_of_cases_are_their_own() -> None:
    names = [case.name for case in cases()]
    assert sorted(names) == sorted(set(names))
    assert all(case.why for case in cases())


def test_every_page_has_cases() -> None:
    assert {case.page for case in cases()} == set(PAGES)
    assert {case.page.removeprefix("indicators/")[:3].upper() for case in cases() if "indicators/" in case.page} == {
        indicator.code for indicator in INDICATORS
    }
