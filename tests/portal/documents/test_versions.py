"""The text of each version, a draft beside it, and what a district is told before it sends the same again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.portal import factories
from tests.portal.level_revisions.steps import upload
from tests.portal.plans.steps import BELOW, CHECK, PLAN, figures, send, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home")]
HISTORY = f"{PLAN}history/"
NOTE = "Say which staff will tutor."
CHANGED = {"was.female.plan": "Tutors twice a week.", "q.female.plan": "Tutors three times a week."}


@pytest.fixture
def returned(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    answer = client_of("liaison").post(reverse("review_plan_return", args=[plan.pk]), {"note": NOTE})
    assert answer.status_code == 302
    return plan


def test_one_version_can_be_read_by_itself(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    for client, url in (("viewer", HISTORY), ("liaison", reverse("review_plan_history", args=[plan.pk]))):
        shown = text(client_of(client).get(url))
        assert "What version 1 says" in shown and "Tutors twice a week." in shown
        assert "90% of it is 81%." in shown and "word by word" not in shown
    assert client_of("viewer").get(f"{HISTORY}?v=2").status_code == 404


def test_each_version_is_chosen_by_a_link(returned, client_of):
    director = client_of("cte_director")
    director.post(PLAN, CHANGED)
    director.post(CHECK, {"note": ""})
    shown = text(director.get(HISTORY))
    assert "What version 2 says" in shown and "?v=1#version" in shown
    section = text(director.get(f"{HISTORY}?v=1")).partition("What version 1 says")[2].partition("word by word")[0]
    assert "Tutors twice a week." in section and "three times" not in section


def test_the_draft_is_compared_for_those_who_may_read_it_alone(returned, client_of):
    director = client_of("cte_director")
    director.post(PLAN, CHANGED)
    for query in ("", "?a=1&b=draft"):
        shown = text(director.get(f"{HISTORY}{query}"))
        assert "Version 1 and the draft, word by word" in shown and "three times" in shown and "<del>" in shown
    review = reverse("review_plan_history", args=[returned.pk])
    for client, url in (("liaison", review), ("liaison", HISTORY), ("administrator", HISTORY)):
        assert client_of(client).get(f"{url}?a=1&b=draft").status_code == 404
        shown = text(client_of(client).get(url))
        assert "three times" not in shown and "the draft" not in shown


def test_a_draft_holds_nothing_the_state_has_typed_and_not_sent(published, client_of):
    factories.state_levels(2018)
    director, superintendent, liaison = map(client_of, ("cte_director", "superintendent", "liaison"))
    director.post("/d/00010000/2018/levels/propose/", {"then": "adopt"})
    superintendent.post("/d/00010000/2018/levels/check/", {"note": ""})
    levels = factories.Document.objects.get(kind="levels")
    liaison.post(reverse("review_levels", args=[levels.pk]), {"q.1S1.countered": "77.25", "q.1S1.answer": "Low."})
    superintendent.post("/d/00010000/2018/levels/take-back/", {"note": ""})
    shown = text(director.get("/d/00010000/2018/levels/history/"))
    assert "Version 1 and the draft" in shown and "77.25" not in shown


def test_who_sends_again_reads_the_note_and_whether_anything_changed(returned, client_of):
    director, same = client_of("cte_director"), "Nothing was changed since version 1."
    shown = text(director.get(CHECK))
    assert NOTE in shown and same in shown
    director.post(PLAN, CHANGED)
    shown = text(director.get(CHECK))
    assert NOTE in shown and same not in shown
    director.post(PLAN, {"was.female.plan": CHANGED["q.female.plan"], "q.female.plan": "Tutors twice a week."})
    assert same in text(director.get(CHECK))
    director.post(f"{PLAN}files/", upload(name="evidence.pdf"))
    assert same not in text(director.get(CHECK))
    assert "Nothing was changed" not in text(client_of("liaison").get(CHECK))
