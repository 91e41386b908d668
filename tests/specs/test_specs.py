"""Every row of every page comes out as it says; the count says what the trace says."""

from __future__ import annotations

from typing import Any

import pytest

from openperkins.indicators.catalogue import BY_CODE, INDICATORS
from openperkins.populations.catalogue import POPULATIONS

from .asking import RECORDS, Asked
from .bundles import bundles
from .expected import expected, found
from .pages import PAGES, Case, Conditions, cases

Places = dict[tuple[int, str, str], tuple[Any, ...]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case, duckdb_asked: Asked) -> None:
    assert expected(case), "a row has to say what comes out"
    assert found(case, duckdb_asked) == expected(case)


@pytest.mark.parametrize("conditions", bundles(), ids=lambda c: f"bundle of {len(c.changes)} changes")
def test_the_count_says_what_the_trace_says(conditions: Conditions, duckdb_asked: Asked) -> None:
    assert counted(conditions, duckdb_asked) == traced(conditions, duckdb_asked)


def counted(conditions: Conditions, asked: Asked) -> Places:
    """(year, sasid, indicator) → what a run counts the student as, for the denominators the student is in."""
    wanted = {(case.year, case.sasid) for case in cases()}
    places: Places = {}
    for (year, sasid, record), row in asked.counted(conditions).items():
        if (year, sasid) not in wanted:
            continue
        populations = frozenset(p.code for place, p in enumerate(POPULATIONS) if row["populations"] >> place & 1)
        for bit, indicator in enumerate(INDICATORS):
            if row["denominators"] >> bit & 1:
                assert indicator.record == record
                in_numerator = bool(row["numerators"] >> bit & 1)
                places[year, sasid, indicator.code] = (row["org_code"], row["program"], in_numerator, populations)
    return places


def traced(conditions: Conditions, asked: Asked) -> Places:
    """The same as a trace of each student says it."""
    places: Places = {}
    for record in RECORDS:
        for (year, sasid), row in asked.traced(conditions, record, cases()).items():
            populations = frozenset(p.code for p in POPULATIONS if row[f"is_{p.code}"])
            for code, indicator in BY_CODE.items():
                if indicator.record == record and row[f"{code}_in_denominator"]:
                    in_numerator = row[f"{code}_in_numerator"]
                    places[year, sasid, code] = (row["org_code"], row["program"], in_numerator, populations)
    return places


def test_the_bundles_hold_every_change() -> None:
    stated = {(c.cohort_file, change) for case in cases() for c in [case.conditions] for change in c.changes}
    bundled = {(c.cohort_file, change) for c in bundles() for change in c.changes}
    assert stated == bundled
    assert len(bundles()) <= 8


def test_names_of_cases_are_their_own() -> None:
    names = [case.name for case in cases()]
    assert sorted(names) == sorted(set(names))
    assert all(case.why for case in cases())


def test_every_page_has_cases() -> None:
    assert {case.page for case in cases()} == set(PAGES)
    coded = {case.page.removeprefix("indicators/")[:3].upper() for case in cases() if "indicators/" in case.page}
    assert coded == {indicator.code for indicator in INDICATORS}
