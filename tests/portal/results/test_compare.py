"""Other districts' figures: only what anyone may see, on the page and in every file."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.portal import factories
from tests.portal.factories import DISTRICT, OTHER


@pytest.fixture
def url(organizations):
    """Everybody has 37 of 43; the numbers 37, 43 and 86.05 must not be seen of any district."""
    populations = [f"i{i}_{p}" for i in ("1S1", "3S1", "5S1") for p in ("all", "female")]
    factories.publish(2017, **{p: [43, 37, "86.05", "within", "not_required"] for p in populations})
    return reverse("compare", args=[DISTRICT, 2017])


@pytest.mark.parametrize("form", ["", "csv"])
def test_exact_figures_of_others_are_not_shown(url, client_of, form):
    text = client_of("viewer").get(url, {"form": form, "with": OTHER}).content.decode()
    district = re.search(r"D(&#x27;|')Orsay Falls.*?(</tr>|\n)", text, re.S)[0] if form == "csv" else text
    assert "80% to under 90%" in district
    assert "45" in district
    assert not re.search(r"\b(43|37|86\.05|86\.1)\b", district.split("The State")[0])


def test_who_took_the_test_is_not_printed(url, client_of):
    text = client_of("viewer").get(url, {"with": OTHER}).content.decode()
    row = text.split("Orsay Falls</th>")[1].split("</tr>")[0]
    first = row.split("</td>")[0]
    assert first.endswith("80% to under 90%")


def test_a_district_that_is_none_is_left_out(url, client_of):
    answer = client_of("viewer").get(url, {"with": "99990000"})
    assert answer.status_code == 200
    assert "99990000" not in [sheet.org_code for sheet, _ in answer.context["rows"]]


def test_a_correction_of_one_student_does_not_show(url, client_of):
    before = client_of("viewer").get(url, {"with": OTHER}).context["rows"][1][1]
    populations = [f"i{i}_{p}" for i in ("1S1", "3S1", "5S1") for p in ("all", "female")]
    factories.publish(2017, version=2, **{p: [42, 37, "88.10", "within", "not_required"] for p in populations})
    after = client_of("viewer").get(url, {"with": OTHER}).context["rows"][1][1]
    assert before == after


def test_files_are_excel_and_pdf(url, client_of):
    assert client_of("viewer").get(url, {"form": "xlsx"}).content[:2] == b"PK"
    assert client_of("viewer").get(url, {"form": "pdf"}).content[:5] == b"%PDF-"
    assert client_of("viewer").get(url, {"form": "exe"}).status_code == 404
