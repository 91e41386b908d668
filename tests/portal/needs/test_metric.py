"""The page of a metric: who is counted, by which reading, and what each year says."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.law import load_review
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.explained import measure_in_words
from openperkins.portal.needs.figures import figures_of
from openperkins.portal.results.models import Publication
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/metrics/"


@pytest.fixture
def cycle(published: Any) -> Document:
    """A cycle beside measures of 2016-17."""
    factories.measured(Publication.objects.get(school_year=2017), DISTRICT)
    return factories.needs_assessment(DISTRICT, 2018)


def words_of(client: Any, url: str) -> str:
    """A page's words, without marks."""
    page = client.get(url).content.decode()
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def test_a_metric_says_who_is_counted_and_by_which_reading(cycle: Document, client_of: Any):
    page = words_of(client_of("viewer"), f"{BASE}1.ela/")
    assert "Who is counted The student … has a result in language arts (N03)" in page
    assert "Who of them is in the figure’s numerator The student … was proficient or above in language arts" in page
    reading = load_review().readings["N03"]
    assert f"N03 {reading.question} {' '.join(reading.says.split())}" in page
    assert "Assumed, not confirmed by an agency." in page and "is enrolled in CTE" not in page


def test_a_programs_figure_asks_for_the_program(cycle: Document, client_of: Any):
    page = words_of(client_of("viewer"), f"{BASE}1.ela/?program=010205")
    assert "is enrolled in CTE in that October (N02) is in this program" in page


def test_every_measure_can_be_explained_at_every_place(cycle: Document):
    figures = figures_of(DISTRICT, SchoolYear(2018))
    for scope, codes in (("school", ("school_retention", "placement")), ("cte", ("programs", "exploratory"))):
        for code in codes:
            told = measure_in_words(code, scope, figures)
            assert told.readings and all(clause.says for _, clauses in told.parts for clause in clauses)
    (_, counted), (_, made) = measure_in_words("placement", "school", figures).parts
    assert any("CTE in 2 consecutive Octobers" in one.says for one in counted), "a school's counts its students in CTE"
    assert made[0].says.startswith("was placed")


def test_help_lists_the_readings_of_the_review_and_its_short_words(client: Any, db: Any):
    page = client.get(reverse("definitions")).content.decode()
    readings = load_review().readings
    assert {"N01", "N15"} <= set(readings)
    assert all(f'<dt id="{id}">' in page for id in readings)
    assert all(f"<dt>{word}</dt>" in page for word in ("CLNA", "CV601", "GAC, PAC", "MassCore", "MyCAP", "VOCAL"))


def table_of(page: str, caption: str) -> list[list[str]]:
    """The rows of the table so captioned, its head first."""
    (found,) = [one for one in re.findall(r"<table.*?</table>", page, re.DOTALL) if caption in one]
    rows = re.findall(r"<tr>(.*?)</tr>", found, re.DOTALL)
    return [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


@pytest.fixture
def years_apart(cycle: Document) -> Document:
    """Figures of 2012-13 and 2016-17; 2013-14 was taken back, 2014-15 never published, 2015-16 without measures."""
    factories.measured(factories.publish(2013), DISTRICT)
    assert sorted(Publication.objects.values_list("school_year", flat=True)) == [2013, 2016, 2017]
    factories.measured(factories.publish(2014), DISTRICT)
    steward = factories.person_with("administrator", factories.STATE)
    Publication.objects.filter(school_year=2014).update(
        status="retracted", in_force=False, retracted_by=steward, retracted_at=timezone.now()
    )
    return cycle


def test_a_year_without_figures_says_why_and_the_line_has_a_gap(years_apart: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}1.ela/").content.decode()
    assert table_of(page, "all students by year") == [
        ["School year", "Students", "Result %"],
        ["2012-13", "100", "80.0"],
        ["2013-14", "–", "Taken back"],
        ["2014-15", "–", "Not published"],
        ["2015-16", "–", "No result"],
        ["2016-17", "100", "80.0"],
    ]
    (line,) = re.findall(r'class="chart-result" d="([^"]*)"', page)
    assert (line.count("M"), line.count("L")) == (2, 0)


def test_a_count_tells_the_same_years(years_apart: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}1.enrollment/").content.decode()
    assert table_of(page, "by year")[1:] == [
        ["2012-13", "400"],
        ["2013-14", "Taken back"],
        ["2014-15", "Not published"],
        ["2015-16", "No result"],
        ["2016-17", "400"],
    ]


def test_the_groups_have_no_column_that_is_always_empty(cycle: Document, client_of: Any):
    page = client_of("viewer").get(f"{BASE}1.ela/").content.decode()
    head, everyone, group, *_ = table_of(page, "groups beside all students")
    assert head == ["Population", "Students", "Result %", "From all students"]
    assert everyone == ["All students", "100", "80.0", ""]
    assert group[1:] == ["60", "66.7", "13.3 points under"]
