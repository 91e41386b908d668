"""R26, R27: the four-year graduation cohort of a year, from the cohort file or derived from the records.

Grain: one row per (school_year, student): `cohort_outcome`, `org_code`, `cohort_source` (file or derived).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openperkins.facts.steps import without
from openperkins.lazy import ibis

if TYPE_CHECKING:
    from openperkins.facts.student_years import StudentYears

#: bits that hold the years from the first October to the cohort year (0 to 3)
_TO_GO_BITS = 2


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
    last = _with_diplomas(last, facts)
    outcome = ibis.cases(
        (last.last_status.isin(law.graduation.removed_codes), law.graduation.not_members[0]),
        (last.graduated, law.graduation.graduated[0]),
        else_="not_graduated",
    )
    return last.select(
        "school_year", "sasid", "org_code", cohort_outcome=outcome, cohort_source=ibis.literal("derived")
    )


def _cohort_years(octobers: ibis.Table, years: tuple[int, ...], only: ibis.Table) -> ibis.Table:
    """The first October in grades 9 to 12 fixes a student's cohort year for good.

    Year and years to go are one whole number while the first is looked for: it costs half of finding both.
    """
    high_school = octobers.filter(octobers.DOE016.isin(["09", "10", "11", "12"]))
    high_school = high_school.select("sasid", "school_year", "DOE016").semi_join(only, "sasid")
    to_go = 12 - high_school.DOE016.cast("int32")
    entry = high_school.school_year.cast("int32") * (1 << _TO_GO_BITS) + to_go
    first = high_school.select("sasid", entry=entry).group_by("sasid").agg(entry=lambda t: t.entry.min())
    cohort_year = (first.entry >> _TO_GO_BITS) + (first.entry & ((1 << _TO_GO_BITS) - 1))
    return first.select("sasid", school_year=cohort_year.cast("int16")).filter(lambda t: t.school_year.isin(years))


def _last_records(entered: ibis.Table, facts: StudentYears) -> ibis.Table:
    """Status and organization of each member's last record up to the cohort year's End of Year.

    Nearly all have a record of that June itself; only the others' earlier records are looked through.
    """
    june = facts.end_of_years.filter(facts.end_of_years.school_year.isin(facts.years))
    june = june.select(june_sasid="sasid", june_year="school_year", last_status="DOE012", org_code="DOE015")
    own = entered.join(june, [entered.sasid == june.june_sasid, entered.school_year == june.june_year])
    own = own.select("school_year", "sasid", "last_status", "org_code")
    own = facts.steps.named("cohort_own_junes", own)
    others = entered.anti_join(own, ["school_year", "sasid"])
    return own.union(_earlier_records(others, facts))


def _earlier_records(entered: ibis.Table, facts: StudentYears) -> ibis.Table:
    seasons = (facts.octobers, facts.marches, facts.end_of_years)  # in order of time within a school year
    parts = []
    for place, table in enumerate(seasons):
        at = (table.school_year.cast("int64") * len(seasons) + place).cast("int64")
        parts.append(table.select(record_sasid="sasid", at=at, status="DOE012", org_code="DOE015"))
    records = parts[0].union(*parts[1:])
    until = entered.school_year.cast("int64") * len(seasons) + len(seasons) - 1
    joined = entered.join(records, [entered.sasid == records.record_sasid, records["at"] <= until])
    return joined.group_by("school_year", "sasid").agg(
        last_status=joined.status.argmax(joined["at"]), org_code=joined.org_code.argmax(joined["at"])
    )


def _with_diplomas(members: ibis.Table, facts: StudentYears) -> ibis.Table:
    """Add `graduated`: a diploma in an End of Year record up to the cohort year, or in the October after (summer)."""
    law, june, october = facts.law, facts.end_of_years, facts.octobers
    first = june.filter(june.DOE012.isin(law.graduation.graduated_codes))
    first = first.group_by(june_graduate="sasid").agg(first_diploma=first.school_year.min())
    rows = members.left_join(first, members.sasid == first.june_graduate)
    graduated = (rows.first_diploma <= rows.school_year).fill_null(False)
    if law.graduation.summer != "counted":
        return without(rows.mutate(graduated=graduated), "june_graduate", "first_diploma")
    rows = without(rows.mutate(in_june=graduated), "june_graduate", "first_diploma")
    late = october.filter(october.DOE012.isin(law.graduation.graduated_codes))
    late = late.select(summer_graduate="sasid", summer_of=(late.school_year - 1).cast("int16"))
    rows = rows.left_join(late, [rows.sasid == late.summer_graduate, rows.school_year == late.summer_of])
    rows = rows.mutate(graduated=rows.in_june | rows.summer_graduate.notnull())
    return without(rows, "in_june", "summer_graduate", "summer_of")
