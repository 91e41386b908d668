"""1S1 Academic attainment, language arts: concentrators who left and were proficient in grade 10 ELA."""

from openperkins.facts.assessments import counted_levels, proficient_levels
from openperkins.indicators.shared import is_concentrator, left_education
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 1S1"]


@criterion("has a grade 10 result in language arts", if_unknown="no", cites=_CITES, reading="R21")
def took_grade_10_ela(student, law):
    return student.grade_10_ela_level.isin(counted_levels(law))


@criterion(
    lambda law: f"was proficient or above in it ({', '.join(proficient_levels(law))})",
    if_unknown="no",
    cites=_CITES,
    reading="R20",
)
def is_proficient_in_ela(student, law):
    return student.grade_10_ela_level.isin(proficient_levels(law))


IND_1S1 = Indicator(
    code="1S1",
    title="Academic attainment in language arts",
    record="end_of_year",
    population=is_concentrator,
    denominator=left_education & took_grade_10_ela,
    numerator=is_proficient_in_ela,
    needs=("sims", "mcas"),
    cites=tuple(_CITES),
)
