"""What student records answer of the review: the measures, their scopes, and the questions they ask of a student.

Grain: one student of one school year and record. Whom a school-level figure counts is `measured`; a CTE figure counts
those of them who are `in_cte`, a program's figure those of these in the program. Rates count in the numerator who also
meets `numerator`; counts have none. Values come from `law/clna/measures.yaml` (readings N01 and up) and the ruleset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openperkins.facts.assessments import counted_levels, proficient_levels
from openperkins.indicators.ind_4s1_graduation_rate import IND_4S1
from openperkins.indicators.ind_5s1_placement import counts_for_placement, was_placed
from openperkins.indicators.ind_6s1_nontraditional_participation import IND_6S1
from openperkins.indicators.shared import is_concentrator, left_education
from openperkins.kernel import Criterion, Rule, criterion

#: a school's students, those of any program, those of one program
Scope = Literal["school", "cte", "program"]
ALL_THREE: tuple[Scope, ...] = ("school", "cte", "program")
IN_CTE: tuple[Scope, ...] = ("cte", "program")
#: all students and, in the document's order, its groups (`law.review.groups`)
EVERYONE = "all"


@dataclass(frozen=True, eq=False)
class Measure:
    """One figure of the review. `record` places the student; `needs` are files without which there is no result.

    `stays` asks in addition whether the student is still in the organization that is counted; `of_programs` counts
    programs and not students, for all students only.
    """

    code: str
    title: str
    record: str
    scopes: tuple[Scope, ...]
    measured: Rule
    in_cte: Rule
    numerator: Rule | None
    reading: str
    needs: tuple[str, ...] = ()
    stays: bool = False
    of_programs: bool = False

    @property
    def counts_participants(self) -> bool:
        """Whether its CTE figures count students who are in CTE: not programs, and not who still explores them."""
        return not self.of_programs and self.in_cte is not is_exploratory

    @property
    def is_count(self) -> bool:
        return self.numerator is None


@criterion("is enrolled in high school", if_unknown="yes", cites=["clna 1 Review"], reading="N02")
def is_enrolled(student, law):
    return student.sasid.notnull()


@criterion(
    "was enrolled in a grade before the last ({law.review.returning_grades})",
    if_unknown="yes",
    cites=["clna 5 Review"],
    reading="N09",
)
def is_expected_back(student, law):
    return student.sasid.notnull()


@criterion("is enrolled in CTE in that October", if_unknown="no", cites=["clna 1 Review"], reading="N02")
def is_in_cte(student, law):
    return student.in_cte


@criterion(
    "is in an exploratory program ({law.review.exploratory_types})",
    if_unknown="no",
    cites=["clna 6 Review"],
    reading="N12",
)
def is_exploratory(student, law):
    return student.october_program_type.isin(law.review.exploratory_types)


@criterion(
    "dropped out by the End of Year ({law.review.dropout_codes})",
    if_unknown="no",
    cites=["clna 5 Review"],
    reading="N11",
)
def dropped_out(student, law):
    return student.june_status.isin(law.review.dropout_codes)


@criterion("is enrolled in the October after", if_unknown="no", cites=["clna 5 Review"], reading="N09")
def is_enrolled_again(student, law):
    return student.next_org.notnull()


@criterion("was in CTE with a program", if_unknown="no", cites=["clna 5 Review"], reading="N10")
def had_a_program(student, law):
    return student.in_cte & student.program.notnull()


@criterion("is in the same program of the district", if_unknown="no", cites=["clna 5 Review"], reading="N10")
def kept_the_program(student, law):
    return student.in_same_district & (student.next_program == student.program)


@criterion("is in another program of the district", if_unknown="no", cites=["clna 5 Review"], reading="N10")
def changed_the_program(student, law):
    return student.in_same_district & (student.next_program != student.program)


@criterion("graduated ({law.completion.codes})", if_unknown="no", cites=["clna 2 Review"], reading="N05")
def graduated(student, law):
    return student.leaving_status.isin(law.completion.codes)


@criterion(
    "completed the core curriculum ({law.review.core_curriculum_codes})",
    if_unknown="no",
    cites=["clna 2 Review"],
    reading="N05",
)
def completed_the_core_curriculum(student, law):
    return student.core_curriculum.isin(law.review.core_curriculum_codes)


@criterion(
    "plans postsecondary education or training ({law.review.postsecondary_codes})",
    if_unknown="no",
    cites=["clna 5 Review"],
    reading="N06",
)
def plans_postsecondary_education(student, law):
    return student.completer_plans.isin(law.review.postsecondary_codes)


@criterion("is in a Chapter 74 program", if_unknown="no", cites=["clna 2 Review"], reading="N07")
def is_in_chapter74(student, law):
    return student.in_chapter74


@criterion("said what became of them", if_unknown="no", cites=["clna 2 Review"], reading="N07")
def answered(student, law):
    return student.follow_up_status.notin(law.placement.no_answer_statuses)


def _has_result(subject: str, called: str) -> Criterion:
    def ask(student, law):
        return student[subject].isin(counted_levels(law))

    return Criterion(f"has_a_result_in_{subject}", f"has a result in {called}", ask, "no", ("clna 1 Review",), "N03")


def _is_proficient(subject: str, called: str) -> Criterion:
    def ask(student, law):
        return student[subject].isin(proficient_levels(law))

    says = f"was proficient or above in {called}"
    return Criterion(f"is_proficient_in_{subject}", says, ask, "no", ("clna 1 Review",), "R20")


def _academic(subject: str, called: str) -> Measure:
    return Measure(
        subject,
        f"{called.capitalize()}: proficient or above",
        "tested",
        ALL_THREE,
        _has_result(subject, called),
        is_in_cte,
        _is_proficient(subject, called),
        "N03",
        ("mcas",),
    )


#: in the order of every report
MEASURES: tuple[Measure, ...] = (
    Measure("enrollment", "Enrollment", "enrolled", ALL_THREE, is_enrolled, is_in_cte, None, "N02"),
    _academic("ela", "language arts"),
    _academic("mathematics", "mathematics"),
    _academic("science", "science"),
    Measure(
        "masscore",
        "Core curriculum completed",
        "left",
        ALL_THREE,
        graduated,
        is_concentrator,
        completed_the_core_curriculum,
        "N05",
    ),
    Measure(
        "postsecondary_plans",
        "Plans for postsecondary education",
        "left",
        ALL_THREE,
        graduated,
        is_concentrator,
        plans_postsecondary_education,
        "N06",
    ),
    Measure(
        "placement",
        "Placement",
        "left",
        IN_CTE,
        left_education & counts_for_placement & is_in_chapter74,
        is_concentrator,
        was_placed,
        "N07",
        ("follow_up",),
    ),
    Measure(
        "response",
        "Response to the follow-up",
        "left",
        IN_CTE,
        left_education & is_in_chapter74,
        is_concentrator,
        answered,
        "N07",
        ("follow_up",),
    ),
    Measure(
        "graduation",
        "Graduation rate",
        "cohort",
        IN_CTE,
        IND_4S1.counts_in_denominator,
        IND_4S1.denominator,
        IND_4S1.numerator,
        "N08",
    ),
    Measure(
        "nontraditional",
        "Nontraditional enrollment",
        "october",
        IN_CTE,
        IND_6S1.counts_in_denominator,
        IND_6S1.denominator,
        IND_6S1.numerator,
        "N08",
    ),
    Measure(
        "school_retention",
        "School retention",
        "earlier",
        ("school",),
        is_expected_back,
        is_in_cte,
        is_enrolled_again,
        "N09",
        ("october_before",),
        stays=True,
    ),
    Measure(
        "program_retention",
        "Program retention",
        "earlier",
        IN_CTE,
        had_a_program,
        is_in_cte,
        kept_the_program,
        "N10",
        ("october_before",),
    ),
    Measure(
        "program_changes",
        "Program changes",
        "earlier",
        IN_CTE,
        had_a_program,
        is_in_cte,
        changed_the_program,
        "N10",
        ("october_before",),
    ),
    Measure("dropout", "Dropout", "enrolled", ALL_THREE, is_enrolled, is_in_cte, dropped_out, "N11"),
    Measure(
        "programs", "Number of programs", "enrolled", ("cte",), is_enrolled, is_in_cte, None, "N12", of_programs=True
    ),
    Measure(
        "chapter74_programs",
        "Number of Chapter 74 programs",
        "enrolled",
        ("cte",),
        is_enrolled,
        is_in_cte & is_in_chapter74,
        None,
        "N15",
        of_programs=True,
    ),
    Measure("exploratory", "Exploratory students", "enrolled", ("cte",), is_enrolled, is_exploratory, None, "N12"),
)
BY_CODE: dict[str, Measure] = {measure.code: measure for measure in MEASURES}


def measures_of(scope: str) -> tuple[Measure, ...]:
    """The measures a scope has, in order; any scope that is neither `school` nor `cte` is a program's code."""
    kind = scope if scope in ("school", "cte") else "program"
    return tuple(measure for measure in MEASURES if kind in measure.scopes)
