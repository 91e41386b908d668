"""Points the State asks a district to answer: each at its answer, told with the decision, seen to be answered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.audit.models import Event
from openperkins.portal.documents.models import Comment
from openperkins.portal.notices.models import Notice
from openperkins.workflows.annual_report import REPORT
from openperkins.workflows.document import points_settled
from openperkins.workflows.improvement_plan import PLAN as PLANS
from openperkins.workflows.level_negotiation import NEGOTIATION
from openperkins.workflows.level_revision import LEVEL_REVISION
from openperkins.workflows.state_plan import STATE_PLAN
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


def test_nothing_is_accepted_over_an_open_point(plan, client_of):
    liaison, meets = client_of("liaison"), reverse("review_plan_meets", args=[plan.pk])
    review, comments = reverse("review_plan", args=[plan.pk]), reverse("review_plan_comment", args=[plan.pk])
    point(client_of, plan)
    point(client_of, plan, "male.staff", "Who else?")
    tick(client_of, plan, "female", "male")
    answer = liaison.post(meets, {"note": ""})
    says = "2 points are still open (Female: the plan; Male: staff consulted). Mark each as answered, or take it back"
    assert answer.status_code == 409 and says in text(answer)
    shown = text(liaison.get(review))
    assert says in shown and shown.count(">Take back<") == 2 and ">Mark as answered<" not in shown
    first, second = Comment.objects.order_by("pk")
    assert ">Mark as answered<" in text(client_of("administrator").get(review))  # another's point is answered
    assert client_of("administrator").post(comments, {"settle": first.pk}).status_code == 302
    answer = liaison.post(meets, {"note": ""})
    assert answer.status_code == 409 and "1 point is still open (Male: staff consulted)." in text(answer)
    assert "Taken back." in text(liaison.post(comments, {"settle": second.pk}, follow=True))
    assert liaison.post(meets, {"note": ""}).status_code == 302


def test_a_point_taken_back_before_it_was_told_is_never_told(plan, client_of):
    liaison, director = client_of("liaison"), client_of("cte_director")
    point(client_of, plan)
    point(client_of, plan, "male.staff", "Who else?")
    liaison.post(reverse("review_plan_comment", args=[plan.pk]), {"settle": Comment.objects.earliest("pk").pk})
    assert "· taken back," in text(liaison.get(reverse("review_plan", args=[plan.pk])))
    liaison.post(reverse("review_plan_return", args=[plan.pk]), {"note": ""})
    shown = text(director.get(PLAN)) + text(director.get(f"{PLAN}history/"))
    assert "Say from when." not in shown and "Who else?" in shown
    assert Event.objects.get(verb="document.settled").details["for_state"]  # not in the district's event log
    director.post(f"{PLAN}comment/", {"settle": Comment.objects.latest("pk").pk})
    director.post(CHECK, {"note": ""})
    # the other was told, and stays to read once it is answered; nobody counts the one that was taken back
    assert "Who else?" in text(director.get(PLAN)) and "<td>1 of 1</td>" in text(liaison.get(reverse("queue")))


@pytest.mark.parametrize(
    ("workflow", "step"),
    [(PLANS, "meets"), (REPORT, "meets"), (NEGOTIATION, "agree"), (LEVEL_REVISION, "grant"), (STATE_PLAN, "approve")],
)
def test_every_step_that_accepts_asks_for_it(workflow, step):
    assert points_settled in workflow.step(step).needs


def _parts():
    return {name.split(".")[2]: value for name, value in written().items()}
