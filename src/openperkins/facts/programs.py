"""R11, R33: the program a student is counted in, and whether it is nontraditional for one gender."""

from __future__ import annotations

from typing import Any

from openperkins.facts.steps import without
from openperkins.lazy import ibis


def named_program(record: Any, law: Any) -> Any:
    """The program code a record names, null when it names none (a record outside CTE never does)."""
    chapter74 = record.DOE035.isin(law.program.chapter74_types) & (law.program.no_program != record.DOE043)
    other = record.DOE035.isin(law.program.non_chapter74_types) & (law.program.no_program != record.DOE044)
    return ibis.cases((chapter74, record.DOE043), (other, record.DOE044))


def october_programs(octobers: ibis.Table, law: Any) -> ibis.Table:
    """`october_sasid`, `october_year`, `offered`: the program each winning October record names, where it does."""
    named = octobers.select(october_sasid="sasid", october_year="school_year", offered=named_program(octobers, law))
    return named.filter(named.offered.notnull())


def with_program(rows: ibis.Table, offers: ibis.Table, programs: ibis.Table, law: Any) -> ibis.Table:
    """Add `program`, `nontraditional_for` and `program_known` to rows of one record per (school_year, sasid).

    `rows.record_year` is the record's own school year. A record that names no program takes that of the
    student's Octobers (`offers`) up to that year: the latest one with a program, or only the same year's.
    """
    named = rows.mutate(named=named_program(rows, law))
    if law.program.fallback == "none":
        named = named.mutate(program=named.named)
    else:
        named = _with_fallback(named, offers, law)
    table = programs.select(program_code="code", nontraditional_for="nontraditional_for")
    joined = named.left_join(table, named.program == table.program_code)
    return without(joined.mutate(program_known=joined.program_code.notnull()), "named", "program_code")


def _with_fallback(named: ibis.Table, offers: ibis.Table, law: Any) -> ibis.Table:
    lacking = named.filter(named.named.isnull()).select("school_year", "sasid", "record_year")
    in_time = offers.october_year <= lacking.record_year
    if law.program.fallback == "same_october":
        in_time = offers.october_year == lacking.record_year
    found = (
        lacking.join(offers, [lacking.sasid == offers.october_sasid, in_time])
        .group_by(found_year="school_year", found_sasid="sasid")
        .agg(found=lambda t: t.offered.argmax(t.october_year))
    )
    same = [named.school_year == found.found_year, named.sasid == found.found_sasid]
    joined = named.left_join(found, same)
    return without(joined.mutate(program=ibis.coalesce(joined.named, joined.found)), *found.columns)
