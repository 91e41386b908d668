"""The reading pages: who sees what, what they say, how many questions they ask the database."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess

import pytest
from django.urls import reverse

from openperkins.portal.results.models import Publication
from openperkins.portal.results.showing import title_of
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER

PAGES = (
    ("heat_map", (2017,)),
    ("indicator", (2017, "2S1")),
    ("cell", (2017, "2S1", "female")),
    ("population", (2017, "female")),
    ("heat_map_file", (2017, "xlsx")),
    ("heat_map_file", (2017, "csv")),
    ("heat_map_file", (2017, "pdf")),
    ("indicator_file", (2017, "2S1", "csv")),
    ("population_file", (2017, "female", "xlsx")),
    ("cell_file", (2017, "2S1", "female", "pdf")),
    ("workbook", (2017,)),
)


@pytest.mark.parametrize(("name", "rest"), PAGES)
@pytest.mark.parametrize("role", ["viewer", "cte_director", "superintendent", "liaison", "administrator"])
def test_who_may_sees_a_reading_page(published, client_of, name, rest, role):
    assert client_of(role).get(reverse(name, args=[DISTRICT, *rest])).status_code == 200


@pytest.mark.parametrize(("name", "rest"), PAGES)
def test_another_district_does_not_exist(published, client_of, name, rest):
    assert client_of("cte_director").get(reverse(name, args=[OTHER, *rest])).status_code == 404


@pytest.mark.parametrize(("name", "rest"), PAGES)
def test_a_role_without_figures_is_told_so(published, client_of, name, rest):
    assert client_of("access_administrator").get(reverse(name, args=[DISTRICT, *rest])).status_code == 403


@pytest.mark.parametrize(("name", "rest"), PAGES)
def test_nobody_signed_in_is_sent_to_sign_in(published, client, name, rest):
    answer = client.get(reverse(name, args=[DISTRICT, *rest]))
    assert answer.status_code == 302
    assert "/account/login/" in answer.url


@pytest.mark.parametrize(("name", "rest"), PAGES)
def test_a_reading_page_takes_no_post(published, client_of, name, rest):
    assert client_of("cte_director").post(reverse(name, args=[DISTRICT, *rest])).status_code == 405


def test_a_consortium_sees_its_members_and_no_one_else(published, client_of):
    director = client_of("cte_director", CONSORTIUM)
    assert director.get(reverse("heat_map", args=[MEMBER, 2017])).status_code == 200
    assert director.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 404


def test_the_heat_map_says_state_by_word_and_counts_plans(published, client_of):
    text = client_of("cte_director").get(reverse("heat_map", args=[DISTRICT, 2017])).content.decode()
    assert "135 of 136 results" in text
    assert "Black or African American" in text
    assert "version 1" in text


def test_only_populations_that_need_a_plan(organizations, client_of):
    met = [20, 19, "95.00", "met", "not_required"]
    populations = {f"i{i}_male": met for i in ("1S1", "1S2", "2S1", "3S1", "4S1", "5S1", "6S1", "6S2")}
    factories.publish(2017, **populations)
    answer = client_of("viewer").get(reverse("heat_map", args=[DISTRICT, 2017]), {"show": "plan"})
    rows = re.findall(r"/populations/(\w+)/", answer.text)
    assert rows[:2] == ["all", "female"]
    assert len(rows) == 16
    assert "Showing 16 of 17 lines." in answer.text


def test_a_comparison_with_last_year(published, client_of):
    answer = client_of("viewer").get(reverse("heat_map", args=[DISTRICT, 2017]), {"compare": "prev"})
    female = answer.text.split("/populations/female/")[1].split("</tr>")[0]
    assert re.findall(r'change">([^<]*)<', female)[:3] == ["0.0", "0.0", "+15.0"]


def test_the_working_stands_beside_a_plan(published, client_of):
    text = client_of("viewer").get(reverse("cell", args=[DISTRICT, 2017, "1S1", "female"])).content.decode()
    assert "20 of 25 students = 80.00%. The local level is 90%. 90% of it is 81%." in text
    assert "80.00 is below 81, and 25 is 16 or more: an improvement plan is required." in text
    assert "<strong>1 more student</strong> would reach the line." in text


@pytest.mark.parametrize("query", [{"unit": "00010505"}, {"program": "010205"}])
def test_a_part_of_a_district(published, client_of, query):
    answer = client_of("viewer").get(reverse("heat_map", args=[DISTRICT, 2017]), query)
    assert "owes no plan of its own" in answer.content.decode()


@pytest.mark.parametrize("query", [{"unit": "00410505"}, {"unit": OTHER}, {"program": "999999"}])
def test_a_part_of_another_district_does_not_exist(published, client_of, query):
    assert client_of("viewer").get(reverse("heat_map", args=[DISTRICT, 2017]), query).status_code == 404


@pytest.mark.parametrize("rest", [(2017, "9S9", "all"), (2017, "1S1", "martians")])
def test_no_such_figure(published, client_of, rest):
    assert client_of("viewer").get(reverse("cell", args=[DISTRICT, *rest])).status_code == 404


def test_a_year_that_is_not_published_says_which_are(published, client_of):
    text = client_of("viewer").get(reverse("heat_map", args=[DISTRICT, 2014])).content.decode()
    assert "2016-17" in text
    assert "published for 2013-14" in text


def test_a_trend_keeps_its_holes(published, client_of):
    Publication.objects.filter(school_year=2016).update(in_force=False)
    factories.publish(2015)
    answer = client_of("viewer").get(reverse("cell", args=[DISTRICT, 2017, "1S1", "all"]))
    assert "Not published" in answer.content.decode()


def test_pages_ask_the_same_number_of_questions_however_many_years(published, client_of, django_assert_max_num_queries):
    viewer, url = client_of("viewer"), reverse("cell", args=[DISTRICT, 2017, "1S1", "all"])
    for year in range(2009, 2016):
        factories.publish(year)
    with django_assert_max_num_queries(14):
        assert viewer.get(url).status_code == 200


def _csv(client, name, *rest, **query):
    answer = client.get(reverse(name, args=[DISTRICT, *rest, "csv"]), query)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_cells_file_says_version_and_gap_of_every_year(published, client_of):
    rows = _csv(client_of("viewer"), "cell_file", 2017, "1S1", "female")
    assert [(row["School year"], row["Version published"]) for row in rows] == [("2015-16", "1"), ("2016-17", "1")]
    assert all(row["Points to all students"] for row in rows)


def test_a_programs_cell_has_figures_in_its_file_too(published, client_of):
    (row,) = _csv(client_of("viewer"), "cell_file", 2017, "1S1", "female", program="010205")
    assert (row["Made it"], row["Counted"], row["Standing"]) == ("5", "10", "No level")


def test_levels_say_of_which_publication_they_are(published, client_of):
    rows = _csv(client_of("viewer"), "levels_file", 2017)
    assert {row["Publication"] for row in rows} == {"2016-17, version 1", "2015-16, version 1"}
    assert rows[0]["Run fingerprint"]


@pytest.fixture
def of_every_state(organizations):
    """2016-17 with a cell of each state in the column 2S1."""
    factories.publish(
        2017,
        i2S1_all=[100, 95, "95.00", "met", "not_required"],
        i2S1_female=[20, 17, "85.00", "within", "not_required"],
        i2S1_male=[10, 5, "50.00", "below", "exempt_small"],
        i2S1_economically_disadvantaged=[20, 10, "50.00", "below", "on_file"],
        i2S1_migrant=[0, 0, None, "none", "not_required"],
    )


def test_the_heat_map_file_has_the_word_of_each_state_in_its_cell(of_every_state, client_of):
    rows = [row for row in _csv(client_of("viewer"), "heat_map_file", 2017) if row["Table"].startswith("Core")]
    told = {row["Population"]: (row["2S1"], row["2S1: mark"]) for row in rows}
    assert [told[title_of(code)] for code in ("all", "female", "male", "economically_disadvantaged", "migrant")] == [
        ("95.0", "Met"),
        ("85.0", "Within 90%"),
        ("50.0", "Below, n under 16"),
        ("50.0", "On file"),
        ("", "No data"),
    ]
    assert told[title_of("asian")] == ("80.0", "Plan")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils to read a PDF")
def test_the_first_page_of_the_pdf_says_every_state(of_every_state, client_of, tmp_path):
    answer = client_of("viewer").get(reverse("heat_map_file", args=[DISTRICT, 2017, "pdf"]))
    (tmp_path / "page.pdf").write_bytes(answer.content)
    order = ["pdftotext", "-l", "1", str(tmp_path / "page.pdf"), "-"]
    text = " ".join(subprocess.run(order, capture_output=True, check=True, encoding="utf-8").stdout.split())
    assert all(word in text for word in ("Met", "Within 90%", "Below, n under 16", "On file", "No data", "Plan"))
