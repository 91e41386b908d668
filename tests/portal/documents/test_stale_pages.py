"""A page of a step that is no longer true: nobody decides on what they have not seen, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from openperkins.portal.levels.models import AgreedLevel
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.level_revisions.steps import agreed, in_status, page_of
from tests.portal.levels.test_pages import CHECK, PROPOSE, sent, typed
from tests.portal.plans import steps
from tests.portal.state_plans import steps as state_plans

pytestmark = pytest.mark.django_db


def text(answer):
    return steps.text(answer)


def carried(answer) -> dict[str, str]:
    """What the form of a step's page sends besides what is typed."""
    return {"shown": re.search(r'name="shown" value="([^"]+)"', text(answer))[1]}


def test_levels_that_were_taken_back_and_changed_are_not_agreed_to_unseen(published, client_of):
    factories.state_levels(2018)
    document, superintendent, liaison = sent(client_of), client_of("superintendent"), client_of("liaison")
    page = reverse("agree_levels", args=[document.pk])
    seen = carried(liaison.get(page))
    superintendent.post("/d/00010000/2018/levels/take-back/", {"note": ""})
    change = {"was.1S1.choice": "adopt"} | typed(i1S1_choice="propose", i1S1_level="85", i1S1_reasons="New shop.")
    client_of("cte_director").post(PROPOSE, change)
    superintendent.post(CHECK, {"note": ""})
    answer = liaison.post(page, seen | {"note": "Fine with us."})
    assert answer.status_code == 409 and not AgreedLevel.objects.exists()
    shown = text(answer)
    assert "It was changed after you opened this page." in shown and "Fine with us." in shown and ">85<" in shown
    assert liaison.post(page, carried(answer) | {"note": ""}).status_code == 302
    assert AgreedLevel.objects.get(organization=DISTRICT, indicator="1S1").level == "85"


def test_what_somebody_changed_meanwhile_is_not_sent_unseen(organizations, client_of):
    steps.figures(2017, i2S1_female=steps.BELOW)
    director, superintendent = client_of("cte_director"), client_of("superintendent")
    director.post(steps.PLAN, steps.written())
    seen = carried(superintendent.get(steps.CHECK))
    was = {"was.female.plan": "Tutors twice a week."}
    client_of("contributor").post(steps.PLAN, was | {"q.female.plan": "Nothing."})
    answer = superintendent.post(steps.CHECK, seen | {"note": ""})
    assert answer.status_code == 409 and "Nothing." in text(answer)
    assert superintendent.post(steps.CHECK, carried(answer) | {"note": ""}).status_code == 302


def test_a_step_that_is_not_open_any_more_keeps_the_words_in_sight(organizations, client_of):
    steps.figures(2017, i2S1_female=steps.BELOW)
    plan, liaison = steps.send(client_of), client_of("liaison")
    page = reverse("review_plan_return", args=[plan.pk])
    seen = carried(liaison.get(page))
    client_of("superintendent").post(f"{steps.PLAN}take-back/", {"note": ""})
    answer = liaison.post(page, seen | {"note": "A long reason."})
    shown = text(answer)
    assert answer.status_code == 409 and "It is “Draft”, so this step is not open." in shown
    assert "A long reason." in shown and "In review" not in shown


def test_a_decision_with_a_reason_asks_for_it_whatever_points_are_open(published, client_of, own_home):
    agreed()
    document, administrator = in_status("sent"), client_of("administrator")
    comment = reverse("review_level_revision_comment", args=[document.pk])
    administrator.post(comment, {"question": "", "text": "Which region?", "remark": "point"})
    assert administrator.post(page_of("grant", document), {"note": ""}).status_code == 422
    assert administrator.post(page_of("return", document), {"note": ""}).status_code == 302


FIGURES = "The figures or points that go with it were changed after you opened this page."


def test_what_newer_figures_ask_for_is_seen_before_a_plan_is_sent_or_found_to_meet(organizations, client_of):
    steps.figures(2017, i2S1_female=steps.BELOW)
    director, liaison = client_of("cte_director"), client_of("liaison")
    director.post(steps.PLAN, steps.written())
    seen = carried(director.get(steps.CHECK))
    steps.figures(2017, version=2, i2S1_female=[25, 10, "40.00", "below", "required"])
    answer = director.post(steps.CHECK, seen | {"note": ""})
    assert answer.status_code == 409 and FIGURES in text(answer)
    assert director.post(steps.CHECK, carried(answer) | {"note": ""}).status_code == 302
    plan = steps.plan_of()
    steps.tick(client_of, plan)
    page = reverse("review_plan_meets", args=[plan.pk])
    seen = carried(liaison.get(page))
    steps.figures(2017, version=3, i2S1_female=steps.MET)
    answer = liaison.post(page, seen | {"note": ""})
    assert answer.status_code == 409 and FIGURES in text(answer) and steps.plan_of().status == "in_review"
    assert liaison.post(page, carried(answer) | {"note": ""}).status_code == 302


def test_a_state_plan_is_not_approved_on_figures_nobody_saw(organizations, client_of):
    state_plans.figures()
    state_plans.send(client_of)
    administrator, page = client_of("administrator"), f"{state_plans.PLAN}approve/"
    seen = carried(administrator.get(page))
    state_plans.figures(version=2)
    answer = administrator.post(page, seen | {"note": ""})
    assert answer.status_code == 409 and FIGURES in text(answer) and state_plans.plan().status == "proposed"
    assert administrator.post(page, carried(answer) | {"note": ""}).status_code == 302


def test_a_point_raised_meanwhile_is_seen_before_it_is_denied_and_not_by_the_district(published, client_of):
    agreed()
    document, administrator = in_status("sent"), client_of("administrator")
    page, taken_back = page_of("deny", document), "/d/00010000/2018/levels/5S1/revision/take-back/"
    seen, theirs = carried(administrator.get(page)), carried(client_of("superintendent").get(taken_back))
    comment = reverse("review_level_revision_comment", args=[document.pk])
    administrator.post(comment, {"question": "reasons", "text": "Which mill?", "remark": "point"})
    answer = administrator.post(page, seen | {"note": "No."})
    assert answer.status_code == 409 and FIGURES in text(answer) and "Which mill?" in text(answer)
    # the point is the State's own until it decides
    assert carried(client_of("superintendent").get(taken_back)) == theirs
    assert administrator.post(page, carried(answer) | {"note": "No."}).status_code == 302
