"""The whole record of a document: what each side may read of it, as a file that says the same to a stranger."""

from __future__ import annotations

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import date_in_words
from openperkins.portal.audit.models import Event
from openperkins.portal.audit.words import tell
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.levels.models import StateLevels
from openperkins.schoolyear import SchoolYear
from tests.exports.page.test_pdf import needs_poppler
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with
from tests.portal.level_revisions import steps as revisions
from tests.portal.plans.steps import BELOW, PLAN, accept, figures, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home")]


def words(answer):
    """The words of a PDF, whatever the lines they stand in."""
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    order = ["pdftotext", "-raw", "-", "-"]
    return " ".join(
        subprocess.run(order, input=answer.content, capture_output=True, check=True).stdout.decode().split()
    )


@pytest.fixture
def plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    url = reverse("review_plan_comment", args=[plan.pk])
    client_of("liaison").post(url, {"text": "Thin.", "remark": "state"})
    client_of("liaison").post(url, {"text": "Since when?", "remark": "comment"})
    accept(client_of, plan)
    return plan


@needs_poppler
def test_each_side_has_its_own_record(plan, client_of):
    theirs = words(client_of("viewer").get(f"{PLAN}record.pdf"))
    for said in ("Tutors twice a week.", "Since when?", "Found to meet minimum requirements", "Female: the plan"):
        assert said in theirs
    assert "Thin." not in theirs
    states = words(client_of("liaison").get(reverse("review_plan_record", args=[plan.pk])))
    assert "Thin." in states and "for the State alone" in states
    assert client_of("superintendent", OTHER).get(f"{PLAN}record.pdf").status_code == 404


@needs_poppler
def test_the_record_of_a_plan_says_what_made_it_owed_and_what_went_with_it(plan, client_of):
    director = client_of("cte_director")
    director.post(f"{PLAN}revise/", {"note": ""})
    file = SimpleUploadedFile("evidence.pdf", b"%PDF-1.7\nA test.\n")
    assert director.post(f"{PLAN}files/", {"file": file}).status_code == 302
    assert director.post(f"{PLAN}check/", {"note": ""}).status_code == 302
    figures(2017, version=2)  # corrected since: the record keeps what the plan rested on
    said = words(client_of("viewer").get(f"{PLAN}record.pdf"))
    head = ("Organization: Alderbrook", "School year: 2017-18", "Document: Improvement plan 2S1", "Status: In review")
    places = [said.index(told) for told in (*head, "Steps, in order of time", "Version 1", "What followed")]
    assert places == sorted(places) and "About these figures" not in said
    assert said.count("20 of 25 students = 80.00%. The local level is 90%. 90% of it is 81%.") == 3  # each version
    assert "what it rested on" in said and "Figures of 2016-17" in said
    assert "evidence.pdf" in said and "files that went with it" in said
    assert plan.revisions.last().attachments[0]["sha256"] in said
    assert "In force version 2, accepted" in said and "Contains small numbers." in said


@needs_poppler
def test_the_record_of_levels_says_the_numbers(published, client_of):
    factories.state_levels(2018)
    district = Organization.objects.get(pk=DISTRICT)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    director, superintendent = reach_with("cte_director", DISTRICT), reach_with("superintendent", DISTRICT)
    levels = actions.begin(kind="levels", organization=district, year=SchoolYear(2018), by=director)
    typed = {f"{one}.choice": "adopt" for one in INDICATORS}
    typed |= {"1S1.choice": "propose", "1S1.level": "90.5", "1S1.reasons": "We did better."}
    assert actions.save(levels, changes=[Change(q, "", said) for q, said in typed.items()], by=director) == []
    actions.take(levels, "send", by=superintendent)
    factories.state_levels(2018, i2S1="77")  # set anew since: the record keeps what was adopted
    state = StateLevels.objects.order_by("set_at").first().levels["2S1"]
    said = words(client_of("viewer").get("/d/00010000/2018/levels/record.pdf"))
    assert f"State level {state}%. The district adopts it: {state}%." in said and "77%" not in said
    assert "The district proposes 90.5%." in said and "What followed" not in said
    assert "Contains small numbers" not in said
    factories.state_levels(2018)  # and set back
    actions.take(levels, "agree", by=reach_with("liaison", STATE))
    said = words(client_of("viewer").get("/d/00010000/2018/levels/record.pdf"))
    assert "Agreed level, 1S1" in said and "90.5%: proposed by the district;" in said
    assert date_in_words(timezone.localdate()) in said[said.index("What followed") :]


@needs_poppler
def test_the_record_of_a_request_says_from_which_level_to_which(published, client_of):
    revisions.agreed("96")
    document = revisions.in_status("granted")
    said = words(client_of("viewer").get(f"{revisions.URL}record.pdf"))
    assert "5S1 level, version 2 from 96% to 85%" in said and "Agreed 5S1 level 96%, version 1" in said
    assert "The rule, Northern region" in said and "Granted" in said and "jobs.pdf" in said
    assert document.revisions.last().attachments[0]["sha256"] in said


@needs_poppler
def test_the_record_of_a_report_says_what_it_reports_on(plan, client_of):
    figures(2018)
    url = "/d/00010000/2019/reports/2S1/"
    director = client_of("cte_director")
    assert director.post(url, {"q.female.progress": "It goes well."}).status_code == 302
    assert director.post(f"{url}check/", {"note": ""}).status_code == 302
    said = words(client_of("viewer").get(f"{url}record.pdf"))
    assert "Female: the plan Accepted" in said and "Tutors twice a week." in said
    assert "result of 2016-17 20 of 25 students = 80.00%" in said
    assert "result of 2017-18 25 of 25 students = 100.00%" in said
    assert "Annual report 2S1 of 2018-19 In review" in words(client_of("viewer").get(f"{PLAN}record.pdf"))


def test_an_event_leads_to_the_page_of_the_reader_s_side(plan, client_of):
    url = tell(Event.objects.get(verb="document.meets")).url
    assert client_of("viewer").get(url).url == PLAN
    assert client_of("liaison").get(url).url == reverse("review_plan", args=[plan.pk])
    assert client_of("superintendent", OTHER).get(url).status_code == 404
