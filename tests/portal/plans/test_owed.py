"""What is owed in a year, what is on file, who owes nothing, and what deadlines know of it."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from django.urls import reverse

from openperkins.portal.deadlines.done import done_on
from openperkins.portal.directory.models import Organization
from openperkins.portal.plans.owed import asked_of, owed
from openperkins.schoolyear import SchoolYear
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER
from tests.portal.plans.steps import BELOW, ON_FILE, PLAN, SMALL, TASKS, accept, figures, send, text

YEAR = SchoolYear(2018)


@pytest.fixture
def district(organizations) -> Organization:
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW, i2S1_all=BELOW, i3S1_male=ON_FILE, i1S1_limited_english_proficient=SMALL)
    return organizations[DISTRICT]


def test_required_is_owed_and_on_file_is_not(district):
    found = owed(district, YEAR)
    assert {(due.cell.indicator, due.population): due.owed for due in found.dues} == {
        ("2S1", "all"): True,
        ("2S1", "female"): True,
        ("3S1", "male"): False,
    }
    female = found.by_indicator["2S1"][1]
    assert female.years == 2 and found.by_indicator["2S1"][0].years == 1
    assert "20 of 25 students = 80.00%. The local level is 90%. 90% of it is 81%." in female.working.text
    assert "Below the line for the 2nd year in a row, since 2015-16." in female.working.text


def test_the_figures_are_those_of_the_year_before(district):
    assert owed(district, SchoolYear(2017)).figures.year == SchoolYear(2016)
    assert owed(district, SchoolYear(2019)).figures is None and owed(district, SchoolYear(2019)).dues == ()


def test_an_accepted_plan_of_an_earlier_year_is_on_file(district, client_of):
    accept(client_of, send(client_of, url="/d/00010000/2017/plans/2S1/"))
    found = {due.population: due for due in owed(district, YEAR, "2S1").dues}
    assert asked_of(district, YEAR, "2S1") == {"all": True, "female": False}
    assert found["female"].accepted.year == SchoolYear(2017) and found["female"].accepted.version == 2
    assert found["female"].accepted.written.plan == "Tutors twice a week."
    assert "is on file: no new plan is required, a revision is encouraged" in found["female"].working.text
    shown = text(client_of("viewer").get(TASKS))
    assert "0 of 1 entry written, 0 of 1 chart sent" in shown and 'href="/d/00010000/2017/plans/2S1/">Revise' in shown


def test_a_member_of_a_consortium_owes_nothing_of_its_own(district, organizations, client_of):
    assert owed(organizations[MEMBER], YEAR).dues == () and asked_of(organizations[MEMBER], YEAR, "2S1") == {}
    assert owed(organizations[CONSORTIUM], YEAR).dues
    director = client_of("cte_director", MEMBER)
    assert "which owes the plans for its members" in text(director.get(f"/d/{MEMBER}/2018/plans/"))
    assert "which reports for its members" in text(director.get(f"/d/{MEMBER}/2018/reports/"))
    answer = director.post(f"/d/{MEMBER}/2018/plans/2S1/", {"q.female.plan": "Ours."})
    assert answer.status_code == 404


def test_what_is_owed_and_asked_takes_as_many_queries_for_all(district, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert done_on("improvement_plans", [DISTRICT, OTHER, CONSORTIUM], YEAR) == {}
    with django_assert_num_queries(5):
        done_on("annual_reports", [DISTRICT, OTHER, CONSORTIUM], YEAR)


def test_deadlines_know_when_everything_owed_was_first_sent(organizations, client_of):
    figures(2017, i2S1_female=BELOW, i3S1_male=BELOW)
    send(client_of)
    assert DISTRICT not in done_on("improvement_plans", [DISTRICT], YEAR)
    send(client_of, "male", url="/d/00010000/2018/plans/3S1/")
    assert isinstance(done_on("improvement_plans", [DISTRICT, OTHER], YEAR)[DISTRICT], datetime.date)
    # whoever has no accepted plan has nothing to report
    assert set(done_on("annual_reports", [DISTRICT, OTHER], YEAR)) == {DISTRICT, OTHER}


def test_a_report_is_due_before_the_deadline_counts_as_met(organizations, client_of):
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=BELOW)
    accept(client_of, send(client_of, url="/d/00010000/2017/plans/2S1/"))
    assert DISTRICT not in done_on("annual_reports", [DISTRICT], YEAR)
    client_of("cte_director").post("/d/00010000/2018/reports/2S1/", {"q.female.progress": "Tutors came."})
    assert client_of("cte_director").post("/d/00010000/2018/reports/2S1/check/", {"note": ""}).status_code == 302
    assert DISTRICT in done_on("annual_reports", [DISTRICT], YEAR)


def test_where_nothing_is_published_nothing_can_start(organizations, client_of):
    assert "Cannot start yet" in text(client_of("viewer").get(TASKS))
    assert client_of("cte_director").post(PLAN, {"q.female.plan": "Early."}).status_code == 404


def test_what_later_figures_add_to_an_accepted_plan_is_said_to_both_sides(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    accept(client_of, plan)
    pages = [("cte_director", PLAN), ("cte_director", TASKS), ("liaison", reverse("review_plan", args=[plan.pk]))]
    for role, url in pages:
        assert "Figures published since" not in text(client_of(role).get(url))
    home = f"/d/{DISTRICT}/2017/"
    assert "1 of 1 chart sent, 1 of 1 accepted or waived" in text(client_of("cte_director").get(home))
    figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW)
    for role, url in pages:
        shown = text(client_of(role).get(url))
        assert "Figures published since the plan was accepted also ask for: Male. The accepted plan says" in shown, url
    shown = text(client_of("cte_director").get(home))
    assert "figures published since ask for more: 2S1" in shown
    assert "Revise the improvement plan 2S1 of 2017-18: figures published since ask for more" in shown
    charts = (f"{PLAN}chart.docx", f"{PLAN}chart.docx?version=in-force")
    for address in charts:  # what was sent asked for what was owed then
        word = docx.Document(io.BytesIO(client_of("cte_director").get(address).content))
        told = [one.text for one in word.paragraphs] + [cell.text for table in word.tables for cell in table._cells]
        assert any("Female" in one for one in told) and not any("Male" in one for one in told), address
    director = client_of("cte_director")
    assert director.post(f"{PLAN}revise/", {"note": ""}).status_code == 302
    assert "Male: Name the staff" in text(director.get(f"{PLAN}check/"))
    assert "Send the revision of the improvement plan 2S1 of 2017-18: figures" in text(director.get(home))
    accept(client_of, send(client_of, "male"), "female", "male")
    for role, url in [*pages, ("cte_director", home)]:
        assert "igures published since" not in text(client_of(role).get(url)), url
