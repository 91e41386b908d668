"""What is printed of a publication follows its own ruleset: the line's share, the smallest number of students."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from openperkins.portal.law import ruleset_of
from openperkins.portal.results.comparison import Comparison
from openperkins.portal.results.models import Publication
from openperkins.portal.results.words import default_words, line_of_all, words_of, words_under
from tests.portal import factories
from tests.portal.factories import DISTRICT

OTHER_LAW = {"accountability.line": "0.85", "accountability.smallest_denominator": 20}
PAGES = (
    ("heat_map", (2017,)),
    ("indicator", (2017, "2S1")),
    ("population", (2017, "female")),
    ("cell", (2017, "2S1", "female")),
    ("levels", (2017,)),
)
FILES = (
    ("heat_map_file", (2017,)),
    ("indicator_file", (2017, "2S1")),
    ("population_file", (2017, "female")),
    ("levels_file", (2017,)),
)


@pytest.fixture
def under_other_law(organizations) -> Publication:
    """2016-17 under a line of 85 % and a smallest denominator of 20."""
    found = factories.publish(
        2017,
        i2S1_female=[20, 17, "85.00", "within", "not_required"],
        i2S1_male=[18, 9, "50.00", "below", "exempt_small"],
        i2S1_all=[38, 33, "86.84", "within", "not_required"],
    )
    Publication.objects.filter(pk=found.pk).update(changes=OTHER_LAW, run="d" * 64)
    found.refresh_from_db()
    return found


def text_of(client, name, *rest):
    answer = client.get(reverse(name, args=[DISTRICT, *rest]))
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig")


def test_the_default_words_are_those_of_the_law():
    words = default_words()
    assert (words.share, words.line, words.students) == ("90%", "90% line", "16 students")
    assert words.states["within"] == "Within 90%" and words.states["small"] == "Below, n under 16"
    assert words_of(ruleset_of().law) is words


@pytest.mark.parametrize(("name", "rest"), PAGES)
def test_a_page_has_the_words_of_its_publication(under_other_law, client_of, name, rest):
    text = text_of(client_of("viewer"), name, *rest)
    assert "85%" in text
    assert not [old for old in ("90% line", "Within 90%", "90% of", "under 16", "16 students") if old in text]


def test_the_heat_map_says_them_in_cells_bar_and_explanation(under_other_law, client_of):
    text = text_of(client_of("viewer"), "heat_map", 2017)
    assert '<span class="heat-map__word">Below, n under 20</span>' in text
    assert '<th scope="row">85% line</th>' in text and "Within 85%: 2" in text
    assert "Below 85% of the level with fewer than 20 students" in text


@pytest.mark.parametrize(("name", "rest"), FILES)
def test_a_file_has_them_too(under_other_law, client_of, name, rest):
    text = text_of(client_of("viewer"), name, *rest, "csv")
    assert "85% line" in text and "Within 85%" in text and "90% line" not in text and "Within 90%" not in text


def test_charts_name_the_line_as_the_ruleset_does(under_other_law, client_of):
    text = text_of(client_of("viewer"), "cell", 2017, "2S1", "female")
    assert "85% line %" in text and "85% line 81" in text


def test_years_with_different_lines_share_the_plain_word(under_other_law, client_of):
    factories.publish(2016, i2S1_female=[20, 17, "85.00", "within", "not_required"])
    text = text_of(client_of("viewer"), "cell", 2017, "2S1", "female")
    assert ">Line %<" in text and "Within 90%" in text and "Within 85%" in text
    rows = list(csv.DictReader(io.StringIO(text_of(client_of("viewer"), "cell_file", 2017, "2S1", "female", "csv"))))
    assert [(row["Line"], row["Standing"]) for row in rows] == [("81", "Within 90%"), ("81", "Within 85%")]
    assert line_of_all([ruleset_of().law, ruleset_of(changes=OTHER_LAW).law]) == "line"


def test_a_replaced_version_keeps_its_own_words(under_other_law, client_of):
    second = factories.publish(2017, version=2)
    Publication.objects.filter(pk=second.pk).update(supersedes=under_other_law)
    text = text_of(client_of("viewer"), "earlier_figures", 2017, 1)
    assert "85% line" in text and "Within 85%" in text and "90% line" not in text


def test_a_comparison_has_each_side_in_its_own_words(under_other_law):
    row = {"org_code": DISTRICT, "name": "Alderbrook", "indicator": "2S1", "population": "male"}
    rows = [{**row, "before": [18, 9, "small"], "after": [18, 9, "within"]}]
    (cell,) = Comparison.of(rows, before=default_words(), after=words_under(under_other_law)).cells
    assert (cell.before.word, cell.after.word) == ("Below, n under 16", "Within 85%")


def test_help_and_definitions_have_the_words_of_the_default_ruleset(client):
    assert "the level, 90% of it, and" in client.get(reverse("help")).content.decode()
    assert "<dd>90% of the level, never rounded." in client.get(reverse("definitions")).content.decode()
