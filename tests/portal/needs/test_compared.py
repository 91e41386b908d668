"""This cycle beside the last: figures by the year of their records, the plan, priorities, gaps, ratings, answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from openperkins.needs.assessment import Assessment
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.compared import Comparison, comparisons
from openperkins.portal.needs.page import Workspace, workspace
from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
LAST = {
    "1.1.rating.010205": "challenge", "1.identify.highlights": "Shops were full.", "1.ela.value.school.all": "50",
    "2.irc.value.school.all": "40", "priority.1.component": "1", "priority.1.challenge": "Science lags",
    "plan.challenge": "Science lags", "plan.metric": "1.ela", "plan.target": "85 percent",
    "3.applicants.value.school.all": "180", "3.accepted.value.school.all": "150",
    "3.applicants.value.school.students_with_disabilities": "80",
    "3.accepted.value.school.students_with_disabilities": "52",
}  # fmt: skip
THIS = LAST | {
    "1.1.rating.010205": "developing", "1.identify.highlights": "Shops are fuller.", "2.irc.value.school.all": "45",
    "3.accepted.value.school.students_with_disabilities": "60", "priority.1.challenge": "Attendance",
}  # fmt: skip


@pytest.fixture
def last(published: Any) -> Document:
    return factories.needs_assessment(DISTRICT, 2016, LAST)


@pytest.fixture
def this(last: Document) -> Document:
    in_cte = {"ela": [[72, 65], *[[36, 29]] * 12]}
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT, in_cte=in_cte)
    return factories.needs_assessment(DISTRICT, 2018, THIS)


def tables(this: Document) -> dict[str, Comparison]:
    space = workspace(this)
    assert space.last
    return {one.title: one for one in comparisons(space.last, space)}


def rows(table: Comparison) -> dict[str, tuple[str, ...]]:
    assert all(len(row) == len(table.heads) + 1 for row in table.rows)
    return {row[0]: row[1:] for row in table.rows}


def test_figures_name_their_records_and_a_record_stands_before_what_was_typed(this: Document):
    table = tables(this)["Figures from records, all students"]
    assert table.heads == ("2014-16: no records", "2016-18: records of 2016-17", "Now")
    found = rows(table)
    assert found["School and program ELA MCAS"] == ("50 (typed)", "80.0%", "higher")
    assert found["School and program ELA MCAS (students in CTE)"][1] == "90.3%"
    assert len([name for name in found if name.startswith("Enrollment")]) == 1, "one measure once"
    assert rows(tables(this)["Typed values, all students"])["IRC earning rate"] == ("40", "45", "higher")
    assert "School and program ELA MCAS" not in rows(tables(this)["Typed values, all students"])


def test_one_publication_is_not_compared_with_itself(this: Document):
    first = Document.objects.get(school_year=2016)
    space, before = workspace(this), workspace(first)
    found = {one.title: one for one in comparisons(replace(before, figures=space.figures), space)}
    table = found["Figures from records, all students"]
    assert not table.rows and table.empty.startswith("No newer figures are published yet: both cycles read the records")
    assert found["Widest gaps"].note
    records = [row for row in found["Widest gaps"].rows if "Accepted" not in row[0]]
    assert records and {row[1] for row in records} == {""}, "gaps in records stand once"


def test_newer_figures_are_compared_by_the_years_of_their_records(last: Document, client_of: Any):
    for year, ela in ((2016, 70), (2017, 80)):
        cells = [[100, ela], *[[60, 40]] * 12]
        factories.measured(Publication.objects.get(school_year=year), DISTRICT, ela=cells)
    table = tables(factories.needs_assessment(DISTRICT, 2018, THIS))["Figures from records, all students"]
    assert table.heads[:2] == ("2014-16: records of 2015-16", "2016-18: records of 2016-17")
    assert rows(table)["School and program ELA MCAS"] == ("70.0%", "80.0%", "higher")
    assert rows(table)["Enrollment"] == ("400", "400", "the same")


def test_the_last_plan_its_target_and_where_the_metric_is_now(this: Document):
    (row,) = tables(this)["The last action plan"].rows
    assert row == ("Science lags", "School and program ELA MCAS", "85 percent", "50", "80.0% (n 100)")


def test_priorities_ratings_of_programs_gaps_and_answers_stand_side_by_side(this: Document, client_of: Any):
    found = tables(this)
    assert rows(found["Priorities"])["Priority 1"] == (
        "1 Teaching and Learning\nScience lags",
        "1 Teaching and Learning\nAttendance",
    )
    ratings = rows(found["Ratings"])
    (program,) = [name for name in ratings if name.startswith("1.1") and name.endswith(", Agricultural Mechanics")]
    assert ratings[program] == ("Challenge", "Developing", "higher")
    gap = rows(found["Widest gaps"])["Accepted, of applicants: Students with disabilities"]
    assert gap == ("18.3 points (n 80)", "8.3 points (n 80)", "narrower")
    (written,) = found["Identify"].rows
    assert written[1:] == ("Shops were full.", "Shops are fuller.")
    page = client_of("viewer").get(f"{BASE}compare/").content.decode()
    assert "Shops were full." in page and "narrower" in page and "records of 2016-17" in page


def test_what_a_new_edition_dropped_is_shown_and_said(last: Document):
    """Ratings, checks, values and texts of what is not asked any more stand where they were answered."""
    gone = {"1.1.rating.school": "developing", "7.1.a.answer": "no", "2.irc.value.school.all": "40"}
    space = workspace(factories.needs_assessment(DISTRICT, 2018))
    before = replace(space.last, assessment=Assessment(space.instrument, LAST | gone))
    found = {one.title: one for one in comparisons(before, replace(space, assessment=_without(space)))}
    ratings = rows(found["Ratings"])
    (program,) = [name for name in ratings if name.startswith("1.1") and name.endswith(", Agricultural Mechanics")]
    (school,) = [name for name in ratings if name.startswith("1.1 ") and name != program]
    assert ratings[school] == ("Developing", "not in this edition", "–")
    assert ratings[program] == ("Challenge", "not in this edition", "–")
    assert [row[1:] for row in found["Compliance"].rows if row[0].startswith("7.1.a ")] == [
        ("No", "not in this edition", "–")
    ]
    assert not any(name.startswith("7.1.b ") for name in rows(found["Compliance"])), "nothing was answered there"
    assert rows(found["Typed values, all students"])["IRC earning rate"] == ("40", "not in this edition", "–")
    assert ("Shops were full.", "not in this edition") in [row[1:] for row in found["Identify"].rows]


def _without(space: Workspace) -> Assessment:
    """The same cycle under an edition that asks less."""
    first, second, *rest, last = space.instrument.components
    (group, *groups) = last.checks
    less = [
        replace(first, criteria=first.criteria[1:]),
        replace(second, metrics=tuple(one for one in second.metrics if one.id != "2.irc")),
        *rest,
        replace(last, checks=(replace(group, items=group.items[2:]), *groups)),
    ]
    return Assessment(replace(space.instrument, components=tuple(less), prompts=space.instrument.prompts[1:]), {})


def test_two_questions_a_school_words_itself_are_not_set_against_each_other(organizations: Any):
    own = {"4.vocal_1.value.school.all": "70", "4.vocal_1.name": "I feel safe", "4.vocal_2.value.school.all": "50",
           "4.vocal_2.name": "I am heard", "4.climate.value.school.all": "Most feel safe"}  # fmt: skip
    factories.needs_assessment(DISTRICT, 2016, own)
    now = own | {"4.vocal_1.value.school.all": "80", "4.vocal_1.name": "Adults listen", "4.vocal_2.name": "I am  Heard"}
    found = [
        row[1:] for row in tables(factories.needs_assessment(DISTRICT, 2018, now))["Typed values, all students"].rows
    ]
    assert ("70 (I feel safe)", "80 (Adults listen)", "–") in found
    assert ("50 (I am heard)", "50 (I am  Heard)", "the same") in found
    assert ("Most feel safe", "Most feel safe", "–") in found, "words stand side by side"


def test_typed_metrics_of_one_title_are_told_apart(organizations: Any):
    held = {"1.enrollment.value.school.all": "400", "2.enrollment.value.school.all": "390"}
    factories.needs_assessment(DISTRICT, 2016, held)
    found = rows(tables(factories.needs_assessment(DISTRICT, 2018, held))["Typed values, all students"])
    assert found["Enrollment (Teaching and Learning)"][0] == "400"
    assert found["Enrollment (Post-Graduation Readiness)"][0] == "390"


def test_nor_are_the_gaps_of_two_such_questions(organizations: Any):
    held = {"1.enrollment.value.school.female": "40", "4.vocal_1.value.school.all": "70",
            "4.vocal_1.value.school.female": "50", "4.vocal_1.name": "I feel safe"}  # fmt: skip
    factories.needs_assessment(DISTRICT, 2016, held)
    other = factories.needs_assessment(DISTRICT, 2018, held | {"4.vocal_1.name": "Adults listen"})
    found = rows(tables(other)["Widest gaps"])
    assert found["I feel safe: Female"] == ("20.0 points (n 40)", "", "–")
    assert found["Adults listen: Female"] == ("", "20.0 points (n 40)", "–")
    same = factories.needs_assessment(DISTRICT, 2020, held | {"4.vocal_1.name": "adults  listen"})
    (row,) = tables(same)["Widest gaps"].rows
    assert row[1:] == ("20.0 points (n 40)", "20.0 points (n 40)", "the same")


def test_a_plan_about_such_a_question_is_not_judged_by_another(organizations: Any):
    held = {"4.vocal_1.value.school.all": "70", "4.vocal_1.name": "I feel safe", "plan.metric": "4.vocal_1",
            "plan.challenge": "Safety", "plan.target": "80"}  # fmt: skip
    factories.needs_assessment(DISTRICT, 2016, held)
    now = {"4.vocal_1.value.school.all": "85", "4.vocal_1.name": "Adults listen"}
    other = factories.needs_assessment(DISTRICT, 2018, held | now)
    (row,) = tables(other)["The last action plan"].rows
    assert row == ("Safety", "VOCAL question 1 (I feel safe)", "80", "70", "")
    factories.needs_assessment(DISTRICT, 2020, held | now)
    (row,) = tables(Document.objects.get(school_year=2020))["The last action plan"].rows
    assert row == ("Safety", "VOCAL question 1 (Adults listen)", "80", "85", "85")
