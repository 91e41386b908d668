"""The independent computation reads the specs' students as the pages do, wherever it has the option."""

from __future__ import annotations

from typing import Any

import pytest

from openperkins.indicators.catalogue import BY_CODE
from openperkins.populations.catalogue import POPULATIONS
from tests.engines.independent.records import Attempt, Record, Records, administered, claim
from tests.engines.independent.students import Options, Place, Year

from .asking import Asked, cases_under
from .pages import Conditions, conditions_stated
from .students import PROGRAMS, rows_of_all

#: change of a parameter → option of the independent computation
OPTIONS: dict[tuple[str, str], dict[str, Any]] = {
    ("academic.attempt", "first"): {},
    ("academic.attempt", "best"): {"attempt": "best"},
    ("academic.attempt", "latest"): {"attempt": "latest"},
    ("academic.alternate", "count"): {"alternate": "count"},
    ("academic.alternate", "no_result"): {},
    ("technical_skill.denominator", "reported"): {"technical_denominator": "reported"},
    ("technical_skill.denominator", "left"): {},
    ("populations.disability_504", "counted"): {"disability_504": True},
    ("populations.disability_504", "not_counted"): {},
    ("nontraditional.participation_october", "before"): {"participation_october": "before"},
    ("nontraditional.participation_october", "own"): {},
    ("concentrator.consecutive", "no"): {"consecutive": False},
    ("concentrator.consecutive", "yes"): {},
    ("leaving.summer_graduates", "counted"): {"summer_graduates": True},
    ("leaving.summer_graduates", "not_counted"): {},
    ("graduation.source", "derived"): {"cohort": "derived"},
    ("graduation.source", "file_else_derived"): {},
}
_ELEMENTS = (9, 10, 12, 15, 16, 18, 19, 25, 31, 34, 35, 39, 42, 43, 44)
_MONTHS = {"october": 10, "march": 3, "end_of_year": 6}


def options_of(conditions: Conditions) -> dict[str, Any] | None:
    """The options that stand for some conditions; None where there are none."""
    if any(change not in OPTIONS for change in conditions.changes):
        return None
    options = {} if conditions.cohort_file else {"cohort": "derived"}
    for change in conditions.changes:
        options |= OPTIONS[change]
    return options


COMPARED = [conditions for conditions in conditions_stated() if options_of(conditions) is not None]


def records_of_all() -> Records:
    """The records of all cases as the independent computation holds a folder."""
    rows = rows_of_all()
    records = Records(mcas={}, nontraditional_for=dict(PROGRAMS), organizations={})
    for season, month in _MONTHS.items():
        for row in [*rows[season], *rows[f"{season}_contested"]]:
            collection = (row["school_year"] - (month == 10), month)
            record = Record(*[row[f"DOE{place:03d}"] for place in _ELEMENTS])
            winners = records.sims.setdefault(collection, {})
            rival = winners.get(row["sasid"])
            if rival is None or claim(collection, record) < claim(collection, rival):
                winners[row["sasid"]] = record
    for row in rows["mcas"]:
        cells = ((row["eteststat"], row["eperf2"]), (row["mteststat"], row["mperf2"]))
        records.mcas.setdefault(row["sasid"], []).append(Attempt(administered(row["adminyear"]), row["grade"], *cells))
    for row in rows["follow_up"]:
        records.follow_up.setdefault(row["school_year"], {}).setdefault(row["sasid"], []).append(row["status"])
    for row in rows["cohort"]:
        records.cohort.setdefault(2017, {})[row["sasid"]] = (row["org_code"], row["outcome"])
    for row in rows["migrant"]:
        records.migrant.setdefault(row["school_year"], set()).add(row["sasid"])
    return records


@pytest.fixture(scope="module")
def records() -> Records:
    return records_of_all()


@pytest.mark.parametrize("conditions", COMPARED, ids=lambda c: f"{dict(c.changes)} cohort file {c.cohort_file}")
def test_the_independent_computation_agrees(conditions: Conditions, records: Records, duckdb_asked: Asked) -> None:
    years = {year: Year(records, year, Options(**options_of(conditions))) for year in (2016, 2017)}
    for case in cases_under(conditions):
        places = years[case.year].places(case.sasid)
        traced = {code: as_place(code, duckdb_asked.of(case, code)) for code in BY_CODE}
        assert traced == {code: comparable(places[code]) for code in BY_CODE}, case.name


def as_place(code: str, row: dict[str, Any]) -> Place:
    """A traced row as the independent computation would put it; who is not in the population is nowhere."""
    if not row[f"{code}_in_population"]:
        return Place()
    return Place(
        True,
        row[f"{code}_in_denominator"],
        row[f"{code}_in_numerator"],
        row["org_code"] or "",
        row["program"] or "",
        tuple(sorted(p.code for p in POPULATIONS if row[f"is_{p.code}"])),
    )


def comparable(place: Place) -> Place:
    named = (place.in_population, place.in_denominator, place.in_numerator, place.org, place.program)
    return Place(*named, tuple(sorted(place.populations)))


def test_most_alternatives_are_compared() -> None:
    assert len(COMPARED) >= 15
