"""R26, R27: the four-year graduation cohort of a year, from the cohort file or derived from the records.

Grain: one row per (school_year, student): `cohort_outcome`, `org_code`, `cohort_source` (file or derived).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openperkins.lazy import ibis

if TYPE_CHECKING:
    from openperkins.facts.student_years import StudentYears


def cohort_members(facts: StudentYears) -> ibis.Table:
    """Members and removed members of the cohorts of the facts' years: of the asked students, else of all in CTE."""
    law, years = facts.law, facts.years
    only = facts.histories if facts.asked is None else facts.asked
    filed = () if law.graduation.source == "derived" else facts.sources.cohort_file_years
    from_file = tuple(year for year in years if year in filed)
    derived = tuple(year for year in years if year not in filed)
    parts = []
    if from_file:
        parts.append(_from_file(facts.sources["cohort"], from_file))
    if derived:
        parts.append(_derived(facts, derived, only))
    members = parts[0] if len(parts) == 1 else parts[0].union(parts[1])
    return members.semi_join(only, "sasid")


def _from_file(cohort: ibis.Table, years: tuple[int, ...]) -> ibis.Table:
    return cohort.filter(cohort.school_year.isin(years)).select(
        "school_year", "sasid", "org_code", cohort_outcome="outcome", cohort_source=ibis.literal("file")
    )


def _derived(facts: StudentYears, years: tuple[int, ...], only: ibis.Table) -> ibis.Table:
    law = facts.law
    entered = facts.with_history(_cohort_years(facts.octobers, years, only))
    entered = facts.steps.named("cohort_entries", facts.narrowed("cohort", entered).select("sasid", "school_year"))
    last = facts.steps.named("cohort_last_records", _last_records(entered, facts))
    outcome = ibis.cases(
        (last.last_status.isin(law.graduation.removed_codes), law.graduation.not_members[0]),
        (last.diplomas > 0, law.graduation.graduated[0]),
        else_="not_graduated",
    )
    return last.select(
        "school_year", "sasid", "org_code", cohort_outcome=outcome, cohort_source=ibis.literal("derived")
    )


def _cohort_years(octobers: ibis.Table, years: tuple[int, ...], only: ibis.Table) -> ibis.Table:
    """The first October in grades 9 to 12 fixes a student's cohort year for good."""
    high_school = octobers.filter(octobers.DOE016.isin(["09", "10", "11", "12"]))
    high_school = high_school.select("sasid", "school_year", "DOE016").semi_join(only, "sasid")
    first = high_school.group_by("sasid").agg(
        entered=lambda t: t.school_year.min(), grade=lambda t: t.DOE016.argmin(t.school_year)
    )
    cohort_year = (first.entered.cast("int32") + 12 - first.grade.cast("int32")).cast("int16")
    return first.select("sasid", school_year=cohort_year).filter(lambda t: t.school_year.isin(years))


def _last_records(entered: ibis.Table, facts: StudentYears) -> ibis.Table:
    """Status and organization of each member's last record up to the cohort year's End of Year, and `diplomas`.

    A diploma is in an End of Year record up to the cohort year, or in the October after it (summer).
    """
    law = facts.law
    seasons = (facts.octobers, facts.marches, facts.end_of_years)  # in order of time within a school year
    parts = []
    for place, table in enumerate(seasons):
        at = (table.school_year.cast("int64") * len(seasons) + place).cast("int64")
        parts.append(table.select(record_sasid="sasid", at=at, status="DOE012", org_code="DOE015"))
    records = parts[0].union(*parts[1:])
    until = entered.school_year.cast("int64") * len(seasons) + len(seasons) - 1
    joined = entered.join(records, [entered.sasid == records.record_sasid, records["at"] <= until + 1])
    joined = joined.mutate(in_time=records["at"] <= until)
    june = joined.in_time & (joined["at"] % len(seasons) == len(seasons) - 1)
    when = june | ~joined.in_time if law.graduation.summer == "counted" else june
    graduated = when & joined.status.isin(law.graduation.graduated_codes)
    return joined.group_by("school_year", "sasid").agg(
        last_status=joined.status.argmax(joined["at"], where=joined.in_time),
        org_code=joined.org_code.argmax(joined["at"], where=joined.in_time),
        diplomas=graduated.sum(),
    )
