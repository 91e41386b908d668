"""The question before the students behind a figure, and how a trace names records."""

from __future__ import annotations

from django.urls import reverse

from openperkins.portal.results.students import places_of
from tests.portal.factories import DISTRICT


def test_a_missing_reason_is_said_once_above_the_form_and_once_beside_it(published, client_of):
    answer = client_of("cte_director").post(reverse("students", args=[DISTRICT, 2017, "1S1", "female"]), {})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("There is a problem") == 1
    assert text.count("Say why, in a few words.") == 2
    assert "students?:" not in text
    assert "2016-17, version 1" in text


def test_records_are_named_in_words():
    record = {"source": "end_of_year", "school_year": 2017, "file": "sims/2017-06.csv", "row": 535}
    mcas = {"source": "mcas", "school_year": 2016, "file": "mcas/2016.csv", "row": 7}
    assert [(one.title, one.year) for one in places_of([record, mcas])] == [
        ("End of year", "2016-17"),
        ("MCAS", "2015-16"),
    ]


def test_a_home_without_processes_says_where_to_go(published, client_of):
    text = client_of("access_administrator").get(reverse("district_home", args=[DISTRICT, 2017])).content.decode()
    assert "Where to go" in text and reverse("people", args=[DISTRICT]) in text
    assert "School year 2016-17</h2>" not in text
