"""Who reads and does not write reads all of it: every field of the form, in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from openperkins.portal.documents.models import Document
from openperkins.portal.needs.outcome import outcome_of
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
SAID = {
    "plan.start": "2018-01-10", "plan.end": "2018-12-31", "plan.current": "2018-01-15", "plan.revisit": "2018-03-01",
    "plan.component": "3", "plan.challenge": "Science lags", "plan.school.1.what": "Tutor",
    "priority.1.component": "4", "priority.1.challenge": "Science lags", "priority.2.why": "It comes first",
    "1.done": "yes", "7.1.a.by": "2018-04-05",
}  # fmt: skip


@pytest.fixture
def cycle(organizations: Any) -> Document:
    return factories.needs_assessment(DISTRICT, 2018, SAID)


def read(client: Any, page: str) -> str:
    return client.get(f"{BASE}{page}").content.decode()


@pytest.mark.parametrize("role", ["viewer", "superintendent"])
def test_the_plan_has_every_field_of_the_form(cycle: Document, client_of: Any, role: str):
    page = read(client_of(role), "action-plan/")
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert told["Quality component"].startswith("3 ") and told["Current date"] == "January 15, 2018"
    assert told["Plan start date"] == "January 10, 2018" and told["Next revisit date"] == "March 1, 2018"
    assert "<h2>Three month next steps</h2>" in page and "<h3>School will</h3><ul><li>Tutor</li></ul>" in page
    assert "<h3>DESE will</h3><p>–</p>" in page and "<ul></ul>" not in page


def test_priorities_name_their_component_and_what_is_half_written_is_no_blank(cycle: Document, client_of: Any):
    page = read(client_of("viewer"), "priorities/")
    assert re.search(r"<p>4 [^<]*: <strong>Science lags</strong>", page)
    assert "<strong>no challenge is named</strong></p><p>It comes first</p>" in page


def test_a_priority_without_a_challenge_is_begun(cycle: Document, client_of: Any):
    half = factories.needs_assessment(DISTRICT, 2020, {"priority.1.why": "It comes first"})
    assert half.answers
    page = client_of("contributor").get(f"/d/{DISTRICT}/clna/2020/").content.decode()
    assert re.search(r"Priorities</a>.{0,400}?In progress", page, re.S)


def test_the_summary_says_what_is_completed_and_by_when_of_a_check_without_an_answer(cycle: Document, client_of: Any):
    page = read(client_of("viewer"), "summary/")
    assert page.count("<p>Completed: Yes.</p>") == 1 and page.count("<p>Completed: No.</p>") == 6
    (check,) = outcome_of(cycle).summary.components[6].checks
    assert (check.answer, check.by) == ("Not answered", "April 5, 2018")


def test_what_is_half_written_of_a_priority_is_in_the_summary(cycle: Document, client_of: Any):
    page = read(client_of("viewer"), "summary/")
    assert "<h3>Science lags</h3>" in page and re.search(r"<h3>Not named</h3>.{0,60}<p>It comes first</p>", page, re.S)
