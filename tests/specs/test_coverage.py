"""Every criterion was seen true, false and unknown across the specs, or the reason why it cannot be stands here."""

from __future__ import annotations

import pytest

from openperkins.engine.compile import RECORDS
from openperkins.indicators.catalogue import INDICATORS
from openperkins.kernel import leaves
from openperkins.law import load_ruleset
from openperkins.populations.catalogue import POPULATIONS

from .asking import Asked, cases_under, criteria_answers
from .pages import Conditions, cases, conditions_stated

CRITERIA = sorted(
    {leaf.name for indicator in INDICATORS for _, rule in indicator.parts for leaf in leaves(rule)}
    | {leaf.name for population in POPULATIONS for leaf in leaves(population.rule)}
)
#: (criterion, answer) → why no student can ever give that answer
CANNOT_BE = {
    ("is_concentrator", None): "a student without any CTE October has an empty history, which is no blank",
    ("is_cohort_concentrator", None): "a student without any CTE October has an empty history, which is no blank",
    ("every_member_counts", None): "it asks whether a cohort outcome is there, which is never blank",
    ("is_any_student", None): "it asks whether there is a student",
    ("is_any_student", False): "whoever is traced or counted is a student",
    ("is_migrant", None): "a student is on the list or not; a missing list lists nobody",
    ("took_grade_10_ela", False): "the fact is blank where there is no result, and else always a level that counts",
    ("took_grade_10_math", False): "the fact is blank where there is no result, and else always a level that counts",
}
#: parameters of R01 to R47 that no student's row can show, and the test that holds them
HELD_ELSEWHERE = {
    "leaving.reported_codes": "a data-quality figure: tests/run/test_quality_figures.py",
    "organization.district_digits": "how schools add up to districts: tests/run/test_quality_figures.py",
}


@pytest.fixture(scope="module")
def seen(duckdb_asked: Asked) -> dict[str, set[bool | None]]:
    """Criterion → the answers it gave to the students of all pages."""
    answers: dict[str, set[bool | None]] = {name: set() for name in CRITERIA}
    indicators_of_pages = {case.conditions: set() for case in cases()}
    for case in cases():
        indicators_of_pages[case.conditions].add(case.indicator)
    for conditions in conditions_stated():
        for record in RECORDS:
            if not any(i.code in indicators_of_pages[conditions] and i.record == record for i in INDICATORS):
                continue
            for row in duckdb_asked.traced(conditions, record, cases_under(conditions)).values():
                for name, answer in criteria_answers(row, record):
                    answers[name].add(answer)
    for record in RECORDS:
        for row in duckdb_asked.population_answers(Conditions(), record):
            for name in answers.keys() & row.keys():
                answers[name].add(row[name])
    return answers


@pytest.mark.parametrize("name", CRITERIA)
def test_criterion_was_seen_every_way(name: str, seen: dict[str, set[bool | None]]) -> None:
    wanted = {answer for answer in (True, False, None) if (name, answer) not in CANNOT_BE}
    assert seen[name] == wanted


def test_reasons_name_criteria_that_exist() -> None:
    assert {name for name, _ in CANNOT_BE} <= set(CRITERIA)


def parameters_of_students() -> dict[str, object]:
    """The parameters of the readings that say who counts: R01 to R47."""
    found = load_ruleset("perkins_iv_ma").parameters
    return {name: p for name, p in found.items() if p.reading <= "R47"}


def test_every_parameter_has_a_table_under_another_value() -> None:
    default = parameters_of_students()
    changed = {
        name
        for conditions in conditions_stated()
        for name, value in load_ruleset("perkins_iv_ma", dict(conditions.changes)).parameters.items()
        if name in default and value.value != default[name].value
    }
    assert set(default) - changed == set(HELD_ELSEWHERE)


def test_every_choice_has_a_table() -> None:
    stated = {change for conditions in conditions_stated() for change in conditions.changes}
    choices = {
        (name, choice)
        for name, parameter in parameters_of_students().items()
        for choice in {"choice": parameter.choices, "yes_no": ("yes", "no")}.get(parameter.kind, ())
    }
    assert choices - stated == set()
