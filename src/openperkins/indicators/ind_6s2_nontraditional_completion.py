"""6S2 Nontraditional completion: completers of the gender that is rare in their program's occupations."""

from openperkins.indicators.shared import (
    is_concentrator,
    is_of_the_underrepresented_gender,
    left_education,
    program_is_nontraditional,
)
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 6S2"]


@criterion(
    "received a diploma (End of Year status {law.nontraditional.completion_codes})",
    if_unknown="no",
    cites=_CITES,
    reading="R31",
)
def is_completer(student, law):
    return student.leaving_status.isin(law.nontraditional.completion_codes)


IND_6S2 = Indicator(
    code="6S2",
    title="Nontraditional completion",
    record="end_of_year",
    population=is_concentrator & left_education & is_completer,
    denominator=program_is_nontraditional,
    numerator=is_of_the_underrepresented_gender,
    needs=("sims", "programs"),
    cites=tuple(_CITES),
)
