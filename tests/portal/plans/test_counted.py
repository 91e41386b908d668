"""How far plans are: written, sent and accepted counted apart, the same on the district's and the State's pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.portal.factories import DISTRICT
from tests.portal.plans.steps import BELOW, TASKS, accept, figures, send, tick, written
from tests.portal.plans.steps import text as source

HOME = f"/d/{DISTRICT}/2017/"


def text(answer) -> str:
    return " ".join(source(answer).split())


def _url(indicator: str) -> str:
    return f"{TASKS}{indicator}/"


@pytest.fixture
def plans(organizations, client_of):
    """Four charts are owed: 1S1 is accepted, 1S2 returned, 2S1 with the State, 6S2 a draft; all are written."""
    figures(2017, i1S1_female=BELOW, i1S2_female=BELOW, i2S1_female=BELOW, i6S2_female=BELOW)
    accepted = send(client_of, url=_url("1S1"))
    accept(client_of, accepted)
    returned = send(client_of, url=_url("1S2"))
    client_of("liaison").post(reverse("review_plan_return", args=[returned.pk]), {"note": "Who?"})
    send(client_of, url=_url("2S1"))
    client_of("cte_director").post(_url("6S2"), written())
    return accepted


def _on_the_list(client_of) -> str:
    shown = text(client_of("administrator").get(f"{reverse('progress')}?year=2018"))
    return shown.partition("Alderbrook")[2].partition("</tr>")[0]


def test_written_sent_and_accepted_are_counted_apart(plans, client_of):
    says = "4 of 4 entries written, 2 of 4 charts sent, 1 of 4 accepted or waived"
    shown = text(client_of("cte_director").get(TASKS))
    assert says in shown and 'max="4" value="1"' in shown and "complete" not in shown.partition("<main")[2]
    for word in ("Accepted", "Returned: changes needed", "Sent", "Written"):
        assert f">{word}</span>" in shown
    assert says in text(client_of("superintendent").get(HOME))
    # how far a district has written is its own
    shown = text(client_of("liaison").get(TASKS))
    assert "2 of 4 charts sent, 1 of 4 accepted or waived" in shown and "entries written" not in shown
    assert "1 of 4 accepted or waived" in _on_the_list(client_of)


def test_what_is_in_force_is_settled_whatever_becomes_of_its_revision(plans, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")

    def both_say(words: str, sent: int) -> None:
        shown = text(director.get(TASKS))
        assert f"Version 2 in force, {words}" in shown
        for page in (shown, text(director.get(HOME))):
            assert f"{sent} of 4 charts sent, 1 of 4 accepted or waived" in page
        assert f"Version 2 in force, {words}" in text(liaison.get(TASKS))
        assert "1 of 4 accepted or waived" in _on_the_list(client_of)

    director.post(f"{_url('1S1')}revise/", {"note": ""})
    both_say("revision begun", 2)
    director.post(f"{_url('1S1')}check/", {"note": ""})
    both_say("revision in review", 2)
    liaison.post(reverse("review_plan_return", args=[plans.pk]), {"note": "No."})
    both_say("revision returned", 2)
    director.post(f"{_url('1S1')}check/", {"note": ""})
    tick(client_of, plans)
    liaison.post(reverse("review_plan_meets", args=[plans.pk]), {"note": ""})
    assert "in force, revision" not in text(director.get(TASKS))
