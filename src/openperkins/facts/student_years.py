"""The facts of one reporting year, one row per student and record (R07).

Three records place a student: the End of Year record (1S1 to 3S1, 5S1, 6S2), the year's own October record (6S1)
and the graduation cohort (4S1). A run takes only students whose record exists, who were ever in CTE and who meet
the criteria every counted student must (`narrowing`); a trace (`asked`) keeps its students whatever is missing, so
that what is blank can be seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from openperkins.facts.assessments import grade_10_results
from openperkins.facts.claims import winning
from openperkins.facts.cohort import cohort_members
from openperkins.facts.enrollment import histories, seen_from
from openperkins.facts.follow_up import follow_up_statuses
from openperkins.facts.leaving import leaving_records
from openperkins.facts.names import ATTRIBUTES, every_fact
from openperkins.facts.participants import participants_of
from openperkins.facts.programs import found_programs, named_program, with_program
from openperkins.facts.sources import Sources
from openperkins.facts.steps import Steps, without
from openperkins.kernel import Rule, at_least_one, expression
from openperkins.lazy import ibis

#: the records that place students; one row of facts per student-year and record
RECORDS = ("end_of_year", "october", "cohort")

#: what names a record's program, when and where it was sent
_PLACE = ("DOE035", "DOE043", "DOE044", "record_year", "file", "row")
#: preferred over an October record when the cohort takes its attributes (R07)
_END_OF_YEAR_FIRST = 10_000


class StudentYears:
    """Facts of the students of some reporting years, as Ibis tables over the sealed ones.

    `asked` is a table of (school_year, sasid) whose facts are wanted whole, for a trace. `records` are the records
    that will be asked for. `narrowing` has rules by record of which every student wanted of it meets at least one:
    what they say is asked as soon as the facts are there, so that nothing is joined to students who count nowhere.
    `reads` names the facts that will be asked for by record; what else would have to be joined is left out.
    """

    def __init__(
        self,
        sources: Sources,
        years: tuple[int, ...],
        law: Any,
        *,
        asked: ibis.Table | None = None,
        records: Sequence[str] = RECORDS,
        narrowing: Mapping[str, Sequence[Rule]] | None = None,
        reads: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.sources, self.years, self.law, self.asked = sources, years, law, asked
        self.records, self.narrowing = records, narrowing or {}
        self.reads = reads if asked is None else None  # a trace shows every fact
        self.steps = Steps()

    @cached_property
    def octobers(self) -> ibis.Table:
        return self.steps.named("winning_octobers", winning(self.sources, "october", self.law), view=True)

    @cached_property
    def marches(self) -> ibis.Table:
        return self.steps.named("winning_marches", winning(self.sources, "march", self.law), view=True)

    @cached_property
    def end_of_years(self) -> ibis.Table:
        return self.steps.named("winning_end_of_years", winning(self.sources, "end_of_year", self.law), view=True)

    @cached_property
    def histories(self) -> ibis.Table:
        return self.steps.named("cte_histories", histories(self.octobers, self.law))

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
        rows = self.completed("end_of_year")
        if self.is_read("end_of_year", "grade_10_ela_level", "grade_10_math_level"):
            rows = self._with_results(rows)
        if self.is_read("end_of_year", "follow_up_status"):
            rows = self.with_follow_up(rows)
        return self.steps.named("end_of_year_facts", rows)

    @cached_property
    def october(self) -> ibis.Table:
        """Facts of the year's own October record (or the October before, R30)."""
        return self.steps.named("october_facts", self.completed("october"))

    @cached_property
    def cohort(self) -> ibis.Table:
        """Facts of cohort members: outcome, with attributes of their latest End of Year record, else October."""
        return self.steps.named("cohort_facts", self.completed("cohort"))

    def narrowed(self, record: str, rows: ibis.Table) -> ibis.Table:
        """Rows that may meet one of the record's `narrowing` rules, as far as the facts `rows` has can tell."""
        rule = at_least_one(self.narrowing.get(record, ()), rows.columns, every_fact(), self.law)
        return rows if rule is None else rows.filter(expression(rule, rows, self.law))

    def is_read(self, record: str, *names: str) -> bool:
        """Whether any of these facts will be asked for."""
        return self.reads is None or not self.reads[record].isdisjoint(names)

    @cached_property
    def _students(self) -> dict[str, ibis.Table]:
        """By record: attributes, CTE history and the program the record itself names."""
        return {record: self.begin(record) for record in self.records}

    def begin(self, record: str) -> ibis.Table:
        """Who a record is of: attributes, CTE history, and `named`, the program the record itself names."""
        begin = {"end_of_year": self._leavers, "october": self._participants, "cohort": self._cohort_students}
        return begin[record]()

    def _leavers(self) -> ibis.Table:
        wanted = leaving_records(self.end_of_years, self.octobers_for_leaving, self.law)
        rows = self.begun("end_of_year", wanted, leaving_status="DOE012", competency_attainment="DOE031")
        return self.steps.named("leaving_students", rows)

    def _participants(self) -> ibis.Table:
        wanted = participants_of(self.octobers, self.law)
        rows = self.begun("october", wanted, october_status="DOE012", october_program_type="DOE035")
        return self.steps.named("october_students", rows)

    def _cohort_students(self) -> ibis.Table:
        members = cohort_members(self)
        if self.asked is not None:
            members = self._kept(members)
        members = self.narrowed("cohort", self.with_history(members))
        members = self.steps.named("cohort_members", members)
        latest = self.steps.named("cohort_records", self._latest_records(members))
        joined = members.left_join(latest, [members.school_year == latest.member_year, members.sasid == latest.member])
        rows = joined.select(
            "school_year",
            "sasid",
            "org_code",
            "cohort_outcome",
            "cohort_source",
            "cte_octobers",
            *_PLACE,
            named=named_program(joined, self.law),
            **{name: joined[element] for name, element in ATTRIBUTES.items()},
        )
        return self.steps.named("cohort_students", rows)

    @property
    def octobers_for_leaving(self) -> ibis.Table | None:
        return self.octobers if self.law.leaving.summer_graduates == "counted" else None

    def begun(self, record: str, records: ibis.Table, **facts: str) -> ibis.Table:
        """Rows of the reporting years with attributes renamed to facts and the student's CTE history."""
        records = records.filter(records.school_year.isin(self.years))
        rows = records.select(
            "school_year",
            "sasid",
            *_PLACE,
            org_code=records.DOE015,
            named=named_program(records, self.law),
            **{name: records[element] for name, element in {**ATTRIBUTES, **facts}.items()},
        )
        rows = self.narrowed(record, rows) if self.asked is None else self._kept(rows)
        if not self.is_read(record, "cte_octobers"):
            return rows
        return self.narrowed(record, self.with_history(rows))

    def _kept(self, rows: ibis.Table) -> ibis.Table:
        """The asked student-years, each with its row when there is one."""
        asked = self.asked
        renamed = rows.rename(row_year="school_year", row_sasid="sasid")
        joined = asked.left_join(renamed, [asked.school_year == renamed.row_year, asked.sasid == renamed.row_sasid])
        return joined.select(*rows.columns)

    def with_history(self, rows: ibis.Table) -> ibis.Table:
        """Add `cte_octobers`, the student's Octobers in CTE seen from the reporting year; a run drops who has none."""
        table = self.histories.rename(history_sasid="sasid")
        same = rows.sasid == table.history_sasid
        joined = rows.join(table, same) if self.asked is None else rows.left_join(table, same)
        seen = seen_from(joined.history.fill_null(0), joined.school_year)
        return without(joined.mutate(cte_octobers=seen), "history", "history_sasid")

    @cached_property
    def _found_programs(self) -> ibis.Table | None:
        """R11: programs of the records that name none, of all records at once: the Octobers are read once."""
        if self.law.program.fallback == "none":
            return None
        silent = [self.silent(rows).select("sasid", "record_year") for rows in self._students.values()]
        lacking = silent[0].union(*silent[1:], distinct=True) if len(silent) > 1 else silent[0].distinct()
        lacking = self.steps.named("without_program", lacking)
        return self.steps.named("found_programs", found_programs(lacking, self.octobers, self.law))

    def silent(self, rows: ibis.Table) -> ibis.Table:
        """Those of the rows that name no program and for whom one is looked for."""
        return rows.filter(rows.named.isnull())

    def completed(self, record: str) -> ibis.Table:
        """Add the program (R11) and the migrant supplement of the reporting year (R46)."""
        rows = self._students[record]
        rows = self.narrowed(record, with_program(rows, self._found_programs, self.sources["programs"]))
        on_list = [rows.school_year == self.migrants.list_year, rows.sasid == self.migrants.listed]
        joined = rows.left_join(self.migrants, on_list)
        return without(joined.mutate(on_migrant_list=joined.listed.notnull()), "listed", "list_year")

    def _with_results(self, rows: ibis.Table) -> ibis.Table:
        """Add `grade_10_ela_level` and `grade_10_math_level` (R21)."""
        results = grade_10_results(self.sources["mcas"], self._students["end_of_year"], self.law)
        results = self.steps.named("grade_10_results", results)
        return without(rows.left_join(results, rows.sasid == results.tested), "tested")

    def with_follow_up(self, rows: ibis.Table) -> ibis.Table:
        answers = follow_up_statuses(self.sources["follow_up"], self.law)
        answers = self.steps.named("follow_up_answers", answers).rename(answer_year="school_year", answered="sasid")
        same = [rows.school_year == answers.answer_year, rows.sasid == answers.answered]
        return without(rows.left_join(answers, same), "answer_year", "answered")

    def _latest_records(self, members: ibis.Table) -> ibis.Table:
        """Each member's latest winning End of Year record up to the cohort year, else the latest October's.

        Nearly all have one of the cohort year itself; only the others' earlier records are ranked.
        """
        columns = (*ATTRIBUTES.values(), "DOE035", "DOE043", "DOE044", "file", "row")
        wanted = members.select(member_year="school_year", member="sasid")
        june = self.end_of_years.select("sasid", *columns, record_year="school_year").rename(record_sasid="sasid")
        june = june.filter(june.record_year.isin(self.years))
        last = wanted.join(june, [wanted.member == june.record_sasid, wanted.member_year == june.record_year])
        last = self.steps.named("cohort_june_records", without(last, "record_sasid"))
        others = wanted.anti_join(last, ["member_year", "member"])
        return last.union(self._earlier_records(others, columns).select(*last.columns))

    def _earlier_records(self, wanted: ibis.Table, columns: tuple[str, ...]) -> ibis.Table:
        parts = []
        for table, preference in ((self.octobers, 0), (self.end_of_years, _END_OF_YEAR_FIRST)):
            at = (table.school_year.cast("int64") + preference).cast("int64")
            parts.append(table.select("sasid", *columns, record_year="school_year", at=at))
        records = parts[0].union(parts[1]).rename(record_sasid="sasid")
        in_time = records.record_year <= wanted.member_year
        joined = wanted.join(records, [wanted.member == records.record_sasid, in_time])
        place = ibis.row_number().over(group_by=["member_year", "member"], order_by=ibis.desc("at"))
        return without(joined.mutate(place=place).filter(lambda t: t.place == 0), "place", "at", "record_sasid")
