"""Versions of an assessment: kept for the district alone, or shared; each is as it was, plans beside it included."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.audit.models import Event
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.needs.outcome import outcome_of
from openperkins.portal.needs.views.record import whole
from openperkins.portal.notices.models import Notice
from openperkins.workflows.rights import roles
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
FIRST, SECOND = "Xylophones for all.", "Zeppelins instead."
HIGHLIGHTS = "1.identify.highlights"
OF_STATE = ("shared_needs", "shared_need", "state_events")


@pytest.fixture
def cycle(organizations: Any) -> Document:
    return factories.needs_assessment(DISTRICT, 2018, {HIGHLIGHTS: FIRST})


def keep(client: Any, name: str = "Before the talk") -> Any:
    return client.post(f"{BASE}keep-version/", {"note": name})


def test_a_version_is_kept_and_told_to_nobody(cycle: Document, client_of: Any):
    client = client_of("contributor")
    assert "Nobody is told by mail." in client.get(f"{BASE}keep-version/").content.decode()
    assert keep(client).status_code == 302
    now = Document.objects.get(pk=cycle.pk)
    assert (now.status, now.in_force) == ("draft", None)
    assert now.revisions.get().answers[HIGHLIGHTS] == FIRST
    assert Event.objects.get(verb="document.keep").details["private"]
    assert not Notice.objects.filter(key__contains=f"document {cycle.pk} ").exists()
    assert keep(client, "").status_code == 422, "it has a name"
    assert keep(client_of("viewer")).status_code == 403


def test_what_was_written_earlier_is_in_the_history_and_the_record(cycle: Document, client_of: Any):
    client, director = client_of("cte_director"), factories.reach_with("cte_director", DISTRICT)
    keep(client)
    actions.save(cycle, changes=[Change(HIGHLIGHTS, FIRST, SECOND)], by=director)
    keep(client, "After it")
    page = client.get(f"{BASE}history/").content.decode()
    assert "Before the talk" in page and "After it" in page and SECOND in page
    assert FIRST in client.get(f"{BASE}history/?v=1").content.decode()
    tables = {table.caption.partition(":")[0]: str(table.rows) for table in whole(cycle, director).tables}
    assert FIRST in tables["Version 1"] and SECOND in tables["Version 2"] and SECOND in tables["As it stands now"]
    assert client.get(f"{BASE}record.pdf").content.startswith(b"%PDF")


def test_a_version_the_state_reads_is_said_to_be_shared(cycle: Document, client_of: Any):
    director = factories.reach_with("cte_director", DISTRICT)
    actions.take(cycle, "share", by=director, note="For the State")
    page = client_of("viewer").get(f"{BASE}history/").content.decode()
    assert '<th scope="row">version 1, shared with the State</th>' in page and "in force" not in page
    about = dict(whole(Document.objects.get(pk=cycle.pk), director).about)
    assert about["Shared with the State"].startswith("version 1, frozen") and "In force" not in about


def test_before_any_version_the_history_says_when_there_is_one(cycle: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}history/").content.decode()
    assert "No version was kept or shared yet." in page and "that happens when one is kept or shared" in page


def test_the_record_of_a_draft_holds_its_answers(cycle: Document):
    page = whole(cycle, factories.reach_with("viewer", DISTRICT))
    assert FIRST in str([table.rows for table in page.tables if table.caption == "As it stands now"])


@pytest.mark.parametrize("role", [role.code for role in roles().values() if role.side == "state"])
def test_the_state_never_reads_a_version_that_was_kept(cycle: Document, client_of: Any, role: str):
    director, client = factories.reach_with("cte_director", DISTRICT), client_of(role)
    actions.take(cycle, "share", by=director, note="For the State")
    actions.save(cycle, changes=[Change(HIGHLIGHTS, FIRST, SECOND)], by=director)
    actions.take(cycle, "keep", by=director, note="Ours alone")
    own = [DISTRICT, 2018]
    given = {"shared_need": [cycle.pk], "keep_needs": own, "needs_record": own, "needs_history": own}
    for name in (*OF_STATE, "keep_needs", "needs_record", "needs_history"):
        answer = client.get(reverse(name, args=given.get(name, [])))
        shown = answer.content.decode("utf-8", "replace")
        assert SECOND not in shown and "Ours alone" not in shown
        assert answer.status_code in ((200, 403) if name in OF_STATE else (403, 404)), name
    kept = client.get(reverse("state_events"), {"what": "document.keep"}).content.decode()
    assert "Needs assessment 2016-18" not in kept
    assert Document.objects.get(pk=cycle.pk).in_force.answers[HIGHLIGHTS] == FIRST


def in_force(document: Document, number: int, text: str) -> None:
    """Another version of an improvement plan, from now on in force."""
    made = {"made_by": document.begun_by, "made_at": timezone.now(), "sha256": "0" * 64}
    answers = {"total.plan": text, "female.plan": text}
    held = Revision.objects.create(document=document, number=number, answers=answers, **made)
    Document.objects.filter(pk=document.pk).update(in_force=held)


def test_a_shared_version_shows_the_improvement_plans_in_force_then(cycle: Document, client_of: Any):
    place = {"kind": "improvement_plan", "organization_id": DISTRICT, "school_year": 2018, "part": "2S1"}
    plan = Document.objects.create(**place, status="meets", begun_by=cycle.begun_by)
    in_force(plan, 1, "Tutors twice a week.")
    liaison, url = client_of("liaison"), reverse("shared_need", args=[cycle.pk])
    actions.take(cycle, "share", by=factories.reach_with("cte_director", DISTRICT), note="For the State")
    assert "Tutors twice a week." in liaison.get(url).content.decode()
    in_force(plan, 2, "Tutors every day.")
    shown = liaison.get(url).content.decode()
    assert "Tutors twice a week." in shown and "Tutors every day." not in shown
    own = client_of("viewer").get(f"{BASE}summary/").content.decode()
    assert "Tutors every day." in own, "what is not frozen follows the plans"


def test_a_shared_version_keeps_the_names_of_its_day(cycle: Document, client_of: Any):
    director, liaison = factories.reach_with("cte_director", DISTRICT), client_of("liaison")
    rated = [Change("1.1.rating.010205", "", "challenge"), Change("workforce.010205.region", "", "Cape")]
    actions.save(cycle, changes=rated, by=director)
    actions.take(cycle, "share", by=director, note="For the State")
    url, was = reverse("shared_need", args=[cycle.pk]), Organization.objects.get(pk=DISTRICT).name
    Organization.objects.filter(pk=DISTRICT).update(name="Elmwood Regional")
    Program.objects.filter(code="010205").update(title="Machines of the Field")
    shown = liaison.get(url).content.decode()
    assert f"<dd>{was}</dd>" in shown and f"{was}: Needs assessment 2016-18</h1>" in shown
    assert "Agricultural Mechanics" in shown and "Workforce data: Agricultural Mechanics" in shown
    book = openpyxl.load_workbook(
        io.BytesIO(liaison.get(reverse("shared_need_summary", args=[cycle.pk, "xlsx"])).content)
    )
    cells = {cell.value for sheet in book for row in sheet for cell in row}
    assert was in cells and "Agricultural Mechanics" in cells and "Machines of the Field" not in cells
    own = client_of("viewer").get(f"{BASE}summary/").content.decode()
    assert "Elmwood Regional" in own and "Machines of the Field" in own, "what is not frozen has the names of today"
    told = client_of("viewer").get(f"{BASE}history/").content.decode()
    told = told[told.index('id="version"') : told.index('id="compare"')]
    assert "rating, Agricultural Mechanics</dt>" in told and "Machines of the Field" not in told
    tables = {table.caption: str(table.rows) for table in whole(Document.objects.get(pk=cycle.pk), director).tables}
    assert "rating, Agricultural Mechanics" in tables["Version 1: answers"]
    assert "rating, Machines of the Field" in tables["As it stands now"]
    assert "District and places, as they were called then" in told and f"{was}; Agricultural Mechanics (010205)" in told


def test_a_version_frozen_before_names_were_kept_has_those_of_today(cycle: Document, client_of: Any):
    director = factories.reach_with("cte_director", DISTRICT)
    actions.take(cycle, "share", by=director, note="For the State")
    document = Document.objects.get(pk=cycle.pk)
    held = {question: text for question, text in document.in_force.answers.items() if question != "names"}
    made = {"made_by": cycle.begun_by, "made_at": timezone.now(), "sha256": "0" * 64}
    before = Revision.objects.create(document=document, answers=held, number=2, **made)
    assert outcome_of(document, before).summary.district == document.organization.name
