"""Groups behind all students: of records, of typed percents, on the way into the school; small groups have no gap."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from openperkins.needs.assessment import Assessment
from openperkins.needs.instrument import load_instrument
from openperkins.needs.priorities import Gap, widest_gaps
from openperkins.portal.needs.admissions import admissions as admitted
from openperkins.portal.needs.figures import Figures, figures_of
from openperkins.portal.needs.gaps import gaps_of
from openperkins.portal.results.models import Publication
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT

OURS = load_instrument()
PLACES = {"010205": "Agricultural Mechanics"}
SWD = "students_with_disabilities"


@pytest.fixture
def figures(published: Any) -> Figures:
    factories.measured(
        Publication.objects.get(school_year=2017),
        DISTRICT,
        enrollment=[[400, None], [15, None], [16, None], *[[30, None]] * 10],
        in_cte={"ela": [[72, 65], *[[36, 29]] * 12]},
    )
    found = figures_of(DISTRICT, SchoolYear(2017))
    assert found
    return found


def wide(figures: Figures | None, answers: dict[str, str]) -> list[Gap]:
    return widest_gaps(gaps_of(figures, Assessment(OURS, answers), PLACES), None)


def admissions(group: str, applicants: int, accepted: int, scope: str = "school") -> dict[str, str]:
    return {
        f"3.applicants.value.{scope}.{group}": str(applicants),
        f"3.accepted.value.{scope}.{group}": str(accepted),
    }


def test_selection_rates_count_with_their_ratio_and_source():
    answers = admissions("all", 180, 150) | admissions(SWD, 80, 52) | admissions("male", 90, 75)
    (gap,) = wide(None, answers | {"3.accepted.source": "CTE-ART"})
    assert (gap.component, gap.title, gap.group) == (3, "Accepted, of applicants", "Students with disabilities")
    assert (gap.points, gap.students) == (Fraction(100 * 150, 180) - 65, 80)
    assert gap.note == "ratio 0.78 to the best; typed: CTE-ART"


@pytest.mark.parametrize(("applicants", "counts"), [(16, True), (15, False)])
def test_a_small_group_has_no_gap_on_the_way_in(applicants: int, counts: bool):
    """N14"""
    found = wide(None, admissions("all", 180, 150) | admissions(SWD, applicants, 3))
    assert [gap.students for gap in found] == ([16] if counts else [])


def test_more_accepted_than_applied_has_no_gap():
    assert wide(None, admissions("all", 180, 150) | admissions(SWD, 20, 21)) == []


def test_typed_percents_count_where_the_size_of_the_group_is_known(figures: Figures):
    typed = {
        "3.first_choice.value.school.all": "90", "3.first_choice.value.school.limited_english_proficient": "10",
        f"3.first_choice.value.school.{SWD}": "72.5%", "3.first_choice.source": "Survey",
    }  # fmt: skip
    (gap,) = [one for one in wide(figures, typed) if one.metric == "3.first_choice"]
    assert (gap.group, gap.points, gap.students) == ("Students with disabilities", Fraction(35, 2), 16)
    assert gap.note == "of those enrolled; typed: Survey"
    assert [one for one in wide(None, typed) if one.metric == "3.first_choice"] == [], "nobody says how many there are"
    enrolled = typed | {f"2.enrollment.value.school.{SWD}": "40"}
    assert [one.students for one in wide(None, enrolled)] == [40], "typed enrollment does"


def test_what_cannot_stand_as_typed_has_no_gap(figures: Figures):
    typed = {"3.first_choice.value.school.all": "90", f"3.first_choice.value.school.{SWD}": "few"}
    assert not [one for one in wide(figures, typed) if one.metric == "3.first_choice"]


def test_records_stand_before_what_was_typed_and_count_students_in_cte(figures: Figures):
    typed = {"1.ela.value.school.all": "90", f"1.ela.value.school.{SWD}": "1"}
    found = [one for one in wide(figures, typed) if one.metric == "1.ela"]
    assert {one.scope for one in found} == {"cte"} and {one.note for one in found} == {""}
    assert {(one.points, one.who) for one in found} == {
        (Fraction(6500, 72) - Fraction(2900, 36), "all students in CTE"),
    }


def test_programs_are_typed_about_too(figures: Figures):
    answers = admissions("all", 40, 30, "010205") | admissions("female", 20, 5, "010205")
    (gap,) = [one for one in wide(figures, answers) if one.metric == "3.accepted"]
    assert gap.title == "Accepted, of applicants, Agricultural Mechanics" and gap.points == 50


def test_the_page_says_that_a_gap_is_typed(published: Any, client_of: Any):
    answers = admissions("all", 180, 150) | admissions(SWD, 80, 52)
    factories.needs_assessment(DISTRICT, 2018, answers)
    page = client_of("viewer").get(f"/d/{DISTRICT}/clna/2018/priorities/").content.decode()
    assert "18.3 points</strong> behind all students" in page and "typed: no source named" in page


def test_a_percent_typed_for_students_counts_none():
    answers = admissions("all", 200, 150) | admissions(SWD, 80, 52)
    assert len(wide(None, answers)) == 1
    answers[f"3.applicants.value.school.{SWD}"] = "80%"
    assert wide(None, answers) == []
    found = admitted(Assessment(OURS, answers), OURS.component(3), "school")
    assert found and [line.counts[1:3] for line in found.lines] == [["200", "150"], ["–", "52"]]
