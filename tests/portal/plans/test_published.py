"""Newly published figures: each district's own people read which plans it owes now, or no longer; counts alone."""

from __future__ import annotations

from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.telling import tell_publication
from openperkins.portal.plans.published import plans_in_words
from tests.portal import factories
from tests.portal.factories import CONSORTIUM, DISTRICT, MEMBER, STATE
from tests.portal.plans.steps import BELOW, accept, figures, send


def _last():
    from openperkins.portal.results.models import Publication

    return Publication.objects.latest("pk")


def test_it_is_said_what_is_owed_and_what_changed(organizations, client_of):
    figures(2017, i2S1_female=BELOW, i2S1_male=BELOW, i5S1_all=BELOW, i6S2_all=BELOW, i6S2_male=BELOW)
    first = _last()
    said = plans_in_words(first, None)
    owed = "owed for 2S1 (2 populations), 5S1 (1 population), 6S2 (2 populations)."
    assert said[DISTRICT] == f"Improvement plans of 2017-18, Alderbrook: {owed}"
    assert CONSORTIUM in said and MEMBER not in said and STATE not in said
    figures(2017, version=2, i2S1_female=BELOW, i2S1_male=BELOW, i1S1_all=BELOW, i6S2_all=BELOW)
    second = _last()
    told = "now owed for 1S1 (1 population); changed for 6S2 (1 population, before 2); no longer owed for 5S1."
    assert plans_in_words(second, first)[DISTRICT] == f"Improvement plans of 2017-18, Alderbrook: {told}"
    assert "as many are owed as by the version before." in plans_in_words(second, second)[DISTRICT]
    figures(2017, version=3, i2S1_female=BELOW, i2S1_all=BELOW, i1S1_all=BELOW, i6S2_all=BELOW)
    assert plans_in_words(_last(), second)[DISTRICT].endswith(": changed for 2S1 (2 populations, not those of before).")
    figures(2017, version=4)
    assert plans_in_words(_last(), None)[DISTRICT].endswith(": none is owed.")


def test_what_was_accepted_before_is_not_owed(organizations, client_of):
    figures(2016, i2S1_female=BELOW)
    accept(client_of, send(client_of, url=f"/d/{DISTRICT}/2017/plans/2S1/"))
    figures(2017, i2S1_female=BELOW)
    assert plans_in_words(_last(), None)[DISTRICT].endswith(": none is owed.")


def test_each_reads_of_their_own_district_alone(organizations):
    director, other = (factories.person_with("cte_director", code) for code in (DISTRICT, factories.OTHER))
    steward = factories.person_with("data_steward", STATE)
    figures(2017, i2S1_female=BELOW)
    said = plans_in_words(_last(), None)
    tell_publication("published", _last(), said)
    bodies = {one.person_id: one.body for one in Notice.objects.filter(kind="publication.published")}
    assert said[DISTRICT] in bodies[director.pk] and said[factories.OTHER] not in bodies[director.pk]
    assert said[factories.OTHER] in bodies[other.pk] and "Improvement plans" not in bodies[steward.pk]
