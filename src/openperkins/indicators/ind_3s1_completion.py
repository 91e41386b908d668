"""3S1 Completion: concentrators who left education with a diploma."""

from openperkins.indicators.shared import is_concentrator, left_education
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 3S1"]


@criterion(
    "graduated with a competency determination (End of Year status {law.completion.codes})",
    if_unknown="no",
    cites=_CITES,
    reading="R25",
)
def graduated(student, law):
    return student.leaving_status.isin(law.completion.codes)


IND_3S1 = Indicator(
    code="3S1",
    title="Completion",
    record="end_of_year",
    population=is_concentrator,
    denominator=left_education,
    numerator=graduated,
    needs=("sims",),
    cites=tuple(_CITES),
)
