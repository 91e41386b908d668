"""How far plans are: written, sent and accepted counted apart, the same on the district's and the State's pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.deadlines.done import done_on
from openperkins.schoolyear import SchoolYear
from tests.portal.factories import DISTRICT
from tests.portal.plans.steps import BELOW, TASKS, accept, figures, send, tick, written
from tests.portal.plans.steps import text as source

YEAR = SchoolYear(2018)
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


def test_a_population_added_to_an_accepted_plan_is_owed_again_and_counted_so(organizations, client_of):
    """W9 asks for a plan of each population; the accepted one speaks for its own alone."""
    director, liaison = client_of("cte_director"), client_of("liaison")

    def all_say(counted: str, on_list: str, *, done: bool) -> None:
        for page in (director.get(TASKS), director.get(HOME), liaison.get(TASKS)):
            assert counted in text(page), page.request["PATH_INFO"]
        assert on_list in _on_the_list(client_of)
        assert (DISTRICT in done_on("improvement_plans", [DISTRICT], YEAR)) == done
        deadlines = text(director.get(f"/d/{DISTRICT}/2018/deadlines/"))
        assert ("2S1 to revise; send again" in deadlines) != done

    figures(2017, i2S1_female=BELOW)
    plan = send(client_of)
    accept(client_of, plan)
    all_say("1 of 1 chart sent, 1 of 1 accepted or waived", "1 of 1 accepted or waived", done=True)
    figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW)
    all_say("0 of 1 chart sent, 0 of 1 accepted or waived", "In progress", done=False)
    together = text(director.get(reverse("send_together", args=[DISTRICT, 2018])))
    assert "also ask for: Male. The accepted plan says nothing of it: revise the plan and send it." in together
    director.post(f"{_url('2S1')}revise/", {"note": ""})
    all_say("0 of 1 chart sent, 0 of 1 accepted or waived", "0 of 1 accepted or waived", done=False)
    assert "write it in the revision and send that" in text(director.get(TASKS))
    send(client_of, "male")
    all_say("1 of 1 chart sent, 0 of 1 accepted or waived", ">Sent</span>", done=True)
    assert "The accepted plan says nothing of it; a revision is with the State." in text(liaison.get(TASKS))
    liaison.post(reverse("review_plan_return", args=[plan.pk]), {"note": "Who?"})
    all_say("0 of 1 chart sent, 0 of 1 accepted or waived", "Returned", done=False)
    director.post(f"{_url('2S1')}check/", {"note": ""})
    accept(client_of, plan, "female", "male")
    all_say("1 of 1 chart sent, 1 of 1 accepted or waived", "1 of 1 accepted or waived", done=True)


def test_a_population_a_waiver_covers_is_not_owed_again(organizations, client_of):
    figures(2017, i2S1_female=BELOW)
    client_of("administrator").post(f"{_url('2S1')}waive/", {"note": "The program ended."})
    figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW)
    assert "1 of 1 chart sent, 1 of 1 accepted or waived" in text(client_of("cte_director").get(TASKS))
    assert "1 of 1 accepted or waived" in _on_the_list(client_of)
    assert DISTRICT in done_on("improvement_plans", [DISTRICT], YEAR)
