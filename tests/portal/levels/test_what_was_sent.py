"""What was sent binds: the State's level it was said against, and the offer that is accepted."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document, Revision
from openperkins.portal.levels import actions as levels_actions
from openperkins.portal.levels.models import StateLevels
from openperkins.portal.levels.page import negotiation
from openperkins.portal.levels.queries import agreed_levels
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE, reach_with
from tests.portal.levels.test_negotiation import COUNTER, YEAR, begun, district, in_status

__all__ = ["district"]

PROPOSE = "/d/00010000/2018/levels/propose/"


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def set_again(**changed: str) -> StateLevels:
    """Other levels of the State for the same year, proposed by one person and set by another."""
    now = StateLevels.objects.get(school_year=2018, status="set").levels
    wanted = {indicator: changed.get(f"i{indicator}", level) for indicator, level in now.items()}
    one = levels_actions.propose(year=YEAR, levels=wanted, reason="Again.", by=reach_with("data_steward", STATE))
    levels_actions.set_levels(one, by=reach_with("administrator", STATE))
    return one


def test_an_offer_is_accepted_as_it_was_made_or_not_at_all(district):
    document, superintendent = in_status(district, "countered"), reach_with("superintendent", DISTRICT)
    sly = [Change("1S2.choice", "adopt", "propose"), Change("1S2.level", "", "10"), Change("1S2.reasons", "", "Why?")]
    actions.save(document, changes=sly, by=reach_with("cte_director", DISTRICT))
    with pytest.raises(Refused) as refused:
        actions.take(document, "accept", by=superintendent)
    assert refused.value.reasons == [
        "Changed since the State's offer: 1S2. Put it back as it was, or send the levels again."
    ]
    back = [Change("1S2.choice", "propose", "adopt"), Change("1S2.level", "10", "")]
    actions.save(Document.objects.get(pk=document.pk), changes=back, by=reach_with("cte_director", DISTRICT))
    actions.take(document, "accept", by=superintendent)
    assert agreed_levels(YEAR, DISTRICT)[DISTRICT]["1S2"].level == "90"


def test_a_state_level_that_changed_meanwhile_is_not_agreed_on_unseen(district, client_of):
    document = in_status(district, "sent")
    set_again(i1S1="99")
    liaison, superintendent = reach_with("liaison", STATE), reach_with("superintendent", DISTRICT)
    says = (
        "The State's levels changed since these were sent (1S1 from 90% to 99%): the district has to send them again."
    )
    with pytest.raises(Refused) as refused:
        actions.take(document, "agree", by=liaison)
    assert refused.value.reasons == [says]
    shown = text(client_of("liaison").get(reverse("review_levels", args=[document.pk])))
    assert "The State level is adopted, 90%." in shown and says in shown
    actions.save(Document.objects.get(pk=document.pk), changes=COUNTER, by=liaison)
    with pytest.raises(Refused, match="send them again"):
        actions.take(document, "counter", by=liaison)
    actions.take(document, "withdraw", by=superintendent)
    actions.take(document, "send", by=superintendent)
    clear = [Change("1S1.countered", "88", ""), Change("1S1.answer", "Like districts agreed on 88.", "")]
    actions.save(Document.objects.get(pk=document.pk), changes=clear, by=liaison)
    actions.take(document, "agree", by=liaison)
    assert agreed_levels(YEAR, DISTRICT)[DISTRICT]["1S1"].level == "99"


def test_an_offer_made_against_other_state_levels_is_not_accepted(district):
    document = in_status(district, "countered")
    set_again(i2S1="91")
    with pytest.raises(Refused, match="2S1 from 90% to 91%"):
        actions.take(document, "accept", by=reach_with("superintendent", DISTRICT))
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))


def test_a_version_says_against_which_state_levels_it_was_said(district, client_of):
    document = in_status(district, "sent")
    first = document.revisions.get()
    assert first.answers["1S1.state"] == "90"
    set_again(i1S1="99")
    actions.take(document, "withdraw", by=reach_with("superintendent", DISTRICT))
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    second = document.revisions.last()
    assert (second.answers["1S1.state"], second.sha256 != first.sha256) == ("99", True)
    shown = text(client_of("superintendent").get("/d/00010000/2018/levels/history/"))
    assert ": State level" in shown and "<del" in shown


def test_nobody_types_the_state_level_of_a_version(district):
    with pytest.raises(Refused, match="not open to you"):
        actions.save(begun(district), changes=[Change("1S1.state", "", "1")], by=reach_with("cte_director", DISTRICT))


def test_districts_are_told_what_changed(district):
    set_again(i1S1="99", i6S2="95.5")
    said = Notice.objects.filter(kind="state_levels.set").latest("pk").body
    assert said.endswith(
        "Changed: 1S1 from 90% to 99%, 6S2 from 90% to 95.5%. Levels that were sent already have to be sent again."
    )


def test_who_decides_sees_offers_and_reasons(district, client_of):
    document = in_status(district, "sent")
    actions.save(document, changes=COUNTER, by=reach_with("liaison", STATE))
    offer = text(client_of("liaison").get(reverse("counter_levels", args=[document.pk])))
    assert "The State offers 88%:" in offer and "Like districts agreed on 88." in offer
    # what is not sent is the State's own
    waiting = text(client_of("superintendent").get(PROPOSE))
    assert "Like districts agreed on 88." not in waiting and "The State offers" not in waiting
    assert "so a lower level can be proposed." in waiting  # the floor, also while it waits
    actions.take(document, "counter", by=reach_with("liaison", STATE))
    accepting = text(client_of("superintendent").get("/d/00010000/2018/levels/accept/"))
    assert "The State offers 88%:" in accepting and "Like districts agreed on 88." in accepting


def test_the_last_level_is_the_one_agreed_last(district):
    page = negotiation(district, YEAR)
    assert (page.rows[0].last.level, str(page.rows[0].last.year)) == ("90", "2016-17")
    factories.agree(factories.negotiation(DISTRICT, 2017, "agreed"), i1S1="88")
    last = negotiation(district, YEAR).rows[0].last
    assert (last.level, str(last.year), last.source) == ("88", "2016-17", "agreed")
    assert negotiation(district, YEAR).rows[1].last.level == "90"


def test_a_plan_accepted_here_is_on_file_in_what_if(district):
    begun(district, [Change("1S1.choice", "", "adopt")])
    before = negotiation(district, YEAR).rows[0].would_owe
    plan = Document.objects.create(
        kind="improvement_plan",
        organization=district,
        school_year=2018,
        part="1S1",
        status="meets",
        begun_by=factories.person_with("cte_director", DISTRICT),
    )
    said = {"number": 1, "answers": {"male.plan": "M. Silva tutors."}, "sha256": "0" * 64}
    plan.in_force = Revision.objects.create(document=plan, made_by=plan.begun_by, made_at=timezone.now(), **said)
    plan.save()
    after = negotiation(district, YEAR).rows[0].would_owe
    assert set(before) - set(after) == {"Male"} and set(after) < set(before)


def test_the_page_of_levels_begins_with_what_is_agreed(district, client_of):
    director = client_of("cte_director")
    shown = text(director.get("/d/00010000/2018/levels/"))
    assert "Adopt or propose levels of 2017-18: nothing is saved yet" in shown
    assert "agreed or published for 2017-18" in shown
    actions.take(in_status(district, "sent"), "agree", by=reach_with("liaison", STATE))
    shown = text(director.get("/d/00010000/2018/levels/"))
    assert "Negotiation of the levels of 2017-18: Agreed" in shown and "Levels agreed for 2017-18" in shown
    assert "the State level was adopted" in shown and "these levels will judge them" in shown


def test_a_question_that_is_none_any_more_is_compared_and_printed(district):
    document = in_status(district, "sent")
    first = document.revisions.last()
    gone = first.answers | {"1S1.gone": "as it was", "gone": "as well"}
    Revision.objects.create(
        document=document, number=2, answers=gone, sha256="a" * 64, made_by=first.made_by, made_at=timezone.now()
    )
    client = factories.signed_in(factories.person_with("viewer", DISTRICT))
    shown = text(client.get(f"/d/{DISTRICT}/2018/levels/history/?a=1&b=2"))
    assert "1S1.gone" in shown and "as well" in shown
    assert client.get(f"/d/{DISTRICT}/2018/levels/record.pdf").status_code == 200
