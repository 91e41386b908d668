"""Levels negotiated again after a request was granted: the revised level holds until its answers come to another."""

from __future__ import annotations

import io

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.accountability.names import INDICATORS
from openperkins.deadlines.moments import date_in_words, day_of
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.levels.models import AgreedLevel
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE, reach_with
from tests.portal.level_revisions.steps import URL, YEAR, in_status, text

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def granted(published) -> Document:
    """The negotiation of 2017-18, agreed on the State's 90 everywhere; 5S1 is revised to 85 since."""
    factories.state_levels(2018)
    factories.adopted(2018, levels__agreed="open")
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    district, director = Organization.objects.get(pk=DISTRICT), reach_with("cte_director", DISTRICT)
    document = actions.begin(kind="levels", organization=district, year=YEAR, by=director)
    actions.save(document, changes=[Change(f"{one}.choice", "", "adopt") for one in INDICATORS], by=director)
    _agree(document)
    in_status("granted")
    return document


def _agree(document: Document) -> None:
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    actions.take(document, "agree", by=reach_with("liaison", STATE))


def _negotiate_again(document: Document, **levels: str) -> None:
    """Opened again, with other levels of some indicators (`i1S1="85"`), and agreed."""
    actions.take(document, "reopen", by=reach_with("liaison", STATE), note="1S1 again.")
    document = Document.objects.get(pk=document.pk)
    for name, level in levels.items():
        typed = document.answers
        said = {"choice": "propose", "level": level, "reasons": "Few students."}
        changes = [Change(f"{name[1:]}.{part}", typed.get(f"{name[1:]}.{part}", ""), one) for part, one in said.items()]
        assert actions.save(document, changes=changes, by=reach_with("cte_director", DISTRICT)) == []
        document = Document.objects.get(pk=document.pk)
    _agree(document)


def _versions(indicator: str) -> list[tuple[int, str, str]]:
    found = AgreedLevel.objects.filter(organization=DISTRICT, indicator=indicator).order_by("version")
    return [(one.version, one.level, one.source) for one in found]


def _letter(client) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(client.get(f"{URL}letter.docx").content)).paragraphs)


def test_a_revised_level_holds_while_others_are_negotiated_again(granted, client_of):
    _negotiate_again(granted, i1S1="85")
    assert _versions("1S1") == [(1, "90", "state"), (2, "85", "proposed")]
    assert _versions("5S1") == [(1, "90", "state"), (2, "85", "revision")]
    factories.state_levels(2018, i5S1="91")  # another level of the State's is no other answer of the district's
    _negotiate_again(granted)
    assert _versions("5S1") == [(1, "90", "state"), (2, "85", "revision")]
    client = client_of("cte_director")
    assert "The 5S1 level of 2017-18 is 85% since" in text(client.get(URL))
    assert "The 5S1 level of 2017-18 is 85% from" in _letter(client) and "until" not in _letter(client)


def test_a_revised_level_gives_way_to_another_that_is_agreed(granted, client_of):
    _negotiate_again(granted, i5S1="88")
    assert _versions("5S1") == [(1, "90", "state"), (2, "85", "revision"), (3, "88", "proposed")]
    made, later = AgreedLevel.objects.filter(indicator="5S1", version__gt=1).order_by("version")
    from_, until = (date_in_words(day_of(one.agreed_at)) for one in (made, later))
    client = client_of("cte_director")
    shown = text(client.get(URL))
    assert f"The 5S1 level of 2017-18 was 85% from {from_} until {until}, version 2." in shown
    assert "is 85% since" not in shown
    assert f"The 5S1 level of 2017-18 was 85% from {from_} until {until} instead of 90%." in _letter(client)
    _negotiate_again(granted, i1S1="85")
    assert len(_versions("5S1")) == 3


def test_a_revised_level_gives_way_to_what_is_agreed_after_it_was_confirmed(granted):
    _negotiate_again(granted, i5S1="85")
    assert _versions("5S1")[-1] == (2, "85", "revision")
    _negotiate_again(granted, i5S1="90")
    assert _versions("5S1")[-1] == (3, "90", "proposed")


def _sent_again(document: Document, **answers: str) -> str:
    """Opened again and sent with other answers; the State's page of it."""
    actions.take(document, "reopen", by=reach_with("liaison", STATE), note="Again.")
    document = Document.objects.get(pk=document.pk)
    typed = document.answers
    changes = [Change(f"5S1.{part}", typed.get(f"5S1.{part}", ""), one) for part, one in answers.items()]
    assert actions.save(document, changes=changes, by=reach_with("cte_director", DISTRICT)) == []
    actions.take(Document.objects.get(pk=document.pk), "send", by=reach_with("superintendent", DISTRICT))
    return document.about.review_url(document)


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("", "It holds on when these levels are agreed: 5S1 is not negotiated anew."),
        ("88", "It holds until these levels are agreed; then 88% replaces it."),
        ("85.0", "It stays so when these levels are agreed."),
    ],
)
def test_who_agrees_reads_that_a_level_was_revised_and_whether_it_holds(granted, client_of, level, says):
    liaison = client_of("liaison")
    made = date_in_words(day_of(AgreedLevel.objects.get(source="revision").agreed_at))
    holds = f"A request was granted on {made}: the 5S1 level of Alderbrook in 2017-18 is 85%."
    before = text(liaison.get(granted.about.review_url(granted)))
    assert f"{holds} It holds until another 5S1 level is agreed." in before
    answers = {"choice": "propose", "level": level, "reasons": "Few students."} if level else {}
    review = _sent_again(granted, **answers)
    for url in (review, reverse("agree_levels", args=[granted.pk]), reverse("counter_levels", args=[granted.pk])):
        assert f"{holds} {says}" in text(liaison.get(url)), url
    actions.take(Document.objects.get(pk=granted.pk), "agree", by=reach_with("liaison", STATE))
    assert _versions("5S1")[-1] == ((3, "88", "proposed") if level == "88" else (2, "85", "revision"))


def test_an_offer_of_the_states_says_what_it_does_to_a_revised_level(granted, client_of):
    liaison, review = client_of("liaison"), _sent_again(granted)
    said = {"q.5S1.countered": "89", "q.5S1.answer": "Jobs came back."}
    assert liaison.post(review, said).status_code == 302
    assert "then 89% replaces it." in text(liaison.get(review))
    actions.take(Document.objects.get(pk=granted.pk), "counter", by=reach_with("liaison", STATE))
    superintendent = client_of("superintendent")
    assert "then 89% replaces it." in text(superintendent.get(f"/d/{DISTRICT}/2018/levels/accept/"))


def test_nothing_is_said_of_a_revision_where_none_holds(published, client_of):
    factories.state_levels(2018)
    factories.agree(factories.negotiation(DISTRICT, 2018, "agreed"), i5S1="90")
    document = Document.objects.get(kind="levels")
    factories.moved(document, "send", timezone.now())
    shown = text(client_of("administrator").get(document.about.review_url(document)))
    assert "Agreed: 90%" in shown and "A request was granted" not in shown


def test_the_letter_of_a_denial_speaks_of_the_level_of_its_day(granted, client_of):
    request = Document.objects.get(kind="level_revision")
    superintendent, administrator = reach_with("superintendent", DISTRICT), reach_with("administrator", STATE)
    actions.take(request, "revise", by=superintendent)
    lower = [Change("level", "85", "82.5")]
    assert actions.save(request, changes=lower, by=reach_with("cte_director", DISTRICT)) == []
    actions.take(Document.objects.get(pk=request.pk), "send", by=superintendent)
    actions.take(Document.objects.get(pk=request.pk), "deny", by=administrator, note="Not again.")
    client = client_of("cte_director")
    assert "The 5S1 level of 2017-18 stays 85%." in _letter(client)
    _negotiate_again(granted, i5S1="88")
    until = date_in_words(day_of(AgreedLevel.objects.get(indicator="5S1", version=3).agreed_at))
    assert f"The 5S1 level of 2017-18 stayed 85% until {until}." in _letter(client)
    word = docx.Document(io.BytesIO(client.get(f"{URL}letter.docx").content))
    told = "\n".join([one.text for one in word.paragraphs] + [c.text for table in word.tables for c in table._cells])
    assert "Agreed level: 85%" in told and "88%" not in told
    for shown in (text(client.get(URL)), text(client_of("administrator").get(request.about.review_url(request)))):
        assert "From 85% to 82.5%" in shown and "From 88%" not in shown
