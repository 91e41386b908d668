"""One definition asked of single students: every criterion's answer, and which one alone keeps students out."""

from __future__ import annotations

import json
from typing import Any

from openperkins.engine.compile import reads_of, script
from openperkins.engine.script import Script
from openperkins.facts.sources import Sources
from openperkins.facts.student_years import StudentYears
from openperkins.indicators.catalogue import BY_CODE, INDICATORS
from openperkins.kernel import Criterion, expression, facts_used, flipped, leaves, value
from openperkins.lazy import ibis
from openperkins.populations.catalogue import POPULATIONS


def leaf_column(code: str, part: str, place: int) -> str:
    """The column that holds a criterion's own answer."""
    return f"{code}_{part}_{place}"


def traced_students(sources: Sources, years: tuple[int, ...], record: str, law: Any, dialect: str) -> Script:
    """SQL of the asked student-years: all facts of a record, every criterion's answer (null when unknown),

    whether each indicator's three parts hold (`<code>_in_population` …) and a flag per population.
    """
    asked = ibis.table({"school_year": "int16", "sasid": "string"}, name="asked")
    facts = StudentYears(sources, years, law, asked=asked, records=(record,))
    student = facts.of(record)
    answers: dict[str, Any] = {}
    for indicator in INDICATORS:
        if indicator.record != record:
            continue
        for part, rule in indicator.parts:
            for place, leaf in enumerate(leaves(rule)):
                answers[leaf_column(indicator.code, part, place)] = value(leaf, student, law)
        answers[f"{indicator.code}_in_population"] = expression(indicator.population, student, law)
        answers[f"{indicator.code}_in_denominator"] = expression(indicator.counts_in_denominator, student, law)
        answers[f"{indicator.code}_in_numerator"] = expression(indicator.counts_in_numerator, student, law)
    flags = {f"is_{p.code}": expression(p.rule, student, law) for p in POPULATIONS}
    return script(facts.steps, student.mutate(**answers, **flags), dialect)


def kept_out_by_one(sources: Sources, years: tuple[int, ...], code: str, law: Any, dialect: str) -> Script:
    """SQL of students in an indicator's population but not its numerator, by the one criterion that keeps them out.

    `school_year, sasid, org_code, is_<population>…, by_<place>…`: `by_<place>` is true when the answer to that
    criterion alone (denominator and numerator, in order) decides; all are false when several do.
    """
    indicator = BY_CODE[code]
    record = indicator.record
    reads = {record: reads_of(record, law)}
    narrowing = {record: (indicator.population,)}
    facts = StudentYears(sources, years, law, records=(record,), narrowing=narrowing, reads=reads)
    student = facts.of(record)
    student = student.filter(
        expression(indicator.population, student, law) & ~expression(indicator.counts_in_numerator, student, law)
    )
    decides = {
        f"by_{place}": expression(flipped(indicator.counts_in_numerator, leaf), student, law)
        for place, leaf in enumerate(deciding_criteria(code))
    }
    flags = {f"is_{p.code}": expression(p.rule, student, law) for p in POPULATIONS}
    return script(facts.steps, student.select("school_year", "sasid", "org_code", **flags, **decides), dialect)


def facts_read(sources: Sources, years: tuple[int, ...], law: Any, dialect: str) -> str:
    """JSON: the column of each criterion's answer → names of the facts it reads."""
    facts = StudentYears(sources, years, law)
    read = {}
    for indicator in INDICATORS:
        student = facts.of(indicator.record)
        for part, rule in indicator.parts:
            for place, leaf in enumerate(leaves(rule)):
                read[leaf_column(indicator.code, part, place)] = facts_used(leaf, student, law)
    return json.dumps(read)


def deciding_criteria(code: str) -> tuple[Criterion, ...]:
    """The criteria that can keep a member of the population out of the numerator, in order, each once."""
    indicator = BY_CODE[code]
    return tuple(dict.fromkeys((*leaves(indicator.denominator), *leaves(indicator.numerator))))


def rows_of_student() -> str:
    """SQL of where the opened student's rows lie: `source, school_year, file, row`, in order of time."""
    seasons = ("october", "march", "end_of_year")
    dated = [*seasons, *(f"{season}_contested" for season in seasons), "cohort", "follow_up"]
    parts = [f"SELECT '{name}' AS source, school_year, file, row FROM {name}" for name in dated]
    parts.append("SELECT 'mcas' AS source, administration_year AS school_year, file, row FROM mcas")
    return " UNION ALL ".join(parts)
