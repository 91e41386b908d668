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
    """`october_sasid`, `october_year`, `offered`: the program each winning October record names, null for none.

    Those without one are kept until students are joined: an engine then reads only the rows it needs.
    """
    return octobers.select(october_sasid="sasid", october_year="school_year", offered=named_program(octobers, law))


def found_programs(lacking: ibis.Table, octobers: ibis.Table, law: Any) -> ibis.Table:
    """`found_sasid`, `found_year`, `found`: for records that name no program, that of the student's Octobers.

    `lacking` has one row per (sasid, record_year), the record's own school year. It takes the latest October up
    to that year that names a program, or only the same year's (parameter `program.fallback`).
    """
    offers = october_programs(octobers, law)
    in_time = offers.october_year <= lacking.record_year
    if law.program.fallback == "same_october":
        in_time = offers.october_year == lacking.record_year
    return (
        lacking.join(offers, [lacking.sasid == offers.october_sasid, in_time])
        .group_by(found_sasid="sasid", found_year="record_year")
        .agg(found=lambda t: t.offered.argmax(t.october_year, where=t.offered.notnull()))
    )


def with_program(rows: ibis.Table, found: ibis.Table | None, programs: ibis.Table) -> ibis.Table:
    """Add `program`, `nontraditional_for` and `program_known` to rows with `named`, the program their record names.

    `found` (`found_programs`, None when the law has no fallback) holds what the student's Octobers say where the
    record is silent.
    """
    if found is None:
        rows = rows.mutate(program=rows.named)
    else:
        joined = rows.left_join(found, [rows.sasid == found.found_sasid, rows.record_year == found.found_year])
        rows = without(joined.mutate(program=ibis.coalesce(joined.named, joined.found)), *found.columns)
    table = programs.select(program_code="code", nontraditional_for="nontraditional_for")
    joined = rows.left_join(table, rows.program == table.program_code)
    return without(joined.mutate(program_known=joined.program_code.notnull()), "named", "program_code")
