"""The summary says what was found: programs, groups, admissions, workforce, checks; protected, no single group's."""

from __future__ import annotations

from typing import Any

import pytest

from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.outcome import outcome_of
from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import DISTRICT

TYPED = {
    "2.irc.value.010205.all": "37.5",
    "2.irc.value.school.limited_english_proficient": "12.5",
    "1.time_on_learning.value.010205.all": "911",
    "1.time_on_learning.source.010205": "Bell schedule",
    "1.staff_ratio.value.school.male": "12",
    "4.climate.value.school.all": "Most feel safe",
    "4.climate.value.school.male": "3 of 5 boys",
    "6.staff.value.010205.all": "Two of three left",
    "workforce.010205.region": "North Shore",
    "7.1.a.answer": "yes",
    "7.1.a.shows": "Minutes of May",
    **{f"3.{step}.value.school.all": text for step, text in (("eligible", "240"), ("applicants", "180"))},
    **{
        f"3.{step}.value.school.limited_english_proficient": text
        for step, text in (("eligible", "33"), ("applicants", "11"))
    },
}


@pytest.fixture
def cycle(published: Any) -> Document:
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    return factories.needs_assessment(DISTRICT, 2018, TYPED)


def test_the_district_reads_all_of_it_in_full(cycle: Document):
    found = {one.title[0]: one for one in outcome_of(cycle, exact=True).summary.components}
    values = {(one.metric, one.whom): (one.text, one.source) for one in found["1"].found.values}
    program = "Agricultural Mechanics, all students"
    assert values["School and program ELA MCAS", program] == ("50.0% of 18", "Records of 2016-17")
    assert ("911 hours a year", "Bell schedule") in values.values()
    assert {one.text for one in found["2"].found.values if one.source == "No source named"} == {
        "37.5 percent",
        "12.5 percent",
    }
    steps = [(one.group, one.students, one.rate, one.ratio) for one in found["3"].found.funnel]
    assert ("All students", "180", "75.0%", "") in steps
    assert ("English learners", "11", "33.3%", "0.44") in steps, "a ratio to all students where no group does better"
    (about,) = next(one.workforce for one in found.values() if one.workforce)
    assert about.program == "Agricultural Mechanics" and ("Region", "North Shore") in about.said
    assert [(one.answer, one.shows) for one in found["7"].checks] == [("Yes", "Minutes of May")]


def test_what_is_handed_on_holds_no_figure_of_a_group_or_a_program(cycle: Document, client_of: Any):
    summary = outcome_of(cycle).summary
    found = {one.title[0]: one for one in summary.components}
    assert not any(one.found.values for one in summary.components), "whatever the unit, and words too"
    typed_of_all = {one.text for one in found["4"].found.figures}
    assert typed_of_all == {"Most feel safe"}, "of the whole it is printed as typed"
    assert {(one.group, one.ratio) for one in found["3"].found.funnel} == {("All students", "")}
    assert "nor are figures of single student groups and programs" in summary.figures_from
    assert found["7"].checks and any(one.workforce for one in found.values())
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Now")
    page = client_of("liaison").get(f"/s/needs/{cycle.pk}/").content.decode()
    assert "North Shore" in page and "Minutes of May" in page and "Most feel safe" in page
    for typed in ("911", "3 of 5 boys", "12 students for each", "Two of three left"):
        assert typed not in page
    assert "37.5" not in page and "33.3%" not in page and "50.0%" not in page


def test_a_funnel_without_all_students_is_not_handed_on(published: Any):
    typed = {question: text for question, text in TYPED.items() if not question.endswith("school.all")}
    cycle = factories.needs_assessment(DISTRICT, 2018, typed)
    assert not any(one.found.funnel for one in outcome_of(cycle).summary.components)


@pytest.mark.parametrize("typed", ["87.5%", "87.5 %", "87.5"])
def test_a_percent_typed_with_its_sign_is_told_once(published: Any, typed: str):
    answers = {"2.irc.value.school.all": typed, "2.irc.value.school.male": typed}
    found = outcome_of(factories.needs_assessment(DISTRICT, 2018, answers), exact=True).summary.components[1].found
    assert [one.text for one in found.figures] == ["87.5 percent"]
    assert [one.text for one in found.values] == ["87.5 percent"]


def test_a_record_stands_before_what_was_typed_before_records_came(published: Any):
    """One place has one number, as on the page: of programs, of single schools, of groups."""
    publication = Publication.objects.get(school_year=2017)
    factories.measured(publication, DISTRICT)
    for code, name in (("00010601", "Birch High School"), ("00010602", "Cedar High School")):
        Organization.objects.create(code=code, name=name, kind="school", parent_id=DISTRICT)
        factories.measured(publication, code, ela=[[40, 30], *[[20, 10]] * 12])
    typed = {f"1.ela.value.{place}.all": "12" for place in ("school", "010205", "00010601")}
    typed |= {"1.ela.value.school.male": "13", "1.mathematics.value.00010601.all": "14"}
    cycle = factories.needs_assessment(DISTRICT, 2018, typed)
    found = outcome_of(cycle, exact=True).summary.components[0].found.values
    ela = [(one.whom, one.text) for one in found if one.metric == "School and program ELA MCAS"]
    assert sorted(ela) == [
        ("Agricultural Mechanics, all students", "50.0% of 18"),
        ("Birch High School, all students", "75.0% of 40"),
        ("Cedar High School, all students", "75.0% of 40"),
    ]
    assert [one.text for one in found if "math" in one.metric.lower()] == ["14 percent"], "records say nothing of it"
    second = outcome_of(cycle, exact=True).summary.components[1].found.values
    placed = {one.metric for one in second if one.whom.startswith("Birch")}
    assert any(name.endswith("(students in CTE)") for name in placed), "whom a school's figure counts"
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Now")
    shared = outcome_of(cycle, Document.objects.get(pk=cycle.pk).in_force)
    assert not any(one.found.values for one in shared.summary.components), "nothing of it is handed on"


def test_admissions_of_a_program_say_where_they_come_from(published: Any):
    said = {"3.applicants.value.010205.all": "20", "3.applicants.source.010205": "CTE-ART",
            "3.accepted.value.010205.all": "15", "3.applicants.value.school.all": "180"}  # fmt: skip
    found = outcome_of(factories.needs_assessment(DISTRICT, 2018, said), exact=True).summary.components[2].found.funnel
    sources = {(one.group, one.step): one.source for one in found}
    assert sources["Agricultural Mechanics: All students", "Applicants"] == "CTE-ART"
    assert sources["Agricultural Mechanics: All students", "Accepted"] == "No source named"
    assert sources["All students", "Applicants"] == "No source named"
