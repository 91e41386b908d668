"""The facts of one reporting year, one row per student and record (R07).

Three records place a student: the End of Year record (1S1 to 3S1, 5S1, 6S2), the year's own October record (6S1)
and the graduation cohort (4S1). A run takes only students whose record exists and who were ever in CTE;
a trace (`asked`) keeps its students whatever is missing, so that what is blank can be seen.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from openperkins.facts.assessments import grade_10_results
from openperkins.facts.claims import winning
from openperkins.facts.cohort import cohort_members
from openperkins.facts.enrollment import histories, seen_from
from openperkins.facts.follow_up import follow_up_statuses
from openperkins.facts.leaving import leaving_records
from openperkins.facts.programs import october_programs, with_program
from openperkins.facts.sources import Sources
from openperkins.facts.steps import Steps, without
from openperkins.lazy import ibis

#: attributes of the record that made the student count: fact → SIMS element
ATTRIBUTES = {
    "gender": "DOE009",
    "race_ethnicity": "DOE010",
    "low_income_status": "DOE019",
    "english_learner": "DOE025",
    "disability_placement": "DOE034",
    "plan_504": "DOE039",
    "cte_special_population": "DOE042",
}
#: what names a record's program, when and where it was sent
_PLACE = ("DOE035", "DOE043", "DOE044", "record_year", "file", "row")
#: preferred over an October record when the cohort takes its attributes (R07)
_END_OF_YEAR_FIRST = 10_000


class StudentYears:
    """Facts of the students of some reporting years, as Ibis tables over the sealed ones.

    `asked` is a table of (school_year, sasid) whose facts are wanted whole, for a trace.
    """

    def __init__(self, sources: Sources, years: tuple[int, ...], law: Any, *, asked: ibis.Table | None = None) -> None:
        self.sources, self.years, self.law, self.asked = sources, years, law, asked
        self.steps = Steps()

    @cached_property
    def octobers(self) -> ibis.Table:
        return self.steps.named("winning_octobers", winning(self.sources, "october", self.law))

    @cached_property
    def marches(self) -> ibis.Table:
        return self.steps.named("winning_marches", winning(self.sources, "march", self.law))

    @cached_property
    def end_of_years(self) -> ibis.Table:
        return self.steps.named("winning_end_of_years", winning(self.sources, "end_of_year", self.law))

    @cached_property
    def histories(self) -> ibis.Table:
        return self.steps.named("cte_histories", histories(self.octobers, self.law))

    @cached_property
    def october_programs(self) -> ibis.Table:
        return self.steps.named("october_programs", october_programs(self.octobers, self.law))

    @cached_property
    def migrants(self) -> ibis.Table:
        listed = self.sources["migrant"].select(list_year="school_year", listed="sasid").distinct()
        return self.steps.named("migrants", listed)

    def of(self, record: str) -> ibis.Table:
        """The facts that go with one record: `end_of_year`, `october` or `cohort`."""
        return getattr(self, record)

    @cached_property
    def end_of_year(self) -> ibis.Table:
        """Facts of the leaving record: status, credential, grade 10 results, follow-up answer."""
        wanted = leaving_records(self.end_of_years, self._octobers_for_leaving, self.law)
        rows = self._begun(wanted, leaving_status="DOE012", competency_attainment="DOE031")
        rows = self._completed("leaving_students", rows)
        for subject in ("ela", "math"):
            rows = self._with_result(rows, subject)
        return self.steps.named("end_of_year_facts", self._with_follow_up(rows))

    @cached_property
    def october(self) -> ibis.Table:
        """Facts of the year's own October record (or the October before, R30)."""
        wanted = self.octobers.mutate(record_year=self.octobers.school_year)
        if self.law.nontraditional.participation_october == "before":
            wanted = wanted.mutate(school_year=(wanted.school_year + 1).cast("int16"))
        rows = self._begun(wanted, october_status="DOE012", october_program_type="DOE035")
        return self.steps.named("october_facts", self._completed("october_students", rows))

    @cached_property
    def cohort(self) -> ibis.Table:
        """Facts of cohort members: outcome, with attributes of their latest End of Year record, else October."""
        only = self.histories if self.asked is None else self.asked
        members = self.steps.named("cohort_members", cohort_members(self, only))
        if self.asked is not None:
            members = self.steps.named("asked_members", self._kept(members))
        latest = self.steps.named("cohort_records", self._latest_records(members))
        joined = members.left_join(latest, [members.school_year == latest.member_year, members.sasid == latest.member])
        rows = joined.select(
            "school_year",
            "sasid",
            "org_code",
            "cohort_outcome",
            "cohort_source",
            *_PLACE,
            **{name: joined[element] for name, element in ATTRIBUTES.items()},
        )
        rows = self._with_history(rows)
        return self.steps.named("cohort_facts", self._completed("cohort_students", rows))

    @property
    def _octobers_for_leaving(self) -> ibis.Table | None:
        return self.octobers if self.law.leaving.summer_graduates == "counted" else None

    def _begun(self, records: ibis.Table, **facts: str) -> ibis.Table:
        """Rows of the reporting years with attributes renamed to facts and the student's CTE history."""
        records = records.filter(records.school_year.isin(self.years))
        rows = records.select(
            "school_year",
            "sasid",
            *_PLACE,
            org_code=records.DOE015,
            **{name: records[element] for name, element in {**ATTRIBUTES, **facts}.items()},
        )
        return self._with_history(rows if self.asked is None else self._kept(rows))

    def _kept(self, rows: ibis.Table) -> ibis.Table:
        """The asked student-years, each with its row when there is one."""
        asked = self.asked
        renamed = rows.rename(row_year="school_year", row_sasid="sasid")
        joined = asked.left_join(renamed, [asked.school_year == renamed.row_year, asked.sasid == renamed.row_sasid])
        return joined.select(*rows.columns)

    def _with_history(self, rows: ibis.Table) -> ibis.Table:
        table = self.histories.rename(history_sasid="sasid")
        same = rows.sasid == table.history_sasid
        joined = rows.join(table, same) if self.asked is None else rows.left_join(table, same)
        seen = seen_from(joined.history.fill_null(0), joined.school_year)
        return without(joined.mutate(cte_octobers=seen), "history", "history_sasid")

    def _completed(self, name: str, rows: ibis.Table) -> ibis.Table:
        """Add the program (R11) and the migrant supplement of the reporting year (R46)."""
        rows = self.steps.named(name, rows)
        rows = with_program(rows, self.october_programs, self.sources["programs"], self.law)
        on_list = [rows.school_year == self.migrants.list_year, rows.sasid == self.migrants.listed]
        joined = rows.left_join(self.migrants, on_list)
        return without(joined.mutate(on_migrant_list=joined.listed.notnull()), "listed", "list_year")

    def _with_result(self, rows: ibis.Table, subject: str) -> ibis.Table:
        """Add `grade_10_<subject>_level` (R21)."""
        results = grade_10_results(self.sources["mcas"], subject, self.law)
        results = self.steps.named(f"grade_10_{subject}_results", results).rename(tested="sasid")
        joined = rows.left_join(results, rows.sasid == results.tested)
        return without(joined, "tested")

    def _with_follow_up(self, rows: ibis.Table) -> ibis.Table:
        answers = follow_up_statuses(self.sources["follow_up"], self.law)
        answers = self.steps.named("follow_up_answers", answers).rename(answer_year="school_year", answered="sasid")
        same = [rows.school_year == answers.answer_year, rows.sasid == answers.answered]
        return without(rows.left_join(answers, same), "answer_year", "answered")

    def _latest_records(self, members: ibis.Table) -> ibis.Table:
        """Each member's latest winning End of Year record up to the cohort year, else the latest October's."""
        columns = (*ATTRIBUTES.values(), "DOE035", "DOE043", "DOE044", "file", "row")
        parts = []
        for table, preference in ((self.octobers, 0), (self.end_of_years, _END_OF_YEAR_FIRST)):
            at = (table.school_year.cast("int64") + preference).cast("int64")
            parts.append(table.select("sasid", *columns, record_year="school_year", at=at))
        records = parts[0].union(parts[1]).rename(record_sasid="sasid")
        wanted = members.select(member_year="school_year", member="sasid")
        in_time = records.record_year <= wanted.member_year
        joined = wanted.join(records, [wanted.member == records.record_sasid, in_time])
        place = ibis.row_number().over(group_by=["member_year", "member"], order_by=ibis.desc("at"))
        return without(joined.mutate(place=place).filter(lambda t: t.place == 0), "place", "at", "record_sasid")
