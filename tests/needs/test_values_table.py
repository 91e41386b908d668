"""A table of values: names that mean one thing are taken, those that mean several are told."""

from __future__ import annotations

import re

import pytest

from openperkins.needs.instrument import load_instrument, read_instrument
from openperkins.needs.values_table import read_values

OURS = load_instrument()
PLACES = {"010205": "Agricultural Mechanics", "00010510": "Birch High School", "00010515": "Birch High School"}


def read(answered: tuple[tuple[str, str], ...] = (), **row: str) -> tuple[dict[str, str], list[str]]:
    return read_values([(2, {"value": "12", **row})], OURS, places=PLACES, answered=answered)


def test_a_title_of_two_metrics_is_told_with_both_ids():
    answers, faults = read(metric="Enrollment")
    assert answers == {}
    assert faults == ["Row 2, metric: “Enrollment” means 1.enrollment or 2.enrollment. Use the id."]
    assert read(metric="1.enrollment") == ({"1.enrollment.value.school.all": "12"}, [])


def test_a_title_of_two_places_is_told_with_both_codes():
    answers, faults = read(metric="3.applicants", place="birch high school")
    assert answers == {}
    assert faults == ["Row 2, place: “birch high school” means 00010510 or 00010515. Use the code."]
    assert read(metric="3.applicants", place="00010515")[0] == {"3.applicants.value.00010515.all": "12"}


def test_a_source_is_kept_with_its_place():
    answers, faults = read(metric="3.applicants", place="Agricultural Mechanics", source="CTE-ART")
    assert not faults
    assert answers == {"3.applicants.value.010205.all": "12", "3.applicants.source.010205": "CTE-ART"}


def test_an_accent_and_its_letter_are_one_sign_as_on_a_page():
    places = {"02410505": "Pe\u00f1a High School"}
    row = {"metric": "3.applicants", "place": "Pen\u0303a High School", "value": "12", "source": "Pen\u0303a"}
    answers, faults = read_values([(2, row)], OURS, places=places)
    assert not faults
    assert answers == {"3.applicants.value.02410505.all": "12", "3.applicants.source.02410505": "Pe\u00f1a"}


@pytest.mark.parametrize(("place", "refused"), [("", True), ("school", True), ("010205", False)])
def test_what_records_answer_at_a_place_is_refused_there(place: str, refused: bool):
    _, faults = read(answered=(("1.ela", "school"),), metric="1.ela", place=place)
    assert bool(faults) is refused


def test_all_cte_programs_are_no_place_to_type_at():
    assert "“cte” is not known" in read(metric="3.applicants", place="cte")[1][0]


def test_groups_without_a_short_title_leave_an_empty_group_to_all_students():
    own = read_instrument(re.sub(r", short: [^,}\n]+", "", OURS.text))
    assert not any(group.short for group in own.groups)
    row = {"metric": "3.applicants", "value": "12"}
    assert read_values([(2, row)], own, places={}) == ({"3.applicants.value.school.all": "12"}, [])
    named = read_values([(2, row | {"group": "Students with disabilities"})], own, places={})
    assert named == ({"3.applicants.value.school.students_with_disabilities": "12"}, [])


HELD = {"3.applicants.value.school.all": "180", "3.applicants.source": "CTE-ART 2016"}


def again(now: dict[str, str], *rows: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    return read_values(enumerate(({"metric": "3.applicants"} | row for row in rows), 2), OURS, places=PLACES, now=now)


def test_a_new_value_does_not_stand_under_the_source_of_the_old_one():
    answers, faults = again(HELD, {"value": "200"})
    assert not answers
    assert faults == [
        "Row 2, source is empty, and “CTE-ART 2016” stands there of another value. Enter where this one comes from; "
        "the same text where it is the same."
    ]
    assert again(HELD, {"value": "180"}) == ({"3.applicants.value.school.all": "180"}, []), "nothing is new"
    assert not again(HELD, {"value": "200", "place": "010205"})[1], "of that place nothing is said yet"
    new = {"3.applicants.value.school.all": "200", "3.applicants.source": "CTE-ART 2018"}
    assert again(HELD, {"value": "200", "source": "CTE-ART 2018"}) == (new, [])


def test_an_old_value_the_file_leaves_keeps_its_source():
    answers, faults = again(HELD, {"value": "40", "group": "SWD", "source": "CTE-ART 2018"})
    assert not faults and answers["3.applicants.source"] == "CTE-ART 2016; CTE-ART 2018"
    now = HELD | answers
    assert again(now, {"value": "41", "group": "SWD", "source": "CTE-ART 2018"})[0]["3.applicants.source"] == (
        "CTE-ART 2016; CTE-ART 2018"
    ), "each once"
