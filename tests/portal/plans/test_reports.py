"""Annual reports: one for every plan ever accepted, with the figures since; written, sent, returned, met."""

from __future__ import annotations

import io

import docx
import pytest
from django.urls import reverse

from openperkins.portal.documents.models import Document
from tests.portal.factories import OTHER
from tests.portal.plans.steps import BELOW, MET, ON_FILE, accept, figures, send, text

TASKS, REPORT = "/d/00010000/2018/reports/", "/d/00010000/2018/reports/2S1/"
CHECK = f"{REPORT}check/"


@pytest.fixture
def accepted(organizations, client_of) -> None:
    """A plan of 2016-17 for female students, accepted; figures of the year after."""
    figures(2016, i2S1_female=BELOW)
    figures(2017, i2S1_female=MET, i3S1_male=ON_FILE)
    accept(client_of, send(client_of, url="/d/00010000/2017/plans/2S1/"))


def the_report() -> Document:
    return Document.objects.get(kind="annual_report")


def test_from_an_accepted_plan_to_a_report_that_meets_the_requirements(accepted, client_of):
    contributor, director, liaison = map(client_of, ("contributor", "cte_director", "liaison"))
    shown = text(contributor.get(TASKS))
    assert (
        "0 of 2 entries written, 0 of 2 charts sent, 0 of 2 accepted" in shown
        and "Due March 31, 2018." in shown
        and "3S1" in shown
        and "1S1" not in shown
    )
    shown = text(contributor.get(REPORT))
    assert "Tutors twice a week." in shown and "80.0%" in shown and "100.0%" in shown and "Met" in shown
    assert contributor.post(REPORT, {"q.female.progress": "Tutors came twice a week.", "then": "list"}).url == TASKS
    assert "1 of 2 entries written" in text(director.get(TASKS))
    assert "/d/00010000/2018/sent/" in director.post(CHECK, {"note": ""}).url
    review = reverse("review_report", args=[the_report().pk])
    assert review in text(liaison.get("/s/queue/"))
    shown = text(liaison.get(review))
    assert "Tutors came twice a week." in shown and "Tutors twice a week." in shown
    answer = liaison.post(reverse("review_report_return", args=[the_report().pk]), {"note": "How many came?"})
    assert answer.status_code == 302 and "How many came?" in text(director.get(REPORT))
    change = {"was.female.progress": "Tutors came twice a week.", "q.female.progress": "Twelve came."}
    assert director.post(REPORT, change | {"then": "check"}).url == CHECK
    director.post(CHECK, {"note": ""})
    assert liaison.post(reverse("review_report_meets", args=[the_report().pk]), {"note": ""}).url == review
    found = the_report()
    assert found.status == "meets" and found.in_force.answers == {"female.progress": "Twelve came."}
    assert director.post(f"{REPORT}revise/", {"note": ""}).status_code == 302
    assert the_report().in_force == found.in_force


def test_nothing_is_sent_before_the_progress_is_written(accepted, client_of):
    director = client_of("cte_director")
    director.post(REPORT, {})
    assert "Female: Describe the progress." in text(director.get(CHECK))
    assert director.post(CHECK, {"note": ""}).status_code == 409
    answer = director.post(REPORT, {"q.male.progress": "Of no plan."})
    assert answer.status_code == 409 and not the_report().typed.exists()


def test_who_may_not(accepted, client_of):
    assert client_of("cte_director", OTHER).get(REPORT).status_code == 404
    assert client_of("viewer").post(REPORT, {"q.female.progress": "x"}).status_code == 403
    assert client_of("liaison").get("/d/00010000/2018/reports/1S1/").status_code == 404
    client_of("contributor").post(REPORT, {"q.female.progress": "x"})
    assert client_of("contributor").post(CHECK, {"note": ""}).status_code == 403
    assert client_of("liaison").get(reverse("review_report", args=[the_report().pk])).status_code == 404


def test_a_chart_for_each_plan(accepted, client_of):
    director = client_of("cte_director")
    director.post(REPORT, {"q.female.progress": "Tutors came."})
    chart = docx.Document(io.BytesIO(director.get(f"{REPORT}female/chart.docx").content))
    lines = [paragraph.text for paragraph in chart.paragraphs]
    assert "Population: Female" in lines and "Tutors came." in lines
    assert director.get(f"{REPORT}female/chart.pdf").content.startswith(b"%PDF")
    assert director.get(f"{REPORT}male/chart.pdf").status_code == 404


def test_the_report_in_force_and_the_draft_of_its_revision_are_two_charts(accepted, client_of):
    def chart_of(client, query: str = "") -> list[str]:
        found = docx.Document(io.BytesIO(client.get(f"{REPORT}female/chart.docx{query}").content))
        return [paragraph.text for paragraph in found.paragraphs]

    director, liaison = client_of("cte_director"), client_of("liaison")
    for population in ("female", "hispanic_or_latino"):
        director.post(REPORT, {f"q.{population}.progress": "Tutors came."})
    director.post(CHECK, {"note": ""})
    report = the_report()
    review = reverse("review_report", args=[report.pk])
    assert "/female/chart.docx" in text(liaison.get(review)) and "Tutors came." in chart_of(liaison)
    assert liaison.post(reverse("review_report_meets", args=[report.pk]), {"note": ""}).status_code == 302
    director.post(f"{REPORT}revise/", {"note": ""})
    director.post(REPORT, {"was.female.progress": "Tutors came.", "q.female.progress": "Tutors came twice."})
    held, draft = chart_of(director, "?version=in-force"), chart_of(director)
    assert "Tutors came." in held and "Date Submitted: To be determined" not in held
    assert "Tutors came twice." in draft and draft[0] == "Annual Perkins Report Chart: Draft, not sent to the State"
    assert "Date Submitted: To be determined" in draft
    assert "Tutors came twice." not in chart_of(liaison)
    shown = text(director.get(REPORT))
    assert "in force (version 2): <a" in shown and "draft: <a" in shown


def test_a_plan_whose_text_is_not_here_is_reported_on(accepted, client_of):
    url = "/d/00010000/2018/reports/3S1/"
    director = client_of("cte_director")
    assert "Its text is not in this portal." in text(director.get(url))
    director.post(url, {"q.male.progress": "Done."})
    assert director.post(f"{url}check/", {"note": ""}).status_code == 302


def test_a_plan_of_the_same_year_is_reported_on_the_year_after(accepted, client_of):
    assert "No plan was accepted before 2016-17" in text(client_of("viewer").get("/d/00010000/2017/reports/"))
