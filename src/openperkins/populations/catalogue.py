"""The populations in the order of every report: all students first, then the sixteen (R40)."""

from openperkins.kernel import Population
from openperkins.populations import criteria as c

_RACES = (
    ("american_indian_or_alaska_native", "American Indian or Alaska Native"),
    ("asian", "Asian"),
    ("black_or_african_american", "Black or African American"),
    ("hispanic_or_latino", "Hispanic or Latino"),
    ("native_hawaiian_or_pacific_islander", "Native Hawaiian or Pacific Islander"),
    ("white", "White"),
    ("two_or_more_races", "Two or more races"),
)

POPULATIONS: tuple[Population, ...] = (
    Population("all", "All students", c.is_any_student, "R40"),
    Population("male", "Male", c.is_male, "R32"),
    Population("female", "Female", c.is_female, "R32"),
    *(Population(code, title, c.is_of_race_group(code, title), "R41") for code, title in _RACES),
    Population("students_with_disabilities", "Students with disabilities", c.has_a_disability, "R42"),
    Population("economically_disadvantaged", "Economically disadvantaged", c.is_economically_disadvantaged, "R43"),
    Population("single_parents", "Single parents", c.is_a_single_parent, "R45"),
    Population("displaced_homemakers", "Displaced homemakers", c.is_a_displaced_homemaker, "R45"),
    Population("limited_english_proficient", "Limited English proficient", c.has_limited_english_proficiency, "R44"),
    Population("migrant", "Migrant", c.is_migrant, "R46"),
    Population("nontraditional", "Nontraditional enrollees", c.is_a_nontraditional_enrollee, "R47"),
)
BY_CODE: dict[str, Population] = {population.code: population for population in POPULATIONS}
