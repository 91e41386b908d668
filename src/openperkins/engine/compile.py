"""One definition as SQL text: facts, populations and indicators become one query per dialect.

The query gives the *counted students* of some reporting years: one row per student and record that is in at least
one denominator, with populations, denominators and numerators as bits in the order of the catalogues.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add, or_
from typing import Any

from openperkins.engine.script import Script, Step
from openperkins.facts import quality
from openperkins.facts.names import every_fact
from openperkins.facts.sources import Sources
from openperkins.facts.steps import Steps
from openperkins.facts.student_years import RECORDS, StudentYears
from openperkins.indicators.catalogue import INDICATORS
from openperkins.kernel import Indicator, Rule, at_least_one, expression, facts_asked, leaves, unknown
from openperkins.lazy import ibis
from openperkins.populations.catalogue import POPULATIONS

DIALECTS = {"duckdb": "duckdb", "spark": "pyspark"}


def counted_students(sources: Sources, years: tuple[int, ...], law: Any, dialect: str) -> Script:
    """SQL of `school_year, sasid, record, org_code, program` and bits.

    `populations`, `denominators` and `numerators` have a bit per population or indicator; `unknowns` marks the
    denominators whose numerator could not be answered.
    """
    rules = {record: _denominators(record) for record in RECORDS}
    facts = StudentYears(
        sources, years, law, narrowing=rules, reads={record: reads_of(record, law) for record in RECORDS}
    )
    parts = [_counted(facts.of(record), record, law) for record in RECORDS]
    return script(facts.steps, parts[0].union(*parts[1:]), dialect)


def reads_of(record: str, law: Any) -> frozenset[str]:
    """The facts that indicators and populations read on a record."""
    numerators = [indicator.counts_in_numerator for indicator in INDICATORS if indicator.record == record]
    return facts_asked([*numerators, *(population.rule for population in POPULATIONS)], every_fact(), law)


def record_figures(sources: Sources, years: tuple[int, ...], law: Any, dialect: str) -> Script:
    """SQL of data-quality figures read off the records: `school_year, figure, org_code, students`."""
    facts = StudentYears(sources, years, law)
    return script(facts.steps, quality.record_figures(facts), dialect)


def script(steps: Steps, last: ibis.Table, dialect: str) -> Script:
    """Named steps and a last query in the dialect of an engine."""
    texts = {name: _sql(table, dialect) for name, table in steps.tables.items()}
    end = _sql(last, dialect)
    named = []
    for name, text in texts.items():
        readers = sum(f'"{name}"' in other for other in (*texts.values(), end))
        view = name in steps.views
        kept = readers > 1 and not view
        named.append(Step(name, text, kept, _hint(kept, view) if dialect == "duckdb" else ""))
    return Script(tuple(named), end)


def _hint(kept: bool, view: bool) -> str:
    """What DuckDB is told of a step: one that is read again is computed once, unless it is a mere view."""
    if view:
        return "NOT MATERIALIZED "
    return "MATERIALIZED " if kept else ""


def _sql(table: ibis.Table, dialect: str) -> str:
    return str(ibis.to_sql(table, dialect=DIALECTS[dialect]))


def _counted(student: ibis.Table, record: str, law: Any) -> ibis.Table:
    indicators = [(bit, ind) for bit, ind in enumerate(INDICATORS) if ind.record == record]
    counts = at_least_one(_denominators(record), student.columns, every_fact(), law)
    student = student.filter(expression(counts, student, law))
    return student.select(
        "school_year",
        "sasid",
        record=ibis.literal(record),
        org_code=student.org_code,
        program=student.program,
        populations=bits((bit, expression(p.rule, student, law)) for bit, p in enumerate(POPULATIONS)),
        denominators=bits((bit, expression(ind.counts_in_denominator, student, law)) for bit, ind in indicators),
        numerators=bits((bit, expression(ind.counts_in_numerator, student, law)) for bit, ind in indicators),
        unknowns=bits((bit, _unanswered(ind, student, law)) for bit, ind in indicators),
    )


def _unanswered(indicator: Indicator, student: ibis.Table, law: Any) -> Any:
    open_questions = reduce(or_, (unknown(leaf, student, law) for leaf in leaves(indicator.numerator)))
    return expression(indicator.counts_in_denominator, student, law) & open_questions


def _denominators(record: str) -> list[Rule]:
    return [indicator.counts_in_denominator for indicator in INDICATORS if indicator.record == record]


def bits(flags: Iterable[tuple[int, Any]]) -> Any:
    """Answers as one whole number, each at its bit."""
    return reduce(add, (flag.ifelse(1 << bit, 0).cast("int32") for bit, flag in flags)).cast("int32")
