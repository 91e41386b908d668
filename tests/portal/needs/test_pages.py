"""Pages of the workspace: checks are named, comments are where people write, every open cycle is on the home page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from openperkins.portal.documents import actions
from openperkins.portal.documents.models import Comment, Document
from openperkins.portal.needs.editions import instrument_of
from tests.portal import factories
from tests.portal.factories import DISTRICT

BASE = f"/d/{DISTRICT}/clna/2018/"


@pytest.fixture
def cycle(organizations: Any) -> Document:
    return factories.needs_assessment(
        DISTRICT, 2018, {"7.1.a.answer": "yes", "7.1.c.answer": "applies_not", "plan.school.1.what": "Tutor"}
    )


def test_every_check_is_named_and_what_has_no_answer_is_linked(cycle: Document, client_of: Any):
    page = client_of("contributor").get(f"{BASE}7/").content.decode()
    for check in instrument_of(cycle).checks:
        key = check.id.replace(".", "-")
        assert f"<strong>{check.id}</strong>" in page and f'id="k-{key}"' in page
        assert (f'href="#k-{key}"' in page) == (check.id not in ("7.1.a", "7.1.c"))
    assert "<strong>Does not apply</strong>" in client_of("viewer").get(f"{BASE}7/").content.decode()


@pytest.mark.parametrize(
    ("page", "question"),
    [
        ("1/", "1.identify.highlights"),
        ("1/", "1.1.rating.school"),
        ("1/", "1.time_on_learning.value.school.all"),
        ("1/?program=010205", "1.1.rating.010205"),
        ("7/", "7.1.a.answer"),
        ("action-plan/", "plan.challenge"),
        ("action-plan/", "plan.school.1.what"),
    ],
)
def test_comments_are_made_and_read_where_the_answer_is_written(
    cycle: Document, client_of: Any, page: str, question: str
):
    client = client_of("contributor")
    shown = client.get(f"{BASE}{page}").content.decode()
    assert f'href="{BASE}comment/?at={question}"' in shown
    form = client.get(f"{BASE}comment/?at={question}").content.decode()
    assert re.search(rf'value="{re.escape(question)}"\s+selected', form)
    sent = client.post(f"{BASE}comment/?at={question}", {"question": question, "text": "Ask the shops."})
    assert sent.status_code == 302
    assert "Ask the shops." in client.get(f"{BASE}{page}").content.decode()
    actions.settle(Comment.objects.get(), by=factories.reach_with("cte_director", DISTRICT))
    assert "Ask the shops." not in client.get(f"{BASE}{page}").content.decode(), (
        "what is answered is on the cycle's page"
    )


def test_a_single_persons_rating_is_nothing_to_comment_on(cycle: Document, client_of: Any):
    own = f"1.1.rating.school.by.{cycle.begun_by_id}"
    sent = client_of("contributor").post(f"{BASE}comment/?at={own}", {"question": own, "text": "Why?"})
    assert sent.status_code == 422 and not Comment.objects.exists()


def test_the_home_page_lists_every_cycle_with_open_work(cycle: Document, client_of: Any):
    factories.needs_assessment(DISTRICT, 2020)
    page = client_of("cte_director").get(f"/d/{DISTRICT}/2018/").content.decode()
    assert BASE in page and f"/d/{DISTRICT}/clna/2020/" in page
