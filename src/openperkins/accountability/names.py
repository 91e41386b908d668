"""The order results are sorted in, and what a sentence calls each core indicator and population.

Codes and order are those of the output contract (formats.md, "Out"); R40 and R58 of the readings say why
there are sixteen populations beside all students and eight indicators. The phrases stand in the middle of a
sentence; the titles of report rows and sheets come from the ruleset's code tables.
"""

from __future__ import annotations

#: The organization code of the State.
STATE = "00000000"

#: Core indicator code -> what a sentence calls it, in the order of the results.
INDICATORS: dict[str, str] = {
    "1S1": "Academic Attainment in Language Arts",
    "1S2": "Academic Attainment in Mathematics",
    "2S1": "Technical Skill Attainment",
    "3S1": "Completion",
    "4S1": "Graduation Rate",
    "5S1": "Placement",
    "6S1": "Nontraditional Participation",
    "6S2": "Nontraditional Completion",
}

#: Population -> what a sentence calls it, in the order of the results.
POPULATIONS: dict[str, str] = {
    "all": "all students",
    "male": "male students",
    "female": "female students",
    "american_indian_or_alaska_native": "American Indian or Alaska Native students",
    "asian": "Asian students",
    "black_or_african_american": "Black or African American students",
    "hispanic_or_latino": "Hispanic or Latino students",
    "native_hawaiian_or_pacific_islander": "Native Hawaiian or Pacific Islander students",
    "white": "White students",
    "two_or_more_races": "students of two or more races",
    "students_with_disabilities": "students with disabilities",
    "economically_disadvantaged": "economically disadvantaged students",
    "single_parents": "single parents",
    "displaced_homemakers": "displaced homemakers",
    "limited_english_proficient": "students with limited English proficiency",
    "migrant": "migrant students",
    "nontraditional": "nontraditional enrollees",
}

#: What the law asks a State Improvement Plan to weigh: population -> the ground named (Workbook section 2,
#: "State Perkins Improvement Plan"). Populations not in it are not among the grounds the law names there; race and
#: ethnicity, which it names apart, are the two halves of R41.
SPECIAL_CONSIDERATION: dict[str, str] = {
    "male": "gender",
    "female": "gender",
    "american_indian_or_alaska_native": "race",
    "asian": "race",
    "black_or_african_american": "race",
    "hispanic_or_latino": "ethnicity",
    "native_hawaiian_or_pacific_islander": "race",
    "white": "race",
    "two_or_more_races": "race",
    "students_with_disabilities": "disability",
    "economically_disadvantaged": "economic disadvantage",
    "limited_english_proficient": "English proficiency",
    "migrant": "migrant status",
}

#: The columns of the results, in order.
RESULT_COLUMNS: tuple[str, ...] = (
    "school_year",
    "org_code",
    "org_kind",
    "indicator",
    "population",
    "denominator",
    "numerator",
    "percent",
    "level",
    "level_source",
    "threshold",
    "standing",
    "plan",
)
