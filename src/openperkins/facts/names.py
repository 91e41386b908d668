"""The facts a criterion may ask for, by name. Grain: one student, one reporting year, one record (R07)."""

from __future__ import annotations

from functools import cache

from openperkins.lazy import ibis

#: attributes of the record that made the student count: fact → SIMS element
ATTRIBUTES = {
    "gender": "DOE009",
    "race_ethnicity": "DOE010",
    "low_income_status": "DOE019",
    "english_learner": "DOE025",
    "disability_placement": "DOE034",
    "plan_504": "DOE039",
    "cte_special_population": "DOE042",
}

#: every fact and its type; which of them a record has is settled in `student_years.py`
FACTS = {
    "school_year": "int16",
    "sasid": "string",
    "org_code": "string",
    **dict.fromkeys(ATTRIBUTES, "string"),
    "leaving_status": "string",
    "competency_attainment": "string",
    "october_status": "string",
    "october_program_type": "string",
    "cohort_outcome": "string",
    "cohort_source": "string",
    "cte_octobers": "int64",
    "program": "string",
    "program_known": "boolean",
    "nontraditional_for": "string",
    "on_migrant_list": "boolean",
    "grade_10_ela_level": "string",
    "grade_10_math_level": "string",
    "follow_up_status": "string",
}


@cache
def every_fact() -> ibis.Table:
    """A table without data that has every fact: what a rule reads can be asked of it."""
    return ibis.table(FACTS, name="every_fact")
