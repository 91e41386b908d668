"""What a district's home says of its year, for each role."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from django.urls import reverse

from openperkins.portal.pages.waiting import PARTS
from openperkins.portal.results.models import Publication
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


def _texts(answer) -> str:
    """Everything in a workbook's parts that can be read."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_figures_were_published_on_the_day_of_the_east_everywhere(published, client_of):
    late = datetime.datetime(2018, 3, 1, 2, tzinfo=datetime.UTC)  # nine in the evening of February 28
    Publication.objects.update(published_at=late)
    assert "Published February 28, 2018" in home(client_of, "viewer").content.decode()
    viewer = client_of("viewer")
    assert "published February 28, 2018" in viewer.get(reverse("heat_map", args=[DISTRICT, 2017])).content.decode()
    for name in ("heat_map_file", "levels_file", "workbook"):
        arguments = [DISTRICT, 2017] if name == "workbook" else [DISTRICT, 2017, "xlsx"]
        told = _texts(viewer.get(reverse(name, args=arguments)))
        assert "2018-02-28" in told and "2018-03-01" not in told, name
