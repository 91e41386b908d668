"""Answers that cannot stand: kept, told at once and at their fields, and no version is shared with them."""

from __future__ import annotations

from typing import Any

import pytest

from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
VALUE = "1.time_on_learning.value.school.all"


@pytest.fixture
def cycle(organizations: Any) -> Document:
    return factories.needs_assessment(DISTRICT, 2018)


def of(question: str, text: str, was: str = "") -> dict[str, str]:
    return {f"q.{question}": text, f"was.{question}": was}


def by_itself(client: Any, page: str, **sent: str) -> dict[str, Any]:
    """What a page that saves itself is told."""
    answer = client.post(f"{BASE}{page}", {**sent, "tab": "t"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    return answer.json()


def test_a_page_that_saves_itself_is_told_what_cannot_stand(cycle: Document, client_of: Any):
    client = client_of("contributor")
    told = by_itself(client, "1/", **of(VALUE, "abc"))
    assert told["saved"] == {VALUE: "abc"} and cycle.answers == {VALUE: "abc"}, "it is kept all the same"
    assert told["faults"][VALUE]["says"].startswith("“abc” is not a number.")
    assert "Time on learning" in told["faults"][VALUE]["title"]
    assert by_itself(client, "1/", **of(VALUE, "990", "abc"))["faults"] == {}


def test_a_late_step_is_told_at_once_and_goes_when_the_day_is_set_right(cycle: Document, client_of: Any):
    client = client_of("contributor")
    step = of("plan.school.1.what", "Tutor") | of("plan.school.1.by", "2018-06-01")
    told = by_itself(client, "action-plan/", **of("plan.current", "2018-01-15"), **step)
    assert set(told["faults"]) == {"plan.school.1.by"}
    told = by_itself(client, "action-plan/", **of("plan.current", "2018-05-01", "2018-01-15"))
    assert told["faults"] == {}


def test_every_fault_of_the_plan_is_marked_at_its_field_and_linked(cycle: Document, client_of: Any):
    client = client_of("contributor")
    sent = of("plan.start", "2018-05-01") | of("plan.end", "2018-04-01") | of("plan.current", "2018-01-15")
    client.post(f"{BASE}action-plan/", sent | of("plan.partners.2.who", "A mill") | of("plan.school.1.by", "soon"))
    page = client.get(f"{BASE}action-plan/").content.decode()
    for field in ("plan-end", "plan-partners-2-what", "plan-school-1-by"):
        assert f'href="{BASE}action-plan/#{field}"' in page and f'id="{field}"' in page
        assert f'aria-invalid="true" aria-describedby="{field}-fault"' in page and f'id="{field}-fault"' in page
    assert f'href="{BASE}action-plan/#plan-end"' in client.get(BASE).content.decode()


@pytest.mark.parametrize(
    ("question", "text", "field"),
    [
        (VALUE, "abc", "1/#1-time_on_learning-value-school-all"),
        ("1.time_on_learning.value.010205.all", "abc", "1/?program=010205#1-time_on_learning-value-010205-all"),
        ("7.3.a.by", "soon", "7/#7-3-a-by"),
        ("plan.school.1.who", "A tutor", "action-plan/#plan-school-1-what"),
    ],
)
def test_no_version_is_shared_with_one_and_the_page_leads_to_it(
    cycle: Document, client_of: Any, question: str, text: str, field: str
):
    client = client_of("cte_director")
    client.post(f"{BASE}1/", of(question, text))
    page = client.get(f"{BASE}share/").content.decode()
    assert f'href="{BASE}{field}"' in page and "1 answer cannot stand as typed" in page
    assert client.post(f"{BASE}share/", {"note": "Now"}).status_code == 409
    client.post(f"{BASE}1/", of(question, "", text))
    page = client.get(f"{BASE}share/").content.decode()
    assert "cannot stand" not in page and "Not rated by the team yet" in page, "what is open is told and stops nothing"
    assert client.post(f"{BASE}share/", {"note": "Now"}).status_code == 302


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("1.1.rating.school", "superb"),
        ("7.1.a.answer", "maybe"),
        ("1.done", "nearly"),
        ("plan.component", "12"),
        ("priority.1.component", "Safety"),
    ],
)
def test_what_is_none_of_the_answers_is_not_kept(cycle: Document, client_of: Any, question: str, text: str):
    answer = client_of("contributor").post(f"{BASE}1/", of(question, text))
    assert answer.status_code == 422 and "is none of the answers here" in answer.content.decode()
    assert text in answer.content.decode() and not Document.objects.get(pk=cycle.pk).answers
