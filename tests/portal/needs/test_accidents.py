"""What an attacker, an accident or a tired director does to an assessment."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.directory.progress import progress_of
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.results.models import Publication
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER
from tests.portal.needs.test_offline import PROJECTIONS, answers
from tests.portal.needs.test_workspace import of

BASE = f"/d/{DISTRICT}/clna/2018/"


@pytest.fixture
def cycle(published: Any) -> Document:
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    return factories.needs_assessment(DISTRICT, 2018)


def test_work_on_an_unshared_cycle_is_no_last_activity_of_the_district(cycle: Document, client_of: Any):
    client_of("liaison")
    liaison = factories.reach_with("liaison", factories.STATE)

    def last() -> dict[str, Any]:
        return {line.organization.code: line.last for line in progress_of(liaison, SchoolYear(2017)).lines}

    before = last()
    actions.save(
        cycle, changes=[Change("1.identify.highlights", "", "x")], by=factories.reach_with("cte_director", DISTRICT)
    )
    assert last() == before
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Version")
    assert {line.organization.code: line.last for line in progress_of(liaison, SchoolYear(2017)).lines}[
        DISTRICT
    ] != before[DISTRICT]


@pytest.mark.parametrize("question", ["plan.start", "plan.current"])
def test_the_last_day_of_all_closes_no_page(cycle: Document, client_of: Any, question: str):
    client = client_of("cte_director")
    client.post(f"{BASE}action-plan/", of(question, "9999-12-31") | of("plan.school.1.by", "2018-01-01"))
    assert client.get(f"{BASE}action-plan/").status_code == 200
    assert client.get(BASE).status_code == 200


@pytest.mark.parametrize(
    ("current", "by", "said"),
    [
        ("2018-01-31", "2018-05-01", "is more than three months after"),
        ("", "2018-05-01", "Enter the current date"),
        ("tomorrow", "2018-05-01", "it cannot lie ahead"),
    ],
)
def test_no_version_is_shared_with_a_step_due_too_late(
    cycle: Document, client_of: Any, current: str, by: str, said: str
):
    if current == "tomorrow":
        current = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    client = client_of("cte_director")
    sent = of("plan.current", current) | of("plan.school.1.what", "Tutor") | of("plan.school.1.by", by)
    client.post(f"{BASE}action-plan/", sent)
    page = client.get(BASE).content.decode()
    assert "is not open yet" in page and said in page
    with pytest.raises(Refused, match=said):
        actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Version")
    client.post(
        f"{BASE}action-plan/", of("plan.current", "2018-01-31", current) | of("plan.school.1.by", "2018-04-30", by)
    )
    assert "is not open yet" not in client.get(BASE).content.decode()
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Version")


def test_ratings_of_single_schools_are_summed_up_and_a_closed_one_keeps_its_name(cycle: Document, client_of: Any):
    south = Organization.objects.create(code="00010506", name="Alderbrook South", kind="school", parent_id=DISTRICT)
    client = client_of("cte_director")
    client.post(f"{BASE}1/?program=00010506", of("1.1.rating.00010506", "exemplar"))
    page = client.get(f"{BASE}summary/").content.decode()
    assert "Alderbrook South" in page and "All schools" in page
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Version")
    assert "Alderbrook South" in client_of("liaison").get(f"/s/needs/{cycle.pk}/").content.decode()
    south.is_current = False
    south.save()
    page = client.get(f"{BASE}1/").content.decode()
    assert "Alderbrook South" in page and "Program 0001" not in page


def test_what_a_person_typed_is_not_written_over_by_projections(cycle: Document, client_of: Any):
    client, question = client_of("contributor"), "workforce.010205.short_wages"
    client.post(f"{BASE}workforce/010205/", of(question, "By hand"))

    def read(wages: str) -> Any:
        file = SimpleUploadedFile("projections.csv", PROJECTIONS.replace("45000", wages).encode())
        return client.post(f"{BASE}projections/", {"region": "North Shore", "file": file})

    asked = read("45000")
    assert asked.status_code == 409 and "By hand" in asked.content.decode()
    kept = answers(cycle)
    assert kept[question] == "By hand" and kept["workforce.010205.region"] == "North Shore"
    chosen = {f"q.{question}": "$45,000", f"was.{question}": "By hand", f"keep.{question}": "mine"}
    assert client.post(f"{BASE}projections/", chosen).status_code == 302
    assert answers(cycle)[question] == "$45,000"
    client.post(f"{BASE}workforce/010205/", of(question, "", "$45,000"))
    assert read("46000").status_code == 302 and "46,000" in answers(cycle)[question]
    assert read("47000").status_code == 302, "what an earlier file said is written over"
    assert "47,000" in answers(cycle)[question]


def test_places_the_district_has_not_are_not_asked_for(cycle: Document, client_of: Any):
    client = client_of("cte_director")
    for code in ("999999", "00410505"):
        for question in (f"workforce.{code}.region", f"1.1.rating.{code}", f"1.time_on_learning.value.{code}.all"):
            assert client.post(f"{BASE}1/", of(question, "challenge")).status_code == 409
    assert answers(cycle) == {}
    client.post(f"{BASE}1/", of("1.1.rating.010205", "challenge"))
    Program.objects.all().delete()
    assert client.post(f"{BASE}1/", of("1.1.rating.010205", "developing", "challenge")).status_code == 302
    assert answers(cycle) == {"1.1.rating.010205": "developing"}, "a program that disappears stays open"


def test_a_metric_of_a_program_leads_to_the_program(cycle: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}1/?program=010205").content.decode()
    found = [line for line in page.split('"') if "/metrics/" in line]
    assert found and all(url.endswith("?program=010205") for url in found)
    assert client_of("viewer").get(found[0]).status_code == 200


def test_a_shared_version_says_that_its_figures_were_taken_back(cycle: Document, client_of: Any):
    director, liaison = factories.reach_with("cte_director", DISTRICT), client_of("liaison")
    actions.take(cycle, "share", by=director, note="Version")
    url = f"/s/needs/{cycle.pk}/"
    assert "taken back" not in liaison.get(url).content.decode()
    steward = factories.person_with("administrator", factories.STATE)
    Publication.objects.filter(school_year=2017).update(
        status="retracted", in_force=False, retracted_by=steward, retracted_at=timezone.now()
    )
    assert "taken back" in liaison.get(url).content.decode()


def test_the_list_of_shared_versions_takes_the_same_queries_for_two_districts(cycle: Document, client_of: Any):
    liaison = client_of("administrator")
    factories.needs_assessment(OTHER, 2018, share="Theirs")
    liaison.get("/s/needs/")
    with CaptureQueriesContext(connection) as one:
        liaison.get("/s/needs/")
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="Ours")
    with CaptureQueriesContext(connection) as two:
        page = liaison.get("/s/needs/").content.decode()
    assert "Ours" in page and "Theirs" in page and len(two) == len(one)
