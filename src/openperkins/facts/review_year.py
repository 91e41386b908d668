"""The facts behind the measures of the review, of one school year: one row per student and record.

Beside the records of the core indicators (`student_years.py`; the cohort for graduation, October for nontraditional):
`enrolled`, who was enrolled in the year's October; `earlier`, who was in the October before and is expected back;
`tested`, whose grade 10 result counts in the year; `left`, who left education in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from openperkins.facts.enrollment import seen_from
from openperkins.facts.leaving import leaving_records
from openperkins.facts.programs import named_program
from openperkins.facts.school_year_tests import tests_of
from openperkins.facts.sources import Sources
from openperkins.facts.steps import without
from openperkins.facts.student_years import StudentYears
from openperkins.kernel import Rule
from openperkins.lazy import ibis

#: in the order in which they are counted
REVIEWED = ("enrolled", "earlier", "tested", "left", "october", "cohort")


class ReviewYear(StudentYears):
    """Facts of the students of the school year that ends in `year`.

    `narrowing` and `reads` are those of the core indicators' records, `october` and `cohort`.
    """

    def __init__(
        self,
        sources: Sources,
        year: int,
        law: Any,
        *,
        narrowing: Mapping[str, Sequence[Rule]],
        reads: Mapping[str, Collection[str]],
    ) -> None:
        own = dict.fromkeys(REVIEWED, frozenset[str]())
        super().__init__(sources, (year,), law, records=REVIEWED, narrowing=narrowing, reads={**own, **reads})
        self.year = year

    @cached_property
    def enrolled(self) -> ibis.Table:
        """N02: attributes and program of the October record, the program's kind; `june_status`, that of the winning End
        of Year record."""
        june = self.end_of_years.filter(self.end_of_years.school_year == self.year)
        june = june.select(june_sasid="sasid", june_status="DOE012")
        rows = self.completed("enrolled")
        found = self._with_kind(rows.left_join(june, rows.sasid == june.june_sasid))
        return self.steps.named("enrolled_facts", found)

    @cached_property
    def earlier(self) -> ibis.Table:
        """N09, N10: the October before, and where the student is enrolled a year later (`next_org`, blank: nowhere).

        `next_program` is blank for who is not in CTE then. A record in CTE that names no program has that of the
        Octobers before it (R11), which is the earlier program.
        """
        rows, law = self.completed("earlier"), self.law
        later = self.octobers.filter(self.octobers.school_year == self.year)
        later = later.filter(later.DOE012.isin(law.enrollment.enrolled_codes))
        later = later.select(
            next_sasid="sasid",
            next_org="DOE015",
            next_in_cte=later.DOE035.notin(law.enrollment.not_cte_program_types),
            next_named=named_program(later, law),
        )
        joined = rows.left_join(later, rows.sasid == later.next_sasid)
        known = joined.next_named
        if law.program.fallback == "latest_october":
            known = ibis.coalesce(joined.next_named, joined.program)
        program = ibis.ifelse(joined.next_in_cte.fill_null(False), known, ibis.null("string"))
        digits = law.organization.district_digits
        same = joined.next_org.left(digits) == joined.org_code.left(digits)
        found = joined.mutate(next_program=program, in_same_district=same.fill_null(False))
        return self.steps.named("earlier_facts", without(found, "next_sasid", "next_in_cte", "next_named"))

    @cached_property
    def tested(self) -> ibis.Table:
        """N03, N04: `ela`, `mathematics`, `science`, the levels that count in the year."""
        rows = self.completed("tested")
        results = self._results
        return self.steps.named("tested_facts", without(rows.join(results, rows.sasid == results.tested), "tested"))

    @cached_property
    def left(self) -> ibis.Table:
        """R05: status, core curriculum and plans of the leaving record, the follow-up's answer, the program's kind."""
        return self.steps.named("left_facts", self._with_kind(self.with_follow_up(self.completed("left"))))

    def _with_kind(self, rows: ibis.Table) -> ibis.Table:
        """`in_chapter74`: whether the program is of a kind of N07."""
        programs = self.sources["programs"]
        known = programs.filter(programs.kind.isin(self.law.review.chapter74_kinds)).select(of_chapter74="code")
        joined = rows.left_join(known, rows.program == known.of_chapter74)
        return without(joined.mutate(in_chapter74=joined.of_chapter74.notnull()), "of_chapter74")

    def begin(self, record: str) -> ibis.Table:
        own = {"enrolled": self._enrolled, "earlier": self._earlier, "tested": self._tested, "left": self._left}
        return own[record]() if record in own else super().begin(record)

    def silent(self, rows: ibis.Table) -> ibis.Table:
        """A program is looked for only where a student of CTE has none."""
        silent = super().silent(rows)
        return silent.filter(silent.in_cte) if "in_cte" in rows.columns else silent

    def _enrolled(self) -> ibis.Table:
        records = self._in_october(self.octobers, self.law.review.high_school_grades)
        return self._kept_as("enrolled", records, october_program_type="DOE035")

    def _earlier(self) -> ibis.Table:
        records = self._in_october(self.octobers, self.law.review.returning_grades)
        return self._kept_as("earlier", records.mutate(school_year=(records.school_year + 1).cast("int16")))

    def _in_october(self, octobers: ibis.Table, grades: Sequence[str]) -> ibis.Table:
        law = self.law
        chosen = octobers.filter(octobers.DOE016.isin(grades) & octobers.DOE012.isin(law.enrollment.enrolled_codes))
        return chosen.mutate(record_year=chosen.school_year)

    def _kept_as(self, record: str, records: ibis.Table, **facts: str) -> ibis.Table:
        rows = self.begun(record, records, **facts)
        rows = rows.mutate(in_cte=rows.DOE035.notin(self.law.enrollment.not_cte_program_types))
        return self.steps.named(f"{record}_students", rows)

    @cached_property
    def _results(self) -> ibis.Table:
        return self.steps.named("tests_of_the_year", tests_of(self.sources["mcas"], self.year, self.law))

    def _tested(self) -> ibis.Table:
        """The record that places a tested student, the End of Year's before October's, and CTE by October's."""
        law = self.law
        june = self._of_tested(self.end_of_years)
        october = self.steps.named("octobers_of_tested", self._of_tested(self.octobers))
        records = june.union(october.anti_join(june, "sasid"))
        rows = self.begun("tested", records.mutate(record_year=records.school_year))
        in_cte = october.filter(
            october.DOE012.isin(law.enrollment.enrolled_codes)
            & october.DOE035.notin(law.enrollment.not_cte_program_types)
        ).select(participant="sasid")
        joined = rows.left_join(in_cte, rows.sasid == in_cte.participant)
        rows = without(joined.mutate(in_cte=joined.participant.notnull()), "participant")
        return self.steps.named("tested_students", rows)

    def _of_tested(self, records: ibis.Table) -> ibis.Table:
        return records.filter(records.school_year == self.year).semi_join(
            self._results, records.sasid == self._results.tested
        )

    def _left(self) -> ibis.Table:
        """Who left, ever in CTE or not: `in_cte` says whether a program can be found."""
        law = self.law
        records = leaving_records(self.end_of_years, self.octobers_for_leaving, law)
        records = records.filter(records.DOE012.isin((*law.leaving.codes, *law.completion.codes)))
        facts = {"leaving_status": "DOE012", "completer_plans": "DOE033", "core_curriculum": "DOE037"}
        rows = self.begun("left", records, **facts)
        table = self.histories.rename(history_sasid="sasid")
        joined = rows.left_join(table, rows.sasid == table.history_sasid)
        seen = seen_from(joined.history.fill_null(0), joined.school_year)
        rows = without(joined.mutate(cte_octobers=seen), "history", "history_sasid")
        return self.steps.named("left_students", rows.mutate(in_cte=rows.cte_octobers != 0))
