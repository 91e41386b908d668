"""What a district types and did not send stays its own, on every page, and odd text breaks none of its own pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from openperkins.accountability.names import INDICATORS
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, STATE, reach_with
from tests.portal.level_revisions import steps as revision
from tests.portal.plans import steps as plans
from tests.portal.plans.steps import BELOW, ON_FILE, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home")]
LEVELS = f"/d/{DISTRICT}/2019/levels/"


@pytest.fixture
def district(published: None) -> None:
    revision.agreed()
    factories.state_levels(2019)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT, CONSORTIUM)


def typed(document: Document, question: str, words: str) -> None:
    """Somebody of the district types an answer anew."""
    document = Document.objects.get(pk=document.pk)
    change = Change(question, document.answers.get(question, ""), words)
    actions.save(document, changes=[change], by=reach_with("cte_director", DISTRICT))


def levels_taken_back(client_of: Any) -> Document:
    """Levels that were sent as the State's own, and are the district's again."""
    client_of("cte_director").post(f"{LEVELS}propose/", {f"q.{one}.choice": "adopt" for one in INDICATORS})
    assert client_of("superintendent").post(f"{LEVELS}check/", {"note": ""}).status_code == 302
    assert client_of("superintendent").post(f"{LEVELS}take-back/", {"note": ""}).status_code == 302
    return Document.objects.get(kind="levels", school_year=2019)


def test_a_step_that_is_not_open_says_nothing_of_levels_that_were_not_sent(district: None, client_of: Any):
    document = levels_taken_back(client_of)
    typed(document, "1S1.choice", "propose")
    typed(document, "1S1.level", "about eighty")
    for step in ("agree", "counter", "return"):
        url = reverse(f"{step}_levels", args=[document.pk])
        for answer in (client_of("liaison").get(url), client_of("liaison").post(url, {"note": "Why?"})):
            assert "this step is not open" in text(answer) and "eighty" not in text(answer)
    assert "eighty" in text(client_of("superintendent").get(f"{LEVELS}check/"))


def test_nor_of_a_plan_or_a_request(district: None, client_of: Any):
    plans.figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW)
    director = client_of("cte_director")
    director.post(plans.PLAN, plans.written("female") | plans.written("male"))
    assert director.post(plans.CHECK, {"note": ""}).status_code == 302
    plan = plans.plan_of()
    assert director.post(f"{plans.PLAN}take-back/", {"note": ""}).status_code == 302
    typed(plan, "female.plan", "")
    shown = text(client_of("liaison").get(reverse("review_plan_meets", args=[plan.pk])))
    assert "this step is not open" in shown and "Describe the plan" not in shown
    request = revision.in_status("returned")
    typed(request, "region1.jobs", "The closing of a yard nobody knows of")
    shown = text(client_of("administrator").get(revision.page_of("grant", request)))
    assert "this step is not open" in shown and "nobody knows" not in shown


def test_a_note_for_colleagues_is_read_by_them_alone(district: None, client_of: Any):
    plans.figures(2017, version=2, i2S1_female=BELOW)
    director = client_of("cte_director")
    director.post(plans.PLAN, plans.written())
    plans.figures(2017, version=3)
    assert director.post(f"{plans.PLAN}discard/", {"note": "Ask Rosa first."}).status_code == 302
    plan = plans.plan_of()
    led = client_of("administrator").get(reverse("open_document", args=[plan.pk]), follow=True)
    assert led.status_code == 200, "nothing of it is with the State, and the page says so"
    director.post(f"{plans.PLAN}take-up/", {"note": "Rosa agrees."})
    assert director.post(plans.CHECK, {"note": ""}).status_code == 302
    assert "Ask Rosa first." in text(client_of("viewer").get(f"{plans.PLAN}history/"))
    states = text(client_of("liaison").get(reverse("review_plan_history", args=[plan.pk])))
    assert "Discarded the draft" in states and "Rosa" not in states


@pytest.mark.parametrize("level", ["86%", "about 86", "86,5", "1/3", "NaN", "1e9999999", "9" * 40, "-5"])
def test_a_level_that_is_none_breaks_no_page(district: None, client_of: Any, level: str):
    director = client_of("cte_director")
    director.post(f"{LEVELS}propose/", {"q.1S1.choice": "propose", "q.1S1.level": level})
    for page in ("propose/", "check/", "history/", "record.pdf", "chart.docx", "chart.pdf"):
        assert director.get(f"{LEVELS}{page}").status_code == 200, page


def test_what_is_adopted_is_the_level_it_was_sent_against(district: None, client_of: Any):
    client_of("cte_director").post(f"{LEVELS}propose/", {f"q.{one}.choice": "adopt" for one in INDICATORS})
    client_of("superintendent").post(f"{LEVELS}check/", {"note": ""})
    document = Document.objects.get(kind="levels", school_year=2019)
    factories.state_levels(2019, i1S1="95")
    assert "The State level is adopted, 90%." in text(
        client_of("liaison").get(reverse("review_levels", args=[document.pk]))
    )


def test_offers_that_were_accepted_do_not_come_back(district: None, client_of: Any):
    factories.adopted(2019, levels__agreed="open")
    client_of("cte_director").post(f"{LEVELS}propose/", {f"q.{one}.choice": "adopt" for one in INDICATORS})
    superintendent, liaison = client_of("superintendent"), client_of("liaison")
    superintendent.post(f"{LEVELS}check/", {"note": ""})
    document = Document.objects.get(kind="levels", school_year=2019)
    review = reverse("review_levels", args=[document.pk])
    liaison.post(review, {"q.1S1.countered": "91", "q.1S1.answer": "Results rose."})
    assert liaison.post(reverse("counter_levels", args=[document.pk]), {"note": ""}).status_code == 302
    assert superintendent.post(f"{LEVELS}accept/", {"note": ""}).status_code == 302
    assert liaison.post(reverse("reopen_levels", args=[document.pk]), {"note": "Again."}).status_code == 302
    typed(document, "1S1.choice", "propose")
    typed(document, "1S1.level", "92")
    typed(document, "1S1.reasons", "A new shop.")
    assert superintendent.post(f"{LEVELS}check/", {"note": ""}).status_code == 302
    assert liaison.post(reverse("agree_levels", args=[document.pk]), {"note": ""}).status_code == 302


def test_words_without_a_level_are_said_so(district: None, client_of: Any):
    client_of("cte_director").post(f"{LEVELS}propose/", {"q.1S1.reasons": "They are small."})
    assert "The district says, without a level:" in text(client_of("superintendent").get(f"{LEVELS}check/"))


def test_the_states_page_says_that_the_district_is_writing(district: None, client_of: Any):
    document = levels_taken_back(client_of)
    shown = text(client_of("liaison").get(reverse("review_levels", args=[document.pk])))
    assert "The district is writing. This is the version sent last." in shown


def test_a_denied_request_that_is_revised_leaves_deadlines_alone(district: None, client_of: Any):
    revision.again_in("draft", after="denied")
    assert client_of("cte_director").get(f"/d/{DISTRICT}/2018/deadlines/").status_code == 200


def test_a_member_is_asked_for_nothing_its_consortium_owes(district: None, client_of: Any):
    plans.figures(2017, version=2, i2S1_female=BELOW, i1S1_male=ON_FILE)
    shown = text(client_of("cte_director", MEMBER).get(f"/d/{MEMBER}/2018/send/"))
    assert "Improvement plan 2S1" not in shown and "Annual report" not in shown
    assert "Improvement plan 2S1" in text(client_of("cte_director").get(f"/d/{DISTRICT}/2018/send/"))


def test_a_page_that_names_its_window_oddly_is_saved(district: None, client_of: Any):
    sent = {"q.1S1.reasons": "A new shop.", "tab": "a\x00b"}
    assert client_of("cte_director").post(f"{LEVELS}propose/", sent).status_code == 302
