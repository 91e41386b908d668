"""The workspace: a team begins a cycle, reviews figures, rates and settles, names a priority and plans."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from openperkins.needs.action_plan import metric_labels
from openperkins.needs.questions import own_rating
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.editions import instrument_of
from openperkins.portal.needs.models import Edition
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.tick import tick
from openperkins.portal.results.models import Publication
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"


@pytest.fixture
def cycle(published: Any) -> Document:
    """A cycle with nothing typed, beside measures of 2016-17."""
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    return factories.needs_assessment(DISTRICT, 2018)


def of(question: str, text: str, was: str = "") -> dict[str, str]:
    return {f"q.{question}": text, f"was.{question}": was}


def answers() -> dict[str, str]:
    return Document.objects.get(kind="needs_assessment", school_year=2018).answers


def test_a_cycle_is_begun_once_and_none_overlaps(published: Any, client_of: Any):
    director = client_of("cte_director")
    answer = director.post(f"/d/{DISTRICT}/clna/", {"cycle": "2018"})
    assert answer.url == BASE
    assert director.post(f"/d/{DISTRICT}/clna/", {"cycle": "2018"}).url == BASE, "pressed twice, it is the same"
    assert director.post(f"/d/{DISTRICT}/clna/", {"cycle": "2019"}).status_code == 422, "it would run beside it"
    assert director.post(f"/d/{DISTRICT}/clna/", {"cycle": "2020"}).status_code == 302
    assert Document.objects.filter(kind="needs_assessment").count() == 2
    assert {one.cycle.edition for one in Document.objects.all()} == {Edition.objects.get()}


def test_the_review_is_filled_in_and_says_from_where(cycle: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}1/").content.decode()
    assert "80.0%" in page and "n 100" in page and "66.7%" in page
    assert "Records of 2016-17, published" in page
    assert "Time on learning" in page and 'name="q.' not in page, "a viewer types nothing"
    program = client_of("contributor").get(f"{BASE}1/?program=010205").content.decode()
    assert "50.0%" in program and "n 18" in program and "q.1.time_on_learning.value.010205.all" in program
    assert client_of("viewer").get(f"{BASE}1/?program=999999").status_code == 404
    assert client_of("viewer").get(f"{BASE}8/").status_code == 404


def test_what_records_do_not_answer_is_typed_and_held_against_its_unit(cycle: Document, client_of: Any):
    client = client_of("contributor")
    assert client.post(f"{BASE}1/", of("1.time_on_learning.value.school.all", "a lot")).status_code == 302
    page = client.get(f"{BASE}1/").content.decode()
    assert "“a lot” is not a number." in page and 'aria-invalid="true"' in page
    assert "“a lot” is not a number." in client.get(BASE).content.decode(), "the cycle's page leads to it"
    client.post(f"{BASE}1/", of("1.time_on_learning.value.school.all", "990", "a lot"))
    assert answers()["1.time_on_learning.value.school.all"] == "990"


@pytest.mark.parametrize(
    "question",
    ["1.enrollment.value.school.nobody", "9.done", "1.1.rating.school.by.0", "plan.school.99.what", "../x", ""],
)
def test_what_the_instrument_does_not_ask_is_not_kept(cycle: Document, client_of: Any, question: str):
    assert client_of("contributor").post(f"{BASE}1/", of(question, "x")).status_code == 409
    assert answers() == {}


def test_each_rates_alone_and_the_team_settles(cycle: Document, client_of: Any):
    director, contributor = (factories.person_with(role, DISTRICT) for role in ("cte_director", "contributor"))
    client_of("cte_director").post(f"{BASE}1/", of(own_rating("1.1", "school", director.pk), "established"))
    client_of("contributor").post(f"{BASE}1/", of(own_rating("1.1", "school", contributor.pk), "developing"))
    client_of("contributor").post(f"{BASE}1/", of("1.1.rating.school", "developing"))
    page = client_of("viewer").get(f"{BASE}1/").content.decode()
    assert f"{director}: Established" in page and f"{contributor}: Developing" in page
    assert "1 of 2 rate as the team does" in page


def test_nobody_rates_for_somebody_else(cycle: Document, client_of: Any):
    director = factories.person_with("cte_director", DISTRICT)
    answer = client_of("contributor").post(f"{BASE}1/", of(own_rating("1.1", "school", director.pk), "challenge"))
    assert answer.status_code == 409 and "another person" in answer.content.decode()
    assert answers() == {}


def test_compliance_answers_and_when_a_starred_one_applies(cycle: Document, client_of: Any):
    client = client_of("contributor")
    page = client.get(f"{BASE}7/").content.decode()
    assert "Applies only if the school offers at least five Chapter 74 programs." in page
    assert not re.search(r"show \d+ ", page), "these figures tell Chapter 74 from no other program"
    sent = of("7.1.a.answer", "no") | of("7.1.c.answer", "applies_not") | of("7.1.a.owner", "Rosa Lind")
    client.post(f"{BASE}7/", sent)
    assert answers() == {"7.1.a.answer": "no", "7.1.c.answer": "applies_not", "7.1.a.owner": "Rosa Lind"}


def test_a_starred_check_counts_chapter_74_programs_alone(published: Any, client_of: Any):
    publication = Publication.objects.get(school_year=2017)
    factories.measured(publication, DISTRICT, in_cte={"programs": [[15, None]], "chapter74_programs": [[7, None]]})
    factories.needs_assessment(DISTRICT, 2018)
    page = client_of("contributor").get(f"{BASE}7/").content.decode()
    assert "(version 1) show 7 Chapter 74 programs." in page


def test_priorities_are_weighed_and_the_plan_begins_from_one(cycle: Document, client_of: Any):
    client = client_of("cte_director")
    client.post(f"{BASE}1/", of("1.1.rating.school", "challenge") | of("1.2.rating.school", "developing"))
    client.post(f"{BASE}7/", of("7.3.d.answer", "no"))
    page = client.get(f"{BASE}priorities/").content.decode()
    assert "One rating of Challenge." in page and "One rating of Developing." in page
    assert "One check answered No." in page and "7.3.d" in page
    assert "15.0 points" in page, "placement: 90.0 of all less 75.0 of each group"
    assert "13.3 points behind all students in School and program ELA MCAS" in page, "80.0 less 66.7, of component 1"
    sent = (
        of("priority.1.component", "1")
        | of("priority.1.challenge", "Science lags")
        | of("priority.1.why", "Four doors")
    )
    client.post(f"{BASE}priorities/", sent)
    client.post(f"{BASE}action-plan/", {"from": "1"})
    kept = answers()
    assert (kept["plan.challenge"], kept["plan.component"], kept["plan.description"]) == (
        "Science lags",
        "1",
        "Four doors",
    )
    assert kept["plan.current"] == timezone.localdate().isoformat()
    assert client.post(f"{BASE}action-plan/", {"from": "2"}).status_code == 404
    client.post(f"{BASE}action-plan/", of("plan.challenge", "Ours", "Science lags") | of("plan.component", "", "1"))
    page = client.post(f"{BASE}action-plan/", {"from": "1"}, follow=True).content.decode()
    assert answers()["plan.challenge"] == "Ours", "what was written is not written over"
    assert "plan.component" not in answers(), "nor is a plan about something else mixed with it"
    assert "about something else already" in page and "begins with this priority" not in page


def test_who_was_slower_to_begin_the_plan_is_told(cycle: Document, client_of: Any, monkeypatch: pytest.MonkeyPatch):
    client, by, save = client_of("cte_director"), factories.reach_with("contributor", DISTRICT), actions.save
    client.post(f"{BASE}priorities/", of("priority.1.challenge", "Science lags"))

    def quicker(document: Document, **said: Any) -> Any:
        save(document, changes=[Change("plan.challenge", "", "Attendance")], by=by)
        return save(document, **said)

    monkeypatch.setattr("openperkins.portal.needs.views.work.actions.save", quicker)
    page = client.post(f"{BASE}action-plan/", {"from": "1"}, follow=True).content.decode()
    assert "about something else already" in page and "begins with this priority" not in page
    assert answers()["plan.challenge"] == "Attendance"


def test_a_plan_whose_priority_is_withdrawn_says_so_on_both_pages(cycle: Document, client_of: Any):
    client = client_of("cte_director")
    named = of("priority.1.component", "1") | of("priority.1.challenge", "Science lags")
    client.post(f"{BASE}priorities/", named)
    client.post(f"{BASE}action-plan/", {"from": "1"})

    def told(page: str) -> bool:
        return "The action plan is about “Science lags”." in client.get(f"{BASE}{page}").content.decode()

    pages = ("action-plan/", "priorities/", "share/")
    assert not any(told(page) for page in pages)
    client.post(f"{BASE}priorities/", of("priority.1.challenge", "science  lags", "Science lags"))
    assert not any(told(page) for page in pages), "the same in other signs"
    client.post(f"{BASE}priorities/", of("priority.1.challenge", "Attendance", "science  lags"))
    assert all(told(page) for page in pages)
    assert "The priorities name “Attendance” now." in client.get(f"{BASE}action-plan/").content.decode()
    client.post(f"{BASE}priorities/", of("priority.1.challenge", "", "Attendance"))
    assert "No priority is named now." in client_of("viewer").get(f"{BASE}action-plan/").content.decode()
    assert answers()["plan.challenge"] == "Science lags", "the plan keeps its text"


def test_a_step_more_than_three_months_out_is_told(cycle: Document, client_of: Any):
    client = client_of("cte_director")
    sent = of("plan.current", "2018-01-31") | of("plan.school.1.what", "Tutor") | of("plan.school.1.by", "2018-05-01")
    client.post(f"{BASE}action-plan/", sent)
    page = client.get(f"{BASE}action-plan/").content.decode()
    assert "2018-05-01 is more than three months after" in page and "The last day is 2018-04-30." in page
    client.post(f"{BASE}action-plan/", of("plan.school.1.by", "2018-04-30", "2018-05-01"))
    assert "is more than three months" not in client.get(f"{BASE}action-plan/").content.decode()


def test_people_are_reminded_of_the_revisit_once(cycle: Document, client_of: Any):
    today = timezone.localdate()
    client_of("cte_director").post(f"{BASE}action-plan/", of("plan.revisit", today.isoformat()))
    tick()
    tick()
    told = Notice.objects.filter(kind="deadline.revisit")
    assert sorted(str(one.person.email) for one in told) == ["cte_director.00010000@example.org"]
    assert f"/d/{DISTRICT}/clna/2018/" in told.get().link


def test_a_component_takes_few_queries_whatever_is_typed(cycle: Document, client_of: Any):
    client = client_of("contributor")
    client.get(f"{BASE}1/")
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(f"{BASE}1/")
    sent: dict[str, str] = {}
    for group in ("all", "male", "female", "white", "asian"):
        for metric in ("time_on_learning", "academic_time", "staff_ratio"):
            for scope in ("school", "010205"):
                sent |= of(f"1.{metric}.value.{scope}.{group}", "12")
    client.post(f"{BASE}1/", sent)
    with CaptureQueriesContext(connection) as after:
        client.get(f"{BASE}1/")
    assert len(after) <= len(before) + 1 and len(after) < 30


def test_last_cycle_stands_beside_this_one(cycle: Document, client_of: Any):
    factories.needs_assessment(
        DISTRICT, 2016, {"1.identify.highlights": "Shops were full.", "1.1.rating.school": "challenge"}
    )
    client = client_of("cte_director")
    client.post(f"{BASE}1/", of("1.1.rating.school", "established"))
    page = client.get(f"{BASE}1/").content.decode()
    assert "Shops were full." in page and "Last cycle: Challenge." in page
    compared = client.get(f"{BASE}compare/").content.decode()
    assert "Challenge" in compared and "Established" in compared and "higher" in compared
    assert client.get(f"/d/{DISTRICT}/clna/2016/compare/").status_code == 404


def test_the_funnel_shows_rates_and_what_cannot_be(cycle: Document, client_of: Any):
    client, sent = client_of("contributor"), {}
    for group, counts in (("all", (200, 100, 50, 40)), ("female", (100, 40, 10, 10)), ("male", (100, 60, 40, 41))):
        for step, count in zip(("eligible", "applicants", "accepted", "enrolled"), counts, strict=True):
            sent |= of(f"3.{step}.value.school.{group}", str(count))
    client.post(f"{BASE}3/", sent)
    page = client.get(f"{BASE}3/").content.decode()
    assert "50.0%" in page and "25.0%" in page and "66.7%" in page
    assert "0.38" in page, "a quarter over two thirds"
    assert "Male: more are enrolled than accepted." in page


def test_several_schools_are_looked_at_one_by_one(cycle: Document, client_of: Any):
    client = client_of("contributor")
    assert "All schools" not in client.get(f"{BASE}1/").content.decode(), "one school is the whole"
    factories.measured(Publication.objects.get(school_year=2017), "00010505")
    Organization.objects.create(code="00010510", name="Birch High School", kind="school", parent_id=DISTRICT)
    publication = Publication.objects.get(school_year=2017)
    factories.measured(publication, "00010510", ela=[[10, 7], *[[2, 1]] * 12])
    whole = client.get(f"{BASE}1/").content.decode()
    assert "All schools" in whole and "Birch High School" in whole and "80.0%" in whole
    school = client.get(f"{BASE}1/?program=00010510").content.decode()
    assert "70.0%" in school and "n 10" in school and "q.1.1.rating.00010510" in school
    client.post(f"{BASE}1/", of("1.1.rating.00010510", "challenge"))
    assert "Birch High School" in client.get(f"{BASE}priorities/").content.decode()
    assert "00010510" not in client.get(f"{BASE}projections/").content.decode(), "a school is no program"


def test_the_target_stands_beside_what_the_metric_is_now(cycle: Document, client_of: Any):
    client = client_of("contributor")
    client.post(f"{BASE}action-plan/", of("plan.metric", "School and program ELA MCAS"))
    assert "Now: 80.0% (n 100)." in client.get(f"{BASE}action-plan/").content.decode()


def test_without_figures_a_program_is_taken_from_the_states_list(published: Any, client_of: Any):
    factories.needs_assessment(DISTRICT, 2018)
    client = client_of("contributor")
    page = client.get(f"{BASE}2/").content.decode()
    assert '<option value="010205">Agricultural Mechanics</option>' in page
    program = client.get(f"{BASE}2/?program=010205").content.decode()
    assert "q.2.coop.value.010205.all" in program and f"{BASE}workforce/010205/" in program
    assert client.get(f"{BASE}workforce/010205/").status_code == 200
    client.post(f"{BASE}workforce/010205/", of("workforce.010205.region", "North Shore"))
    page = client.get(f"{BASE}2/").content.decode()
    assert '<optgroup label="Programs"><option value="010205">' in page, "what is written about stands there"
    assert client.get(f"{BASE}2/?program=999999").status_code == 404
    assert "Another program" not in client_of("viewer").get(f"{BASE}2/").content.decode()


def test_a_metric_chosen_from_the_list_is_kept_by_its_id(cycle: Document, client_of: Any):
    """Two metrics are called Enrollment: the list tells them apart, and saving the page again changes nothing."""
    client, page = client_of("cte_director"), f"{BASE}action-plan/"
    labels = [label for label in metric_labels(instrument_of(cycle)).values() if label.startswith("Enrollment")]
    assert len(labels) == len(set(labels)) == 2
    assert all(f'<option value="{escape(label)}">' in client.get(page).content.decode() for label in labels)
    chosen = {"was.plan.metric": "", "q.plan.metric": labels[1]}
    assert client.post(page, chosen).status_code == 302
    assert answers()["plan.metric"] == "2.enrollment"
    assert f'value="{escape(labels[1])}" maxlength' in client.get(page).content.decode()
    same = {"was.plan.metric": labels[1], "q.plan.metric": labels[1]}
    assert client.post(page, same).status_code == 302 and answers()["plan.metric"] == "2.enrollment"
    other = {"was.plan.metric": labels[1], "q.plan.metric": "Our own count"}
    assert client.post(page, other).status_code == 302
    assert answers()["plan.metric"] == "Our own count"
