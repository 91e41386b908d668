"""What a district's home says of its year, for each role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.pages.waiting import PARTS
from tests.portal.factories import DISTRICT


def home(client_of, role):
    return client_of(role).get(reverse("district_home", args=[DISTRICT, 2017]))


@pytest.mark.parametrize("role", ["viewer", "cte_director", "superintendent"])
def test_a_home_lists_the_processes_of_a_role_in_order(published, client_of, role):
    told = [process.title for process in home(client_of, role).context["processes"]]
    assert told == [
        "Understand results",
        "Performance levels",
        "Improvement plans of 2017-18",
        "Send files",
        "Follow up graduates",
    ]


def test_every_part_that_waits_is_asked():
    assert all(hasattr(part, name) for part in PARTS for name in ("mine", "others", "processes"))


def test_results_that_need_a_plan_are_one_click_away(published, client_of):
    text = home(client_of, "viewer").content.decode()
    assert f'href="{reverse("heat_map", args=[DISTRICT, 2017])}?show=plan"' in text
    assert "136 results need a plan" in text


@pytest.mark.parametrize(("name", "rest"), [("population", ["male"]), ("compare", []), ("indicator", ["1S1"])])
def test_pages_of_figures_belong_to_core_indicators(published, client_of, name, rest):
    text = client_of("cte_director").get(reverse(name, args=[DISTRICT, 2017, *rest])).content.decode()
    assert 'aria-current="page">Core indicators</a>' in text
