"""Who belongs to which population, asked of the record that made the student count (R07)."""

from __future__ import annotations

from openperkins.kernel import Criterion, criterion

_SIXTEEN = ("workbook sec. 5", "20 USC 2323(b)(4)(C)")


@criterion("is counted", if_unknown="yes", cites=_SIXTEEN, reading="R40")
def is_any_student(student, law):
    return student.sasid.notnull()


@criterion("is male (DOE009 M)", if_unknown="no", cites=_SIXTEEN, reading="R32")
def is_male(student, law):
    return student.gender == "M"


@criterion("is female (DOE009 F)", if_unknown="no", cites=_SIXTEEN, reading="R32")
def is_female(student, law):
    return student.gender == "F"


def is_of_race_group(population: str, title: str) -> Criterion:
    """The criterion of one of the seven race and ethnicity groups: DOE010 is a code of the group (R41)."""

    def ask(student, law):
        return student.race_ethnicity.isin(getattr(law.race_groups, population))

    return Criterion(f"is_{population}", f"is {title} by DOE010", ask, "no", _SIXTEEN, "R41")


@criterion(
    lambda law: (
        f"has a special education placement (DOE034 not {', '.join(law.populations.disability_none_codes)})"
        + (" or a 504 plan" if law.populations.disability_504 == "counted" else "")
    ),
    if_unknown="no",
    cites=_SIXTEEN,
    reading="R42",
)
def has_a_disability(student, law):
    placed = student.disability_placement.notin(law.populations.disability_none_codes)
    if law.populations.disability_504 == "counted":
        return placed | student.plan_504.isin(law.populations.plan_504_codes)
    return placed


@criterion(
    "is economically disadvantaged (DOE019 {law.populations.economically_disadvantaged_codes})",
    if_unknown="no",
    cites=_SIXTEEN,
    reading="R43",
)
def is_economically_disadvantaged(student, law):
    return student.low_income_status.isin(law.populations.economically_disadvantaged_codes)


@criterion(
    "is a single parent (DOE042 {law.populations.single_parent_codes})",
    if_unknown="no",
    cites=_SIXTEEN,
    reading="R45",
)
def is_a_single_parent(student, law):
    return student.cte_special_population.isin(law.populations.single_parent_codes)


@criterion(
    "is a displaced homemaker (DOE042 {law.populations.displaced_homemaker_codes})",
    if_unknown="no",
    cites=_SIXTEEN,
    reading="R45",
)
def is_a_displaced_homemaker(student, law):
    return student.cte_special_population.isin(law.populations.displaced_homemaker_codes)


@criterion(
    "has limited English proficiency (DOE025 {law.populations.limited_english_codes})",
    if_unknown="no",
    cites=_SIXTEEN,
    reading="R44",
)
def has_limited_english_proficiency(student, law):
    return student.english_learner.isin(law.populations.limited_english_codes)


@criterion("is on the reporting year's migrant list", if_unknown="no", cites=_SIXTEEN, reading="R46")
def is_migrant(student, law):
    return student.on_migrant_list


@criterion(
    "is in a program that is nontraditional for the student's gender",
    if_unknown="no",
    cites=(*_SIXTEEN, "20 USC 2302(20)"),
    reading="R47",
)
def is_a_nontraditional_enrollee(student, law):
    return student.nontraditional_for == student.gender
