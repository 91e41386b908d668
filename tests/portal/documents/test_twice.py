"""A button pressed twice does once what it does; what is given to a colleague opens for the colleague."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.documents import actions
from openperkins.portal.documents.models import Comment, Document, Sending
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE, reach_with
from tests.portal.plans.steps import BELOW, CHECK, PLAN, figures, plan_of, send, text, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    return send(client_of)


def test_a_comment_sent_twice_is_there_once(plan, client_of):
    director, url, said = client_of("cte_director"), f"{PLAN}comment/", {"question": "", "text": "Please look."}
    for _ in range(2):
        assert director.post(url, said).status_code == 302
    told = Notice.objects.filter(kind="document.commented")
    assert Comment.objects.count() == 1 and len({one.person_id for one in told}) == told.count()
    client_of("superintendent").post(url, said)
    director.post(url, said)  # somebody spoke in between: it is said again
    assert Comment.objects.count() == 3


def test_it_is_given_to_who_can_open_it_and_told_once(plan, client_of):
    stranger = factories.person_with("liaison", OTHER, name="Serves D'Orsay")
    factories.serve_by(stranger, OTHER)
    administrator, url = factories.person_with("administrator", STATE), reverse("assign_review", args=[plan.pk])
    liaison = client_of("liaison")
    assert "Serves D'Orsay" not in text(liaison.get(url))
    assert liaison.post(url, {"reviewer": stranger.pk}).status_code == 422
    with pytest.raises(Refused, match="does not serve Alderbrook"):
        actions.assign(plan, reviewer=stranger, by=reach_with("liaison", STATE))
    for _ in range(2):
        assert liaison.post(url, {"reviewer": administrator.pk}).status_code == 302
    assert Notice.objects.filter(kind="document.assigned").count() == 1


def test_what_is_sent_together_is_of_one_place(plan, client_of):
    client_of("superintendent").post(f"{PLAN}take-back/", {"note": ""})
    other = Document.objects.create(
        kind="improvement_plan", organization_id=DISTRICT, school_year=2019, part="2S1", status="draft",
        begun_by=factories.person_with("superintendent", DISTRICT),
    )  # fmt: skip
    with pytest.raises(Refused, match="one organization and one school year"):
        actions.send_together([plan_of(), other], by=reach_with("superintendent", DISTRICT))
    assert Sending.objects.count() == 1


def test_one_document_sent_by_the_page_for_several_is_one(plan, client_of):
    superintendent = client_of("superintendent")
    client_of("liaison")
    superintendent.post(f"{PLAN}take-back/", {"note": ""})
    superintendent.post(f"/d/{DISTRICT}/2018/send/", {"document": [plan.pk]})
    told = Notice.objects.filter(kind="document.sent_together")
    assert {one.subject for one in told} == {"Alderbrook sent 1 document"}


def test_a_receipt_is_found_again_and_says_where_each_document_is_now(plan, client_of):
    superintendent, receipt = client_of("superintendent"), f"/d/{DISTRICT}/2018/sent/{Sending.objects.get().pk}/"
    assert receipt in text(superintendent.get(f"{PLAN}history/"))
    assert ">In review</a>" in text(superintendent.get(receipt))
    superintendent.post(f"{PLAN}take-back/", {"note": ""})
    assert f'<a href="{PLAN}">Draft</a>' in text(superintendent.get(receipt))


def test_a_member_begins_no_levels_of_its_own(plan, client_of):
    factories.state_levels(2018)
    director = client_of("cte_director", MEMBER)
    assert director.post(f"/d/{MEMBER}/2018/levels/propose/", {"then": "adopt"}).status_code == 404
    assert director.post(f"/d/{MEMBER}/2018/plans/2S1/", written()).status_code == 404
    assert not Document.objects.filter(organization=MEMBER).exists()
    leader = client_of("cte_director", CONSORTIUM)
    assert leader.post(f"/d/{CONSORTIUM}/2018/levels/propose/", {"then": "adopt"}).status_code == 302
    assert leader.get(f"/d/{MEMBER}/2018/levels/propose/").status_code == 200


def test_no_levels_are_begun_before_the_states_are_set(plan, client_of):
    answer = client_of("cte_director").post(f"/d/{DISTRICT}/2018/levels/propose/", {"then": "adopt"})
    assert answer.status_code == 404 and not Document.objects.filter(kind="levels").exists()


def test_a_documents_number_leads_to_a_page_that_opens(plan, client_of):
    for role in ("liaison", "administrator", "data_steward", "support", "superintendent"):
        answer = client_of(role).get(reverse("open_document", args=[plan.pk]), follow=True)
        assert answer.status_code == 200, role
    assert client_of("superintendent", OTHER).get(reverse("open_document", args=[plan.pk])).status_code == 404
    assert client_of("superintendent").get(CHECK).status_code == 200


def test_what_was_given_to_somebody_who_left_is_the_liaisons_again(plan, client_of):
    administrator, liaison = factories.person_with("administrator", STATE), client_of("liaison")
    liaison.post(reverse("assign_review", args=[plan.pk]), {"reviewer": administrator.pk})
    assert "Mine (0)" in text(liaison.get(reverse("queue")))
    type(administrator).objects.filter(pk=administrator.pk).update(is_active=False)
    assert "Mine (1)" in text(liaison.get(reverse("queue")))
    client_of("superintendent").post(f"{PLAN}take-back/", {"note": ""})
    assert {str(one.person) for one in Notice.objects.filter(kind="document.withdraw")} == {"Liaison 00000000"}
