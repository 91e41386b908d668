"""Asks an engine about all students of the specs at once, through the product's own queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from openperkins.engine.compile import RECORDS, counted_students, script
from openperkins.engine.trace import leaf_column, traced_students
from openperkins.facts.sources import SCHEMAS, Sources
from openperkins.facts.student_years import StudentYears
from openperkins.indicators.catalogue import BY_CODE, INDICATORS
from openperkins.kernel import leaves, value
from openperkins.law import load_ruleset
from openperkins.lazy import ibis
from openperkins.populations.catalogue import POPULATIONS

from .pages import Case, Conditions, cases
from .students import write_tables

Answers = dict[tuple[int, str], dict[str, Any]]


@cache
def law_under(conditions: Conditions) -> Any:
    """The values of the ruleset with the changes a heading states."""
    return load_ruleset("perkins_iv_ma", dict(conditions.changes)).law


def sources_under(conditions: Conditions) -> Sources:
    return Sources((2017,) if conditions.cohort_file else ())


@cache
def cases_under(conditions: Conditions) -> tuple[Case, ...]:
    return tuple(case for case in cases() if case.conditions == conditions)


class Asked:
    """An engine over the records of all cases. `dialect` is the engine's name."""

    def __init__(self, engine: Any) -> None:
        self.engine, self.dialect = engine, engine.name
        self.engine.open()
        self._kept: dict[Any, Any] = {}

    def traced(self, conditions: Conditions, record: str, wanted: tuple[Case, ...]) -> Answers:
        """(year, sasid) → facts, criteria and parts of some cases, on one record."""
        key = ("traced", conditions, record, wanted)
        if key not in self._kept:
            years, law = _years(wanted), law_under(conditions)
            sql = traced_students(sources_under(conditions), years, record, law, self.dialect)
            rows = self.engine.rows(_with_asked(wanted, str(sql)))
            assert len(rows) == len(wanted), "every asked student-year has one row"
            self._kept[key] = {(row["school_year"], row["sasid"]): row for row in rows}
        return self._kept[key]

    def counted(self, conditions: Conditions) -> dict[tuple[int, str, str], dict[str, Any]]:
        """(year, sasid, record) → the bits of the counted students, of every case's student and year."""
        key = ("counted", conditions)
        if key not in self._kept:
            sql = counted_students(sources_under(conditions), _years(cases()), law_under(conditions), self.dialect)
            rows = self.engine.arrow(sql).to_pylist()
            found = {(row["school_year"], row["sasid"], row["record"]): row for row in rows}
            assert len(found) == len(rows), "a student is counted once in a year and record"
            self._kept[key] = found
        return self._kept[key]

    def of(self, case: Case, indicator: str | None = None) -> dict[str, Any]:
        """The traced row that answers a case for its indicator (or another)."""
        record = BY_CODE[indicator or case.indicator].record
        return self.traced(case.conditions, record, cases_under(case.conditions))[case.year, case.sasid]

    def population_answers(self, conditions: Conditions, record: str) -> list[dict[str, Any]]:
        """Every population criterion's own answer (null when unknown) for the cases run under some conditions."""
        wanted = cases_under(conditions)
        asked = ibis.table({"school_year": "int16", "sasid": "string"}, name="asked")
        law = law_under(conditions)
        facts = StudentYears(sources_under(conditions), _years(wanted), law, asked=asked)
        student = facts.of(record)
        answers = {
            leaf.name: value(leaf, student, law) for population in POPULATIONS for leaf in leaves(population.rule)
        }
        sql = script(facts.steps, student.select("sasid", **answers), self.dialect)
        return self.engine.rows(_with_asked(wanted, str(sql)))


def criteria_answers(row: dict[str, Any], record: str) -> list[tuple[str, bool | None]]:
    """(criterion, answer) of every criterion of the indicators that read a record."""
    return [
        (leaf.name, row[leaf_column(indicator.code, part, place)])
        for indicator in INDICATORS
        if indicator.record == record
        for part, rule in indicator.parts
        for place, leaf in enumerate(leaves(rule))
    ]


def open_asked(make: Any, folder: Path) -> Asked:
    """An engine of the class `make` over the records of all cases, written to a folder."""
    (folder / "temp").mkdir()
    return Asked(make(write_tables(folder), schemas=SCHEMAS, objects=folder, temp=folder / "temp", memory=10**9))


def _years(wanted: tuple[Case, ...]) -> tuple[int, ...]:
    return tuple(sorted({case.year for case in wanted}))


def _with_asked(wanted: tuple[Case, ...], sql: str) -> str:
    """The query with the asked student-years as its first step: what a trace has for one student, for many."""
    listed = ", ".join(f"({case.year}, '{case.sasid}')" for case in wanted)
    asked = f"SELECT CAST(y AS SMALLINT) AS school_year, s AS sasid FROM (VALUES {listed}) AS listed(y, s)"
    assert sql.startswith("WITH ")
    return f"WITH asked AS ({asked}), {sql.removeprefix('WITH ')}"


__all__ = ["RECORDS", "Asked", "criteria_answers", "law_under", "open_asked"]
