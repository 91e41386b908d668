"""6S1 Nontraditional participation: participants of the gender that is rare in their program's occupations."""

from openperkins.indicators.shared import is_of_the_underrepresented_gender, program_is_nontraditional
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 6S1"]


@criterion(
    lambda law: (
        "was enrolled in CTE in the reporting year's own October"
        if law.nontraditional.participation_october == "own"
        else "was enrolled in CTE in the October before the reporting year's own"
    ),
    if_unknown="no",
    cites=[*_CITES, "workbook sec. 2 CTE Participant"],
    reading="R30",
)
def is_participant(student, law):
    enrolled = student.october_status.isin(law.enrollment.enrolled_codes)
    return enrolled & student.october_program_type.notin(law.enrollment.not_cte_program_types)


IND_6S1 = Indicator(
    code="6S1",
    title="Nontraditional participation",
    record="october",
    population=is_participant,
    denominator=program_is_nontraditional,
    numerator=is_of_the_underrepresented_gender,
    needs=("sims", "programs"),
    cites=tuple(_CITES),
)
