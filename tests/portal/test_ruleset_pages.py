"""Pages of rulesets: from a parameter to a proposal, and what each role is offered at one."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from openperkins.portal.rulesets.forms import ProposeForm
from openperkins.portal.rulesets.models import Adoption
from tests.portal import factories
from tests.portal.factories import STATE

CHANGE = {"placement.without_answer": "left_out"}


@pytest.fixture
def proposal(published) -> Adoption:
    by = factories.person_with("data_steward", STATE)
    return Adoption.objects.create(
        school_year=2018, ruleset="perkins_iv_ma", changes=CHANGE, reason="Nobody knows.", proposed_by=by
    )


def test_a_parameter_leads_to_a_form_that_begins_with_it(published, client_of):
    client = client_of("data_steward")
    shown = unescape(client.get(reverse("ruleset", args=["perkins_iv_ma"])).content.decode())
    address = f"{reverse('propose_readings')}?ruleset=perkins_iv_ma&changes=placement.without_answer+%3D+in_denominator"
    assert address in shown
    assert "placement.without_answer = in_denominator</textarea>" in client.get(address).content.decode()
    assert (
        reverse("propose_readings")
        not in client_of("liaison").get(reverse("ruleset", args=["perkins_iv_ma"])).content.decode()
    )


def test_the_year_proposed_for_is_the_next_to_be_published(published):
    assert ProposeForm()["year"].initial == 2018


def test_each_role_is_offered_its_own_steps_at_a_proposal(proposal, client_of):
    def page(role):
        return client_of(role).get(reverse("adoption", args=[proposal.pk])).content.decode()

    adopt, withdraw = (reverse(name, args=[proposal.pk]) for name in ("adopt_readings", "withdraw_readings"))
    assert adopt in page("administrator") and withdraw not in page("administrator")
    assert withdraw in page("data_steward") and adopt not in page("data_steward")
    for role in ("administrator", "data_steward", "liaison"):
        assert "Your roles do not let you" not in page(role)


def test_what_a_ruleset_does_not_take_is_said_without_marks_of_code(published, client_of):
    answer = client_of("data_steward").get(
        reverse("ruleset_diff"), {"before": "perkins_iv_ma", "ruleset": "perkins_iv_ma", "changes": "no.such = 1"}
    )
    assert answer.status_code == 422
    assert "“no.such”" in answer.content.decode() and "`" not in answer.content.decode().split("<main")[1]
