"""4S1 Graduation rate: concentrators of the four-year graduation cohort who graduated."""

from openperkins.indicators.shared import is_cohort_concentrator
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 4S1", "20 USC 6311(b)(2)(C)(vi)"]


@criterion("is a member of the year's four-year graduation cohort", if_unknown="no", cites=_CITES, reading="R26")
def is_in_the_graduation_cohort(student, law):
    return student.cohort_outcome.notin(law.graduation.not_members)


@criterion("is counted as every member is", if_unknown="yes", cites=_CITES, reading="R26")
def every_member_counts(student, law):
    return student.cohort_outcome.notnull()


@criterion("graduated in four years or less", if_unknown="no", cites=_CITES, reading="R26")
def graduated_in_four_years(student, law):
    return student.cohort_outcome.isin(law.graduation.graduated)


IND_4S1 = Indicator(
    code="4S1",
    title="Graduation rate",
    record="cohort",
    population=is_in_the_graduation_cohort & is_cohort_concentrator,
    denominator=every_member_counts,
    numerator=graduated_in_four_years,
    needs=("sims",),
    cites=tuple(_CITES),
)
