"""2S1 Technical skill attainment: concentrators who earned a credential, of those who left (or were reported)."""

from openperkins.indicators.shared import is_concentrator
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 2S1"]


@criterion(
    lambda law: (
        f"left education in the reporting year (End of Year status {', '.join(law.leaving.codes)})"
        if law.technical_skill.denominator == "left"
        else "has an End of Year record in the reporting year"
    ),
    if_unknown="no",
    cites=_CITES,
    reading="R23",
)
def counts_for_technical_skill(student, law):
    if law.technical_skill.denominator == "left":
        return student.leaving_status.isin(law.leaving.codes)
    return student.leaving_status.notnull()


@criterion(
    "earned a credential (DOE031 {law.technical_skill.credential_codes})",
    if_unknown="no",
    cites=_CITES,
    reading="R24",
)
def earned_a_credential(student, law):
    return student.competency_attainment.isin(law.technical_skill.credential_codes)


IND_2S1 = Indicator(
    code="2S1",
    title="Technical skill attainment",
    record="end_of_year",
    population=is_concentrator,
    denominator=counts_for_technical_skill,
    numerator=earned_a_credential,
    needs=("sims",),
    cites=tuple(_CITES),
)
