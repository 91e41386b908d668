"""Plans accepted here join the State's file of plans on file."""

from __future__ import annotations

import pytest

from openperkins.portal.plans import records
from openperkins.portal.submissions.models import Submission
from openperkins.portal.submissions.storage import path_of
from tests.portal.factories import STATE, reach_with
from tests.portal.plans.steps import BELOW, accept, figures, send

pytestmark = pytest.mark.django_db


def test_an_accepted_plan_is_on_file_for_the_figures_after_those_it_answers(organizations, client_of, own_home):
    figures(2017, i2S1_female=BELOW, i2S1_male=BELOW)
    plan = send(client_of, "female", "male")
    steward = reach_with("data_steward", STATE)
    assert not records.not_in_file() and records.take_over(by=steward) is None
    accept(client_of, plan, "female", "male")
    assert len(records.not_in_file()) == 2
    made = records.take_over(by=steward)
    assert path_of(made.sha256, ".csv").read_text().splitlines() == [
        "org_code,indicator,population,accepted_year",
        "00010000,2S1,female,2016-17",
        "00010000,2S1,male,2016-17",
    ]
    assert records.take_over(by=steward) is None
    assert [one.kind for one in Submission.objects.filter(status="certified")] == ["plans_on_file"]
