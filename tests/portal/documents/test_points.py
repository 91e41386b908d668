"""Points the State asks a district to answer: each at its answer, told with the decision, seen to be answered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.documents.models import Comment
from openperkins.portal.notices.models import Notice
from tests.portal.plans.steps import BELOW, CHECK, PLAN, figures, send, text, tick, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW, i2S1_male=BELOW)
    return send(client_of, "female", "male")


def point(client_of, plan, question="female.plan", words="Say from when."):
    url = reverse("review_plan_comment", args=[plan.pk])
    return client_of("liaison").post(url, {"question": question, "text": words, "remark": "point"})


def test_a_point_is_told_with_the_decision_and_leads_to_its_answer(plan, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")
    before = Notice.objects.count()
    assert point(client_of, plan).status_code == 302
    # until the State has decided it is still the State's own
    assert "Say from when." not in text(director.get(PLAN)) and Notice.objects.count() == before
    shown = text(liaison.get(reverse("review_plan_return", args=[plan.pk])))
    assert "Female: the plan: Say from when." in shown
    # the point says what has to change: nothing else has to be written
    assert liaison.post(reverse("review_plan_return", args=[plan.pk]), {"note": ""}).status_code == 302
    shown = text(director.get(PLAN))
    assert "1 point to answer" in shown and f'<a href="{PLAN}#p-female">Female: the plan</a>: Say from when.' in shown
    assert 'id="p-female"' in shown


def test_without_a_point_a_return_says_why(plan, client_of):
    answer = client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": ""})
    assert answer.status_code == 422


def test_the_state_sees_what_was_answered_and_what_changed(plan, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")
    point(client_of, plan)
    point(client_of, plan, "male.staff", "Who else?")
    liaison.post(reverse("review_plan_return", args=[plan.pk]), {"note": ""})
    was = {f"was.female.{part}": value for part, value in _parts().items()}
    director.post(PLAN, written(plan="Tutors from October on.") | was)
    one = Comment.objects.get(question="female.plan")
    assert director.post(f"{PLAN}comment/", {"settle": one.pk}).status_code == 302
    assert "Who else?" in text(director.get(CHECK))  # not answered, and said before it is sent
    director.post(CHECK, {"note": ""})
    assert "<td>1 of 2</td>" in text(liaison.get(reverse("queue")))
    shown = text(liaison.get(reverse("review_plan", args=[plan.pk])))
    female, male = shown.index('id="p-female"'), shown.index('id="p-male"')
    first, last = sorted((female, male))
    of_female = shown[female : last if female == first else None]
    assert "changed since version 1" in of_female and "as in version 1" in shown
    assert "1 point to answer" in shown and "Who else?" in shown


def test_only_who_takes_part_marks_a_point_as_answered(plan, client_of):
    point(client_of, plan)
    pk = Comment.objects.get().pk
    # not told yet: for the district there is none
    assert client_of("cte_director").post(f"{PLAN}comment/", {"settle": pk}).status_code == 404
    client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": ""})
    assert client_of("viewer").post(f"{PLAN}comment/", {"settle": pk}).status_code == 403
    assert Comment.objects.get().settled_at is None
    assert client_of("liaison").post(reverse("review_plan_comment", args=[plan.pk]), {"settle": pk}).status_code == 302
    assert Comment.objects.get().settled_at is not None


def test_a_remark_is_about_an_answer_of_the_document(plan, client_of):
    assert point(client_of, plan, "white.plan").status_code == 422
    assert point(client_of, plan, "female.staff_ok").status_code == 422
    assert client_of("cte_director").post(f"{PLAN}comment/", {"text": "x", "remark": "point"}).status_code == 302
    assert Comment.objects.get().asks_change is False


def test_a_plan_can_be_accepted_whatever_was_asked_before(plan, client_of):
    point(client_of, plan)
    tick(client_of, plan, "female", "male")
    answer = client_of("liaison").post(reverse("review_plan_meets", args=[plan.pk]), {"note": ""})
    assert answer.status_code == 302


def _parts():
    return {name.split(".")[2]: value for name, value in written().items()}
