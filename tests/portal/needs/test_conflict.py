"""Two people at one answer: both texts in sight, and a field of one line where the page asks in one line."""

from __future__ import annotations

import re
from typing import Any

import pytest

from openperkins.portal.documents.models import Document
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"
TARGET = "plan.target"


@pytest.fixture
def cycle(organizations: Any) -> Document:
    return factories.needs_assessment(DISTRICT, 2018)


def disputed(client_of: Any, page: str, question: str, theirs: str, mine: str) -> str:
    """The page of who was slower."""
    client_of("cte_director").post(f"{BASE}{page}", {f"q.{question}": theirs, f"was.{question}": ""})
    answer = client_of("contributor").post(f"{BASE}{page}", {f"q.{question}": mine, f"was.{question}": ""})
    assert answer.status_code == 409
    return answer.content.decode()


@pytest.mark.parametrize(
    ("page", "question", "theirs", "mine"),
    [
        ("action-plan/", TARGET, "85 percent", "90 percent"),
        ("action-plan/", "plan.school.1.who", "Maria", "Luis"),
        ("action-plan/", "plan.start", "2018-02-01", "2018-03-01"),
        ("1/", "1.time_on_learning.value.school.all", "990", "900"),
        ("1/", "1.time_on_learning.source", "Timetable", "Bell schedule"),
        ("7/", "7.1.a.owner", "Maria", "Luis"),
        ("workforce/010205/", "workforce.010205.region", "Cape", "North Shore"),
    ],
)
def test_what_is_asked_in_one_line_is_made_one_in_one_line(
    cycle: Document, client_of: Any, page: str, question: str, theirs: str, mine: str
):
    shown = disputed(client_of, page, question, theirs, mine)
    assert f'name="both.{question}" value="{theirs}; {mine}"' in shown and "<textarea" not in shown
    assert f"<td>{theirs}</td>" in shown and f"<td>{mine}</td>" in shown, "both stay in sight"


def test_what_is_asked_in_lines_is_made_one_in_lines(cycle: Document, client_of: Any):
    shown = disputed(client_of, "1/", "1.identify.highlights", "Full shops", "New lab")
    found = re.search(r"<textarea[^>]*>\n([^<]*)</textarea>", shown)
    assert found and found[1] == "Full shops\nNew lab"


def test_two_metrics_are_told_by_their_titles_and_one_is_kept_by_its_id(cycle: Document, client_of: Any):
    shown = disputed(client_of, "action-plan/", "plan.metric", "1.ela", "Daily attendance")
    assert 'value="School and program ELA MCAS; Daily attendance"' in shown
    sent = {"q.plan.metric": "Daily attendance", "was.plan.metric": "1.ela", "keep.plan.metric": "both"}
    sent |= {"both.plan.metric": "School and program ELA MCAS"}
    assert client_of("contributor").post(f"{BASE}action-plan/", sent).status_code == 302
    assert Document.objects.get(pk=cycle.pk).answers == {"plan.metric": "1.ela"}
