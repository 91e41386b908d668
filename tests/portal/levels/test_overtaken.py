"""Levels that came to hold after figures were published: each page says by what those were judged."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from openperkins.accountability.names import INDICATORS
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents import actions
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.models import Document
from openperkins.portal.levels import actions as setting
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.notices.models import Notice
from openperkins.schoolyear import SchoolYear
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE, reach_with

YEAR = SchoolYear(2018)
JUDGED = "The published figures of 2017-18 were judged by the earlier level, 90%, and have to be composed again."


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def _of(name: str, *rest, code: str = DISTRICT) -> str:
    return reverse(name, args=[code, 2018, *rest])


def _agreed(**levels: str) -> Document:
    """Levels both sides agreed on; others than 90 as given (`i1S1="85"`)."""
    factories.adopted(2018, levels__agreed="open")
    factories.state_levels(2018)
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    director, district = reach_with("cte_director", DISTRICT), Organization.objects.get(pk=DISTRICT)
    document = actions.begin(kind="levels", organization=district, year=YEAR, by=director)
    actions.save(document, changes=[Change(f"{one}.choice", "", "adopt") for one in INDICATORS], by=director)
    return _agree(document, **levels)


def _agree(document: Document, **levels: str) -> Document:
    typed = document.answers
    said = {
        f"{name[1:]}.{part}": words
        for name, level in levels.items()
        for part, words in {"choice": "propose", "level": level, "reasons": "Few students."}.items()
    }
    changes = [Change(question, typed.get(question, ""), words) for question, words in said.items()]
    actions.save(document, changes=changes, by=reach_with("cte_director", DISTRICT))
    actions.take(document, "send", by=reach_with("superintendent", DISTRICT))
    actions.take(document, "agree", by=reach_with("liaison", STATE))
    return Document.objects.get(pk=document.pk)


@pytest.fixture
def negotiated_again(organizations) -> Document:
    """Agreed on 90, judged by it and published; then 1S1 was opened again and agreed on as 85."""
    document = _agreed()
    factories.person_with("data_steward", STATE)
    factories.publish(2018)
    actions.take(document, "reopen", by=reach_with("liaison", STATE), note="1S1 again.")
    return _agree(Document.objects.get(pk=document.pk), i1S1="85")


def test_every_page_of_the_year_and_indicator_says_it(negotiated_again, client_of):
    director, liaison = client_of("cte_director"), client_of("liaison")
    pages = [
        _of("indicator", "1S1"),
        _of("population", "female"),
        _of("cell", "1S1", "female"),
        _of("levels"),
        _of("propose_levels"),
    ]
    for url in pages:
        shown = text(director.get(url))
        assert JUDGED in shown and "The 1S1 level of 2017-18 was agreed on as 85% on" in shown, url
    assert "1S1: the published figures of 2017-18 were judged by an earlier level" in text(
        director.get(_of("heat_map"))
    )
    assert JUDGED in text(liaison.get(negotiated_again.about.review_url(negotiated_again)))
    for url in (_of("indicator", "1S2"), _of("cell", "1S2", "female"), _of("heat_map", code=OTHER)):
        reader = client_of("administrator") if OTHER in url else director
        assert "composed again" not in text(reader.get(url)), url
    told = Notice.objects.get(kind="publication.level_revised")
    assert told.body.startswith("Alderbrook: The 1S1 level of 2017-18 was agreed on as 85% on ") and JUDGED in told.body
    assert str(told.person) == "Data Steward 00000000"


def test_figures_composed_again_end_it(negotiated_again, client_of, monkeypatch):
    before = factories.cells
    monkeypatch.setattr(factories, "cells", lambda **changed: before(**changed).replace('"90"', '"85"', 1))
    factories.publish(2018, version=2)
    for name in ("heat_map", "levels", "propose_levels"):
        assert "composed again" not in text(client_of("cte_director").get(_of(name)))


def test_while_they_are_negotiated_again_and_when_they_come_to_the_same_nothing_is_said(organizations, client_of):
    document = _agreed()
    factories.publish(2018)
    actions.take(document, "reopen", by=reach_with("liaison", STATE), note="Again.")
    assert "composed again" not in text(client_of("cte_director").get(_of("levels")))
    _agree(Document.objects.get(pk=document.pk))
    assert "composed again" not in text(client_of("cte_director").get(_of("levels")))
    assert not Notice.objects.filter(kind="publication.level_revised").exists()


def test_several_levels_are_one_sentence_and_hold_for_members_as_well(organizations, client_of):
    factories.publish(2018)
    factories.agree(factories.negotiation(CONSORTIUM, 2018, "agreed"), i1S1="85", i2S1="88")
    director = client_of("cte_director", MEMBER)
    short = "1S1, 2S1: the published figures of 2017-18 were judged by earlier levels and have to be composed again."
    assert short in text(director.get(_of("heat_map", code=MEMBER)))
    shown = text(director.get(_of("levels", code=MEMBER)))
    assert "The published figures of 2017-18 were judged by earlier levels, and have to be composed again:" in shown
    assert "1S1 by 90% (agreed on as 85% on " in shown and "; 2S1 by 90% (agreed on as 88% on " in shown


def test_the_state_s_levels_set_again(organizations, client_of, monkeypatch):
    steward, administrator = reach_with("data_steward", STATE), reach_with("administrator", STATE)
    factories.state_levels(2018)
    before = factories.cells
    monkeypatch.setattr(factories, "cells", lambda **changed: before(**changed).replace('"local"', '"state"'))
    factories.publish(2018)
    levels = dict.fromkeys(INDICATORS, "90") | {"3S1": "92"}
    one = setting.propose(year=YEAR, levels=levels, reason="Anew.", by=steward)
    setting.set_levels(one, by=administrator)
    said = "were judged by the State's earlier level, 90%, and have to be composed again."
    pages = {
        "cte_director": [_of("indicator", "3S1"), _of("levels")],
        "administrator": [reverse("state_levels_of", args=[one.pk]), f"{reverse('state_plans')}?year=2019"],
    }
    for role, urls in pages.items():
        for url in urls:
            shown = text(client_of(role).get(url))
            assert said in shown and "The 3S1 level of 2017-18 was set by the State as 92% on" in shown, url
    assert said in Notice.objects.filter(kind="state_levels.set").first().body
    # who agreed on a level of their own keeps it
    factories.agree(factories.negotiation(DISTRICT, 2018, "agreed"), i3S1="90")
    assert "composed again" not in text(client_of("cte_director").get(_of("levels")))


def test_a_level_agreed_on_late_after_the_state_s_stood_in(organizations, client_of, monkeypatch):
    before = factories.cells
    monkeypatch.setattr(factories, "cells", lambda **changed: before(**changed).replace('"local"', '"state"'))
    factories.publish(2018)
    factories.agree(factories.negotiation(DISTRICT, 2018, "agreed"), i1S1="85")
    shown = text(client_of("cte_director").get(_of("levels")))
    assert "were judged by the State's level, 90%, and have to be composed again." in shown


def test_a_revised_level_is_said_once(organizations, client_of):
    factories.publish(2018)
    document = factories.negotiation(DISTRICT, 2018, "agreed")
    said = {"organization": document.organization, "school_year": 2018, "indicator": "5S1", "document": document}
    by = {"agreed_by": document.begun_by, "agreed_at": timezone.now()}
    AgreedLevel.objects.create(**said, version=1, level="85", source="revision", **by)
    shown = text(client_of("cte_director").get(_of("levels")))
    assert shown.count("The 5S1 level of 2017-18 was revised to") == 1 and JUDGED in shown


def test_one_level_is_one(organizations, client_of):
    factories.publish(2017)
    factories.state_levels(2018)
    factories.agree(factories.negotiation(DISTRICT, 2018, "agreed"), i1S1="85")
    assert "1 level agreed" in text(client_of("cte_director").get(f"/d/{DISTRICT}/2017/"))
