"""A district's levels: every status × step × role as the table says, and what follows from each step."""

from __future__ import annotations

import pytest

from openperkins.accountability.names import INDICATORS
from openperkins.portal.audit.models import Event, NeverChanged
from openperkins.portal.directory.agreements import Agreements
from openperkins.portal.directory.models import Organization
from openperkins.portal.directory.parts import Part
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.queries import agreed_levels, floors
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.level_negotiation import NEGOTIATION
from openperkins.workflows.rights import rights, roles
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE, reach_with

YEAR = SchoolYear(2018)
ADOPTED = [Change(f"{indicator}.choice", "", "adopt") for indicator in INDICATORS]
#: what has to be there before a step can be taken, by status
COUNTER = [Change("1S1.countered", "", "88"), Change("1S1.answer", "", "Like districts agreed on 88.")]


@pytest.fixture
def district(published) -> Organization:
    """Alderbrook after 2016-17, in which it missed every level; the State's levels of 2017-18 are set."""
    factories.state_levels(2018)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT, CONSORTIUM)
    return Organization.objects.get(pk=DISTRICT)


def begun(district: Organization, changes=ADOPTED) -> Document:
    director = reach_with("cte_director", DISTRICT)
    document = actions.begin(kind="levels", organization=district, year=YEAR, by=director)
    assert actions.save(document, changes=changes, by=director) == []
    return document


def in_status(district: Organization, status: str) -> Document:
    """A negotiation moved by people to a status."""
    document = begun(district)
    liaison, superintendent = reach_with("liaison", STATE), reach_with("superintendent", DISTRICT)
    if status != "draft":
        actions.take(document, "send", by=superintendent)
    if status == "countered":
        actions.save(document, changes=COUNTER, by=liaison)
        actions.take(document, "counter", by=liaison)
    elif status == "returned":
        actions.take(document, "return", by=liaison, note="Explain 2S1.")
    elif status == "agreed":
        actions.take(document, "agree", by=liaison)
    document = Document.objects.get(pk=document.pk)
    assert document.status == status
    return document


@pytest.mark.parametrize("status", NEGOTIATION.statuses)
@pytest.mark.parametrize("step", [step.name for step in NEGOTIATION.steps])
def test_each_role_can_take_a_step_as_the_table_says(district, status, step):
    factories.adopted(2018, levels__agreed="open")
    for role, held in roles().items():
        made = in_status(district, status)
        if step == "counter" and status == "sent":
            actions.save(made, changes=COUNTER, by=reach_with("liaison", STATE))
        by = reach_with(role, DISTRICT if held.side == "district" else STATE)
        wanted = NEGOTIATION.step(step)
        allowed = rights()[wanted.action].reach[role] != "-" and status in wanted.from_
        try:
            actions.take(made, step, by=by, note="Because.")
        except Refused as refused:
            assert not allowed, (role, refused.reasons)
            may = rights()[wanted.action].reach[role] != "-"
            assert may == (f"Your roles do not let you {rights()[wanted.action].says}." not in refused.reasons)
            assert (status in wanted.from_) == (not any("this step is not open" in r for r in refused.reasons))
            assert Document.objects.get(pk=made.pk).status == status
        else:
            assert allowed, role
            assert Document.objects.get(pk=made.pk).status == wanted.to
        _forget()


def _forget() -> None:
    """What is written once goes only by hand, and only in a test."""
    from django.db import connection

    with connection.cursor() as cursor:
        for model in (AgreedLevel, Move):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    Document.objects.update(in_force=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_revision")
    Document.objects.first().typed.all().delete()
    Document.objects.all().delete()


def test_the_states_progress_names_an_offer_as_the_pages_of_levels_do(district):
    in_status(district, "countered")
    assert Agreements([DISTRICT], YEAR).levels(district) == Part("State countered")


def test_agreed_levels_are_written_once_with_where_they_come_from(district):
    document = in_status(district, "countered")
    move = actions.take(document, "accept", by=reach_with("negotiator", DISTRICT))
    found = agreed_levels(YEAR, DISTRICT)[DISTRICT]
    assert set(found) == set(INDICATORS)
    assert (found["1S1"].level, found["1S1"].source) == ("88", "countered")
    assert (found["2S1"].level, found["2S1"].source) == ("90", "state")
    assert Document.objects.get(pk=document.pk).in_force == move.revision
    with pytest.raises(NeverChanged):
        AgreedLevel.objects.update(level="1")
    told = Notice.objects.filter(kind="document.accept").values_list("person__email", "link")
    assert ("liaison.00000000@example.org", f"/s/review/levels/{document.pk}/") in told
    assert ("superintendent.00010000@example.org", "/d/00010000/2018/levels/propose/") in told
    assert "negotiator.00010000@example.org" not in dict(told)
    assert Event.objects.filter(verb="document.accept", about=f"document {document.pk}").count() == 1


def test_agreed_levels_are_final_while_the_rules_say_so(district):
    document, liaison = in_status(district, "agreed"), reach_with("liaison", STATE)
    with pytest.raises(Refused) as refused:
        actions.take(document, "reopen", by=liaison, note="The State changed 5S1.")
    assert refused.value.reasons == [
        "By the rules of 2017-18 agreed levels are final; 5S1 alone can be revised, after a loss of jobs."
    ]


def test_agreed_levels_hold_until_others_are_agreed(district):
    factories.adopted(2018, levels__agreed="open")
    document, liaison = in_status(district, "agreed"), reach_with("liaison", STATE)
    first = agreed_levels(YEAR, DISTRICT)[DISTRICT]
    with pytest.raises(Refused, match="Say why"):
        actions.take(document, "reopen", by=liaison)
    actions.take(document, "reopen", by=liaison, note="The State weighs 1S1 anew.")
    assert agreed_levels(YEAR, DISTRICT)[DISTRICT] == first
    wish = [Change("1S1.choice", "adopt", "propose"), Change("1S1.level", "", "85"), Change("1S1.reasons", "", "Few.")]
    actions.save(Document.objects.get(pk=document.pk), changes=wish, by=reach_with("cte_director", DISTRICT))
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    actions.take(document, "agree", by=liaison)
    now = agreed_levels(YEAR, DISTRICT)[DISTRICT]
    assert (now["1S1"].level, now["1S1"].version, now["1S1"].source) == ("85", 2, "proposed")
    assert all(now[one] == first[one] for one in INDICATORS if one != "1S1")
    told = Notice.objects.filter(kind="document.reopen").values_list("person__email", flat=True)
    assert {"superintendent.00010000@example.org", "cte_director.00010000@example.org"} <= set(told)


def test_a_year_without_a_floor_takes_any_level(published):
    factories.publish(2017, version=2, i2S1_all=[200, 180, "90.00", "met", "not_required"])
    factories.state_levels(2018, i2S1="92")
    assert floors(DISTRICT, YEAR)["2S1"].level == "92"
    factories.adopted(2018, levels__floor_after_meeting="none")
    assert floors(DISTRICT, YEAR)["2S1"].level is None


def test_a_level_under_the_floor_is_not_sent_and_the_page_says_why(published):
    factories.publish(2017, version=2, i2S1_all=[200, 180, "90.00", "met", "not_required"])
    factories.state_levels(2018, i2S1="92")
    district = Organization.objects.get(pk=DISTRICT)
    wishes = [c for c in ADOPTED if not c.question.startswith("2S1")]
    wishes += [Change("2S1.choice", "", "propose"), Change("2S1.level", "", "91.5"), Change("2S1.reasons", "", "Few.")]
    document = begun(district, wishes)
    with pytest.raises(Refused) as refused:
        actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    assert refused.value.reasons == [
        "2S1: The State level of 2016-17, 90%, was met (180 of 200 = 90.00%), so the level cannot be below 92%."
    ]


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ([], "1S1: Adopt the State level or propose another."),
        ([Change("1S1.choice", "", "propose")], "1S1: Enter the level you propose."),
        (
            [Change("1S1.choice", "", "propose"), Change("1S1.level", "", "ninety"), Change("1S1.reasons", "", "x")],
            "1S1: “ninety” is not a level: write a percentage such as 86.5.",
        ),
        (
            [Change("1S1.choice", "", "propose"), Change("1S1.level", "", "85")],
            "1S1: Give the reasons for another level than the State's.",
        ),
    ],
)
def test_every_fault_is_said_at_once(district, wishes, says):
    document = begun(
        district, [c for c in ADOPTED if c.question != "1S1.choice" and c.question != "6S2.choice"] + wishes
    )
    with pytest.raises(Refused) as refused:
        actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    assert refused.value.reasons == [f"{says} 6S2: Adopt the State level or propose another."]


def test_nothing_is_sent_before_the_state_has_set_its_levels(published):
    with pytest.raises(Refused, match="has not set its levels of 2017-18"):
        begun(Organization.objects.get(pk=DISTRICT))
    document = factories.negotiation(DISTRICT, YEAR.ends, "draft")
    with pytest.raises(Refused, match="has not set its levels of 2017-18"):
        actions.take(document, "send", by=reach_with("superintendent", DISTRICT))


def test_who_made_the_last_change_does_not_send_alone(district, settings):
    superintendent = reach_with("superintendent", DISTRICT)
    document = begun(district)
    actions.save(document, changes=[Change("1S1.reasons", "", "Seen.")], by=superintendent)
    with pytest.raises(Refused, match="a second person sends it"):
        actions.take(document, "send", by=superintendent)
    actions.take(document, "send", by=reach_with("negotiator", DISTRICT))
    actions.take(document, "withdraw", by=superintendent)
    settings.TWO_PEOPLE = []
    actions.take(document, "send", by=superintendent)


def test_a_member_of_a_consortium_shares_its_levels(district):
    member = Organization.objects.get(pk=MEMBER)
    director = reach_with("cte_director", MEMBER)
    with pytest.raises(Refused, match="consortium's levels hold"):
        actions.begin(kind="levels", organization=member, year=YEAR, by=director)
    document = factories.negotiation(MEMBER, YEAR.ends, "draft")  # begun before it was a member
    actions.save(document, changes=ADOPTED, by=director)
    with pytest.raises(Refused, match="consortium's levels hold"):
        actions.take(document, "send", by=reach_with("superintendent", MEMBER))


def test_what_is_sent_is_frozen_and_later_changes_make_another_version(district):
    document = in_status(district, "returned")
    sent = document.revisions.get(number=1)
    with pytest.raises(NeverChanged):
        sent.save()
    changes = [
        Change("1S1.choice", "adopt", "propose"),
        Change("1S1.level", "", "85"),
        Change("1S1.reasons", "", "New."),
    ]
    actions.save(document, changes=changes, by=reach_with("cte_director", DISTRICT))
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    first, second = document.revisions.order_by("number")
    assert first.answers["1S1.choice"] == "adopt" and second.answers["1S1.level"] == "85"
    assert [move.step for move in document.moves.order_by("number")] == ["send", "return", "send"]


@pytest.mark.parametrize("status", ["sent", "agreed"])
def test_a_district_cannot_type_into_what_it_sent(district, status):
    document = in_status(district, status)
    with pytest.raises(Refused):
        actions.save(document, changes=[Change("1S1.reasons", "", "More")], by=reach_with("cte_director", DISTRICT))
    assert not document.typed.filter(question="1S1.reasons").exists()


def test_neither_side_types_at_the_others_questions(district):
    document = in_status(district, "sent")
    with pytest.raises(Refused, match="not open to you"):
        actions.save(document, changes=[Change("1S1.level", "", "1")], by=reach_with("liaison", STATE))
    document = Document.objects.get(pk=document.pk)
    actions.take(document, "withdraw", by=reach_with("superintendent", DISTRICT))
    for question in ("1S1.countered", "9S9.level", "1S1.other"):
        with pytest.raises(Refused, match="not open to you"):
            actions.save(document, changes=[Change(question, "", "1")], by=reach_with("cte_director", DISTRICT))


def test_an_offer_that_is_not_sent_is_not_agreed_over(district):
    document, liaison = in_status(district, "sent"), reach_with("liaison", STATE)
    actions.save(document, changes=COUNTER[:1], by=liaison)
    with pytest.raises(Refused, match="send it, or clear it"):
        actions.take(document, "agree", by=liaison)
    with pytest.raises(Refused, match="Say why you offer another level"):
        actions.take(document, "counter", by=liaison)
    actions.save(document, changes=[Change("1S1.countered", "88", "")], by=liaison)
    actions.take(document, "agree", by=liaison)


def test_sending_again_leaves_the_offers_in_the_version_they_were_sent_with(district):
    document = in_status(district, "countered")
    director = reach_with("cte_director", DISTRICT)
    actions.save(document, changes=[Change("1S1.reasons", "", "We hold on.")], by=director)
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    document = Document.objects.get(pk=document.pk)
    assert document.counters == {}
    assert document.revisions.get(number=2).answers["1S1.countered"] == "88"
    actions.take(document, "agree", by=reach_with("liaison", STATE))
    assert agreed_levels(YEAR, DISTRICT)[DISTRICT]["1S1"].level == "90"


def test_a_liaison_of_other_districts_decides_nothing(district):
    document = in_status(district, "sent")
    stranger = factories.person_with("liaison", STATE, name="Nobody")
    stranger.assignments.all().delete()
    with pytest.raises(Refused, match="Your roles do not let you"):
        actions.take(document, "agree", by=reach_with("liaison", STATE))
    assert Document.objects.get(pk=document.pk).status == "sent"
    with pytest.raises(Refused):
        actions.save(document, changes=COUNTER, by=reach_with("superintendent", OTHER))
