"""Years in a row below the line, statewide (W16)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.results.escalation import runs
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER, STATE, reach_with

pytestmark = pytest.mark.django_db
BELOW, MET = [25, 20, "80.00", "below", "required"], [25, 25, "100.00", "met", "not_required"]


@pytest.fixture
def four_years(organizations):
    """2S1 of all students: below in 2014, then met, then below twice; 1S1 below in the last year alone."""
    for year, changed in (
        (2014, {"i2S1_all": BELOW}),
        (2015, {"i2S1_all": MET}),
        (2016, {"i2S1_all": BELOW, "i1S1_all": MET}),
        (2017, {"i2S1_all": BELOW, "i1S1_all": BELOW}),
    ):
        factories.publish(year, **changed)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)


def found(role, year=2017, population="all"):
    rows = runs(reach_with(role, STATE), SchoolYear(year), population)
    return [(one.organization.code, one.indicator, one.years, str(one.since)) for one in rows]


def test_a_run_ends_where_the_line_was_reached(four_years):
    of_district = [row for row in found("administrator") if row[0] == DISTRICT]
    assert ("00010000", "2S1", 2, "2015-16") in of_district and ("00010000", "1S1", 1, "2016-17") in of_district
    assert of_district.index(("00010000", "2S1", 2, "2015-16")) < of_district.index(("00010000", "1S1", 1, "2016-17"))
    assert [row for row in found("administrator", 2014) if row[0] == DISTRICT and row[1] == "2S1"] == [
        (DISTRICT, "2S1", 1, "2013-14")
    ]


def test_each_sees_those_whose_figures_they_see(four_years, client_of):
    assert {row[0] for row in found("liaison")} == {DISTRICT}
    assert OTHER in {row[0] for row in found("administrator")}
    page = client_of("liaison").get(f"{reverse('years_below')}?least=2")
    assert page.status_code == 200 and "Alderbrook" in page.text and "Falls" not in page.text
    assert f"/d/{DISTRICT}/2017/indicators/2S1/all/" in page.text
    assert f"/d/{DISTRICT}/2017/indicators/1S1/all/" not in page.text  # one year alone
    assert "Nobody was below the line." in client_of("support").get(reverse("years_below")).text
    assert client_of("cte_director").get(reverse("years_below")).status_code == 403


def test_the_same_as_a_file(four_years, client_of):
    told = client_of("administrator").get(f"{reverse('years_below')}?form=csv").content.decode("utf-8-sig")
    assert "00010000,Alderbrook,2S1,2,2015-16" in told


def test_further_districts_ask_no_further_questions(four_years, django_assert_num_queries):
    reach = reach_with("administrator", STATE)
    with django_assert_num_queries(6):  # organizations, and one for each year back to before the first
        runs(reach, SchoolYear(2017), "all")
