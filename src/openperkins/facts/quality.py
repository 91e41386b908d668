"""Data-quality figures that records show by themselves: who left in ways no indicator counts, whose claims conflict.

Grain of every figure: `school_year`, `figure`, `org_code` (the winning record's), `students`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openperkins.facts.claims import settled
from openperkins.facts.enrollment import has_run, histories, is_enrolled_in_cte, seen_from
from openperkins.facts.leaving import is_summer_graduate
from openperkins.facts.participants import participants_of
from openperkins.facts.programs import named_program
from openperkins.facts.steps import without
from openperkins.lazy import ibis

if TYPE_CHECKING:
    from openperkins.facts.student_years import StudentYears


def record_figures(facts: StudentYears) -> ibis.Table:
    """All figures of the facts' years, one row per figure and organization that has any."""
    exits = facts.steps.named("noted_exits", _reported_exits(facts).union(_summer_graduates(facts)))
    parts = [
        _counted(exits),
        _counted(_concentrators(exits, facts)),
        _unknown_programs(facts),
        *(_conflicting_claims(facts, season) for season in ("october", "march", "end_of_year")),
    ]
    return parts[0].union(*parts[1:])


def _reported_exits(facts: StudentYears) -> ibis.Table:
    """R05: whose End of Year status is neither enrolled nor leaving (05, 06, 11)."""
    law, june = facts.law, facts.end_of_years
    left = june.filter(june.DOE012.isin(law.leaving.reported_codes) & june.school_year.isin(facts.years))
    figure = ibis.literal("exit_") + left.DOE012
    return _noted(left, figure).mutate(of_concentrators=ibis.literal("concentrators_with_") + figure)


def _summer_graduates(facts: StudentYears) -> ibis.Table:
    """R06: who is reported as a graduate in the October after the reporting year."""
    october = facts.octobers.mutate(school_year=(facts.octobers.school_year - 1).cast("int16"))
    late = october.filter(is_summer_graduate(october, facts.law) & october.school_year.isin(facts.years))
    rows = _noted(late, ibis.literal("summer_graduates"))
    return rows.mutate(of_concentrators=ibis.literal("concentrators_graduated_in_summer"))


def _unknown_programs(facts: StudentYears) -> ibis.Table:
    """R33: participants of the year (R30) whose program code programs.csv does not know."""
    october = participants_of(facts.octobers, facts.law)
    october = october.filter(october.school_year.isin(facts.years))
    enrolled = october.filter(is_enrolled_in_cte(october, facts.law)).mutate(program=named_program(october, facts.law))
    known = facts.sources["programs"].select(program="code")
    unknown = enrolled.filter(enrolled.program.notnull()).anti_join(known, "program")
    return _counted(_noted(unknown, ibis.literal("participants_in_unknown_programs")))


def _conflicting_claims(facts: StudentYears, season: str) -> ibis.Table:
    """R02: students more than one district reported in a collection of the year."""
    winners = settled(facts.sources[f"{season}_contested"], season, facts.law)
    winners = winners.filter(winners.school_year.isin(facts.years))
    return _counted(_noted(winners, ibis.literal(f"conflicting_claims_{season}")))


def _concentrators(rows: ibis.Table, facts: StudentYears) -> ibis.Table:
    """Those of the rows whose student is a concentrator, under their own figure; only their Octobers are looked at."""
    law: Any = facts.law.concentrator
    theirs = facts.octobers.semi_join(rows, "sasid")
    table = facts.steps.named("cte_histories", histories(theirs, facts.law)).rename(history_sasid="sasid")
    joined = rows.join(table, rows.sasid == table.history_sasid)
    seen = seen_from(joined.history, joined.school_year)
    found = joined.filter(has_run(seen, law.octobers, consecutive=law.consecutive))
    return without(found.mutate(figure=found.of_concentrators), "of_concentrators")


def _noted(rows: ibis.Table, figure: Any) -> ibis.Table:
    return rows.select("school_year", "sasid", figure=figure, org_code=rows.DOE015)


def _counted(rows: ibis.Table) -> ibis.Table:
    grouped = rows.group_by("school_year", "figure", "org_code").agg(students=rows.count().cast("int64"))
    return grouped.select("school_year", "figure", "org_code", "students")
