"""A waiver is ended by the State with a reason; what later figures add to a waived plan is said to both sides."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.deadlines.done import done_on
from openperkins.portal.notices.models import Notice
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE
from tests.portal.plans.steps import BELOW, PLAN, TASKS, accept, figures, plan_of, send, text, written


@pytest.fixture
def waived(organizations, client_of):
    """A plan the district had begun, waived."""
    figures(2017, i2S1_female=BELOW)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    client_of("cte_director").post(PLAN, written())
    client_of("administrator").post(f"{PLAN}waive/", {"note": "The program closed."})
    return plan_of()


def test_the_state_ends_a_waiver_with_a_reason_and_tells_the_district(waived, client_of):
    administrator, director = client_of("administrator"), client_of("cte_director")
    end = reverse("review_plan_end_waiver", args=[waived.pk])
    assert DISTRICT in done_on("improvement_plans", [DISTRICT], SchoolYear(2018))
    assert end in text(administrator.get(TASKS)) and end in text(
        administrator.get(reverse("review_plan", args=[waived.pk]))
    )
    assert "The plan is owed again" in text(administrator.get(end))
    for role in ("liaison", "cte_director"):
        assert client_of(role).post(end, {"note": "No."}).status_code == 403
    assert administrator.post(end, {"note": " "}).status_code == 422 and plan_of().status == "waived"
    assert administrator.post(end, {"note": "It goes on after all."}).status_code == 302
    assert plan_of().status == "draft" and DISTRICT not in done_on("improvement_plans", [DISTRICT], SchoolYear(2018))
    told = {one.person.email.partition(".")[0]: one.link for one in Notice.objects.filter(kind="document.end_waiver")}
    assert told == {"cte_director": PLAN, "liaison": reverse("review_plan", args=[waived.pk])}
    shown = text(director.get(PLAN))
    assert "It goes on after all." in shown and "Tutors twice a week." in shown and "<textarea" in shown
    # the page the liaison is led to is there, and holds nothing of the draft
    answer = client_of("liaison").get(told["liaison"])
    assert answer.status_code == 200 and "Tutors twice a week." not in text(answer)
    assert director.post(f"{PLAN}check/", {"note": ""}).status_code == 302 and plan_of().status == "in_review"
    assert administrator.post(end, {"note": "Again."}).status_code == 409


def test_what_later_figures_add_to_a_waived_plan_is_said_to_both_sides(waived, client_of):
    pages = (
        ("cte_director", PLAN),
        ("cte_director", TASKS),
        ("administrator", TASKS),
        ("administrator", reverse("review_plan", args=[waived.pk])),
    )
    for role, url in pages:
        assert "Figures published since the waiver" not in text(client_of(role).get(url))
    figures(2017, version=2, i2S1_female=BELOW, i2S1_hispanic_or_latino=BELOW)
    for role, url in pages:
        assert "Figures published since the waiver also ask for: Hispanic or Latino." in text(client_of(role).get(url))


def test_a_plan_in_force_is_revised_and_not_waived(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    accept(client_of, plan)
    administrator, review = client_of("administrator"), reverse("review_plan", args=[plan.pk])
    figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW)
    client_of("cte_director").post(f"{PLAN}revise/", {"note": ""})
    for url in (TASKS, review):
        assert f"{PLAN}waive/" not in text(administrator.get(url)), url
    answer = administrator.post(f"{PLAN}waive/", {"note": "The program ended."})
    assert answer.status_code == 409 and "A version of it is in force: it is revised, not waived." in text(answer)
    assert plan_of().status == "draft"
