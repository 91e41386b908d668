"""Who else has a document open, and where."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from openperkins.portal.documents.models import Presence
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.plans.steps import BELOW, PLAN, figures, send, text, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def written_plan(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    factories.person_with("contributor", DISTRICT, name="Maria Silva")
    client_of("contributor").post(PLAN, written())


def heard_of(client, at=""):
    return client.post(PLAN, {"tab": "t", "at": at}, headers={"x-autosave": "1", "x-background": "1"}).json()


def test_others_see_who_types_where(written_plan, client_of):
    maria, director = client_of("contributor"), client_of("cte_director")
    maria.get(PLAN)
    assert "Maria Silva has this page open." in text(director.get(PLAN))
    heard_of(maria, "female.plan")
    assert heard_of(director)["here"] == ["Maria Silva is in Female: the plan"]
    assert "Maria Silva" not in text(maria.get(PLAN)).partition("data-here")[2].partition("</p>")[0]
    heard_of(maria, "no such question")
    assert heard_of(director)["here"] == ["Maria Silva has this page open"]


def test_who_left_is_not_there(written_plan, client_of):
    client_of("contributor").get(PLAN)
    Presence.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=4))
    assert heard_of(client_of("cte_director"))["here"] == []


def test_only_who_can_type_is_seen_and_sees(written_plan, client_of):
    client_of("viewer").get(PLAN)
    client_of("liaison").get(PLAN)
    client_of("contributor").get(PLAN)
    assert heard_of(client_of("cte_director"))["here"] == ["Maria Silva has this page open"]
    assert "Maria Silva has" not in text(client_of("viewer").get(PLAN))
    # once it is sent the State's people are at it, and do not see the district's
    plan = send(client_of)
    assert "Maria Silva has" not in text(client_of("liaison").get(f"/s/review/plans/{plan.pk}/"))
