"""The nouns the law names, shared by several indicators."""

from __future__ import annotations

from openperkins.facts.enrollment import has_run, within
from openperkins.kernel import criterion


@criterion(
    lambda law: (
        f"was enrolled in CTE in {law.concentrator.octobers} "
        f"{'consecutive ' if law.concentrator.consecutive else ''}Octobers, "
        "the last not after the reporting year's October"
    ),
    if_unknown="no",
    cites=["workbook sec. 2 CTE Concentrator", "workbook App. B 1S1"],
    reading="R03",
)
def is_concentrator(student, law):
    return has_run(student.cte_octobers, law.concentrator.octobers, consecutive=law.concentrator.consecutive)


@criterion(
    lambda law: (
        f"was enrolled in CTE in {law.cohort_concentrator.octobers} of the "
        f"{law.cohort_concentrator.lookback} Octobers before the cohort year ended"
    ),
    if_unknown="no",
    cites=["workbook App. B 4S1"],
    reading="R04",
)
def is_cohort_concentrator(student, law):
    rule = law.cohort_concentrator
    return has_run(within(student.cte_octobers, rule.lookback), rule.octobers, consecutive=rule.consecutive)


@criterion(
    "left education in the reporting year (End of Year status {law.leaving.codes})",
    if_unknown="no",
    cites=["workbook App. B 1S1"],
    reading="R05",
)
def left_education(student, law):
    return student.leaving_status.isin(law.leaving.codes)


@criterion(
    "is in a program that is nontraditional for one gender",
    if_unknown="no",
    cites=["workbook App. B 6S1", "20 USC 2302(20)"],
    reading="R33",
)
def program_is_nontraditional(student, law):
    return student.nontraditional_for.isin(["F", "M"])


@criterion(
    "is of the gender the program is nontraditional for",
    if_unknown="no",
    cites=["workbook App. B 6S1"],
    reading="R32",
)
def is_of_the_underrepresented_gender(student, law):
    return student.nontraditional_for == student.gender
