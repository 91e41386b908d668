"""Who covers for an absent liaison, also while a hand-over to another is planned."""

from __future__ import annotations

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from openperkins.portal.accounts.reach import reach_of
from openperkins.portal.directory import actions
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.directory.queries import covering, organization_of, servings
from openperkins.portal.documents.queue import queue
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.directory.people import liaison
from tests.portal.factories import DISTRICT, OTHER
from tests.portal.plans.steps import BELOW, figures, send

DAY = datetime.timedelta(days=1)


@pytest.fixture
def people(organizations):
    """The regular liaison of both districts, who covers, and who takes the first district over later."""
    luis, ana, bea = (liaison(name) for name in ("Luis", "Ana", "Bea"))
    factories.serve_by(luis, DISTRICT, OTHER)
    return luis, ana, bea


@pytest.fixture
def handed_over(people, administrator, today):
    """The first district is handed over in 30 days."""
    district = Organization.objects.get(pk=DISTRICT)
    actions.assign(organization=district, liaison=people[2], begins=today + 30 * DAY, by=administrator)
    return district


def away(people, administrator, begins, days):
    luis, ana, _ = people
    return actions.cover_for(absent=luis, liaison=ana, begins=begins, ends=begins + days * DAY, by=administrator)


def test_who_hands_over_does_not_cover_their_own_district(client_of, people, handed_over, administrator, today):
    assert covering(today) == []
    assert "Luis" not in client_of("administrator").get(reverse("coverage")).text.partition("<table")[2]
    made = actions.cover(
        organization=handed_over, liaison=people[1], begins=today, ends=today + 5 * DAY, by=administrator
    )
    assert covering(today) == [made]


def test_what_waits_stays_the_regular_liaison_s(client_of, people, administrator, today):
    luis, ana, bea = people
    figures(2017, i2S1_female=BELOW)
    send(client_of)

    def whose(person, day=today):
        return [(line.mine, line.covering) for line in queue(reach_of(person, day))]

    district = Organization.objects.get(pk=DISTRICT)
    actions.assign(organization=district, liaison=bea, begins=today + 30 * DAY, by=administrator)
    away(people, administrator, today, 5)
    assert whose(luis) == [(True, False)] and whose(ana) == [(False, True)]
    assert whose(bea, today + 30 * DAY) == [(True, False)]


def test_two_who_cover_one_after_the_other_and_at_once(client_of, people, handed_over, administrator, today):
    """That another is there at the same time makes nobody's assignment coverage: they must be there longer."""
    luis, ana, _ = people
    figures(2017, i2S1_female=BELOW)
    send(client_of)
    cid = liaison("Cid")
    for who, first, last in ((ana, 0, 5), (cid, 3, 9)):
        actions.cover(
            organization=handed_over,
            liaison=who,
            begins=today + first * DAY,
            ends=today + last * DAY,
            by=administrator,
        )
    assert [str(one.liaison) for one in covering(today)] == ["Ana", "Cid"]
    for who, mine in ((luis, True), (ana, False), (cid, False)):
        lines = queue(reach_of(who, today + 4 * DAY))
        assert [(line.mine, line.covering) for line in lines] == [(mine, not mine)]


def test_all_districts_are_covered_also_one_that_is_handed_over(people, handed_over, administrator, today):
    assert {one.organization_id for one in away(people, administrator, today, 5)} == {DISTRICT, OTHER}


def test_a_district_handed_over_meanwhile_is_covered_until_then(people, handed_over, administrator, today):
    made = away(people, administrator, today + 28 * DAY, 7)
    assert {one.organization_id: one.ends for one in made} == {DISTRICT: today + 30 * DAY, OTHER: today + 35 * DAY}
    assert {one.pk for one in covering(today)} == {one.pk for one in made}


def test_who_only_covers_is_not_covered_for(people, administrator, today):
    _, ana, bea = people
    away(people, administrator, today, 5)
    with pytest.raises(Refused, match="Ana serves no district"):
        actions.cover_for(absent=ana, liaison=bea, begins=today, ends=today + 2 * DAY, by=administrator)
    assert not LiaisonAssignment.objects.filter(liaison=bea).exists()


def test_the_progress_page_names_the_regular_liaison(published, client_of, people, handed_over, administrator, today):
    away(people, administrator, today, 5)
    client = client_of("administrator")
    for name, arguments in (("progress", []), ("progress_file", ["csv"])):
        shown = {who: client.get(reverse(name, args=arguments), {"liaison": who}) for who in ("Luis", "Ana")}
        texts = {who: b"".join(answer).decode() for who, answer in shown.items()}
        assert "Alderbrook" in texts["Luis"] and "Orsay Falls" in texts["Luis"]
        assert "Alderbrook" not in texts["Ana"] and "Orsay Falls" not in texts["Ana"]


def test_who_covers_beyond_a_hand_over_is_the_regular_liaison_of_no_day(
    client_of, people, handed_over, administrator, today
):
    luis, ana, bea = people
    figures(2017, i2S1_female=BELOW)
    send(client_of)
    begins, ends = today + 25 * DAY, today + 35 * DAY
    actions.cover(organization=handed_over, liaison=ana, begins=begins, ends=ends, by=administrator)
    shown = {str(one.liaison): one.is_coverage for one in servings(organization_of(DISTRICT), today)}
    assert shown == {"Luis": False, "Ana": True, "Bea": False}
    assert "<td>Covers</td>" in client_of("administrator").get(reverse("directory_organization", args=[DISTRICT])).text
    assert [str(one.liaison) for one in covering(today)] == ["Ana"]
    for day, regular in ((begins, luis), (ends - DAY, bea)):
        assert [(one.mine, one.covering) for one in queue(reach_of(regular, day))] == [(True, False)]
        assert [(one.mine, one.covering) for one in queue(reach_of(ana, day))] == [(False, True)]
    with pytest.raises(Refused, match="Ana serves no district"):
        actions.cover_for(absent=ana, liaison=bea, begins=begins, ends=begins + 2 * DAY, by=administrator)


def test_an_earlier_hand_over_leaves_who_takes_over_the_regular_liaison(people, handed_over, administrator, today):
    ana = people[1]
    actions.cover(organization=handed_over, liaison=ana, begins=today, ends=today + 40 * DAY, by=administrator)
    cid = liaison("Cid")
    actions.assign(organization=handed_over, liaison=cid, begins=today + 35 * DAY, by=administrator)
    shown = {str(one.liaison): one.is_coverage for one in servings(organization_of(DISTRICT), today)}
    assert shown == {"Luis": False, "Ana": True, "Bea": False, "Cid": False}


def test_coverage_noted_before_is_known_as_such(people, handed_over, administrator, today):
    made = actions.cover(
        organization=handed_over, liaison=people[1], begins=today, ends=today + 5 * DAY, by=administrator
    )
    LiaisonAssignment.objects.update(covers=False)
    import_module("openperkins.portal.directory.migrations.0002_who_covers").name_those_who_cover(apps, None)
    assert [one.pk for one in LiaisonAssignment.objects.filter(covers=True)] == [made.pk]
