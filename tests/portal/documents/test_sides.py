"""What one side is still at is not the other's to read: drafts, their files, points not told, offers not sent."""

from __future__ import annotations

import io
from importlib import import_module

import docx
import pytest
from django.apps import apps
from django.urls import reverse

from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.level_revisions.steps import upload
from tests.portal.plans.steps import BELOW, CHECK, PLAN, figures, plan_of, send, text, written

pytestmark = pytest.mark.django_db
TOGETHER, LEVELS = f"/d/{DISTRICT}/2018/send/", f"/d/{DISTRICT}/2018/levels/propose/"


@pytest.fixture
def owed(organizations):
    figures(2017, i2S1_female=BELOW)
    factories.state_levels(2018)


def point(client_of, plan, **said):
    url = reverse("review_plan_comment", args=[plan.pk])
    posted = {"question": "female.plan", "text": "Say from when.", "remark": "point"} | said
    assert client_of("liaison").post(url, posted).status_code == 302


def test_a_step_of_the_districts_does_not_bring_out_points_that_were_not_told(owed, client_of):
    plan, superintendent = send(client_of), client_of("superintendent")
    point(client_of, plan)
    point(client_of, plan, text="Weak.", remark="state")
    superintendent.post(f"{PLAN}take-back/", {"note": ""})
    pages = (PLAN, CHECK, f"{PLAN}history/", f"{PLAN}comment/")
    shown = " ".join(text(superintendent.get(url)) for url in pages)
    assert "Say from when." not in shown and "Weak." not in shown
    superintendent.post(CHECK, {"note": ""})
    assert "Say from when." not in text(superintendent.get(PLAN))
    client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": ""})
    shown = " ".join(text(superintendent.get(url)) for url in pages)
    assert "Say from when." in shown and "Weak." not in shown


def test_the_districts_event_log_holds_nothing_of_what_the_state_is_at(owed, client_of):
    plan, log = send(client_of), f"/d/{DISTRICT}/history/"
    point(client_of, plan)
    client_of("liaison").post(reverse("review_plan", args=[plan.pk]), {"q.female.plan_ok": "yes"})
    shown = text(client_of("superintendent").get(log))
    at_the_foot = shown.count("Liaison 0000")  # who serves the district stands below every page
    assert "Sent a document" in shown and at_the_foot == 1 and "plan_ok" not in shown
    shown = text(client_of("administrator").get(log))
    assert "plan_ok" in shown
    client_of("liaison").post(reverse("review_plan_comment", args=[plan.pk]), {"text": "Hello.", "remark": "comment"})
    assert text(client_of("superintendent").get(log)).count("Liaison 0000") == at_the_foot + 1


def test_who_views_as_a_district_reads_no_draft_and_no_file_of_one(owed, client_of, own_home):
    director, administrator = client_of("cte_director"), client_of("administrator")
    director.post(PLAN, written(plan="Half a thought."))
    director.post(f"{PLAN}files/", upload(name="half.pdf"))
    file = plan_of().attached.get()
    director.post(LEVELS, {"q.1S1.choice": "propose", "q.1S1.level": "83.25", "q.1S1.reasons": "x"})
    assert "Half a thought." in text(director.get(PLAN)) and "half.pdf" in text(director.get(f"{PLAN}files/"))
    administrator.post(reverse("view_as", args=[DISTRICT]), {"reason": "Asked for help."})
    for url in (PLAN, CHECK, f"{PLAN}files/", LEVELS, TOGETHER, f"/d/{DISTRICT}/2018/levels/check/"):
        shown = text(administrator.get(url))
        assert not any(word in shown for word in ("Half a thought.", "half.pdf", "83.25")), url
    for url in (f"{PLAN}files/{file.pk}/", f"{PLAN}files/{file.pk}/take-off/"):
        assert administrator.get(url).status_code == 404
    assert director.get(f"{PLAN}files/{file.pk}/").status_code == 200
    chart = docx.Document(io.BytesIO(administrator.get(f"{PLAN}chart.docx").content))
    cells = [cell.text for table in chart.tables for row in table.rows for cell in row.cells]
    assert not any("Half a thought." in cell for cell in cells)


def test_the_state_reads_no_draft_on_the_pages_of_the_districts_steps(owed, client_of, own_home):
    director = client_of("cte_director")
    director.post(PLAN, written(plan="Half a thought."))
    director.post(f"{PLAN}files/", upload(name="half.pdf"))
    director.post(LEVELS, {"q.1S1.choice": "propose", "q.1S1.level": "3.25", "q.1S1.reasons": "x"})
    file = plan_of().attached.get()
    for role in ("liaison", "administrator", "data_steward", "support"):
        for url in (CHECK, f"{PLAN}take-back/", f"{PLAN}files/", f"/d/{DISTRICT}/2018/levels/check/"):
            shown = text(client_of(role).get(url))
            assert not any(word in shown for word in ("Half a thought.", "half.pdf", "3.25", "below")), (role, url)
        assert client_of(role).get(f"{PLAN}files/{file.pk}/take-off/").status_code == 404


def test_what_is_missing_in_a_draft_is_not_told_to_the_state(owed, client_of):
    director = client_of("cte_director")
    director.post(LEVELS, {"q.1S1.choice": "propose", "q.1S1.level": "3", "q.1S1.reasons": "x"})
    assert "1S1:" in text(director.get(TOGETHER))
    for role in ("liaison", "administrator", "data_steward"):
        assert "1S1:" not in text(client_of(role).get(TOGETHER))


def test_what_was_waived_while_it_was_written_stays_the_districts(owed, client_of):
    director, administrator = client_of("cte_director"), client_of("administrator")
    director.post(PLAN, written(plan="Half a thought."))
    assert administrator.post(f"{PLAN}waive/", {"note": "The school closed."}).status_code == 302
    document = Document.objects.get(kind="improvement_plan")
    for url in (PLAN, reverse("review_plan", args=[document.pk])):
        shown = text(administrator.get(url))
        assert "Waived" in shown and "Half a thought." not in shown
    assert "Half a thought." in text(director.get(PLAN))


def test_each_side_has_a_stamp_of_its_own(owed, client_of, settings):
    settings.TWO_PEOPLE = ("levels",)
    superintendent, liaison = client_of("superintendent"), client_of("liaison")
    client_of("cte_director").post(LEVELS, {"then": "adopt"})
    assert superintendent.post("/d/00010000/2018/levels/check/", {"note": ""}).status_code == 302
    levels = Document.objects.get(kind="levels")
    before = levels.as_it_is
    review = reverse("review_levels", args=[levels.pk])
    assert liaison.post(review, {"q.1S1.countered": "88"}).status_code == 302
    levels = Document.objects.get(kind="levels")
    assert levels.as_it_is != before  # nobody decides on what they have not seen
    assert str(levels.edited_by) == "Cte Director 00010000" and str(levels.reviewed_by) == "Liaison 00000000"
    superintendent.post("/d/00010000/2018/levels/take-back/", {"note": ""})
    shown = text(superintendent.get(LEVELS)).partition("<main")[2]
    assert "by Cte Director 00010000." in shown and "by Liaison" not in shown
    shown = text(liaison.get(review))
    assert "by Cte Director 00010000; your side last saved" in shown and "by Liaison 00000000." in shown
    # the two-people rule asks who of the district changed it last, whatever the State saved since
    answer = client_of("superintendent").post(LEVELS, {"was.1S1.choice": "adopt", "q.1S1.choice": ""})
    assert answer.status_code == 302
    superintendent.post(LEVELS, {"q.1S1.choice": "adopt"})
    answer = superintendent.post("/d/00010000/2018/levels/check/", {"note": ""})
    assert answer.status_code == 409 and "You made the last change; a second person sends it." in text(answer)


def test_stamps_made_before_are_told_apart(owed, client_of):
    client_of("cte_director").post(LEVELS, {"then": "adopt"})
    client_of("superintendent").post("/d/00010000/2018/levels/check/", {"note": ""})
    levels = Document.objects.get(kind="levels")
    client_of("liaison").post(reverse("review_levels", args=[levels.pk]), {"q.1S1.countered": "88"})
    levels.refresh_from_db()
    # as one field held it for both sides
    both = {"edited_by": levels.reviewed_by, "edited_at": levels.reviewed_at}
    Document.objects.filter(pk=levels.pk).update(**both, reviewed_by=None, reviewed_at=None)
    migration = import_module("openperkins.portal.documents.migrations.0006_stamps_of_the_side_that_reviews")
    migration.tell_apart(apps, None)
    found = Document.objects.get(pk=levels.pk)
    assert (found.edited_by, found.reviewed_by) == (levels.edited_by, levels.reviewed_by)
    assert found.reviewed_at > found.edited_at
