"""The State's home: where it stands, what waits, and that nothing a role has to reach is hidden from it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.directory.models import Organization
from openperkins.portal.pages.standing import state_processes
from openperkins.portal.results.models import Publication
from openperkins.portal.submissions.models import FollowUpResponse
from tests.portal import factories
from tests.portal.factories import DISTRICT, STATE

pytestmark = pytest.mark.django_db


def titles(role):
    return [one.title for one in state_processes(factories.reach_with(role, STATE))]


def test_each_role_sees_where_its_part_stands(published):
    factories.serve_by(factories.person_with("liaison", STATE), DISTRICT)
    everything = ["Files of 2016-17", "Graduate follow-up", "Published figures", "Rules and readings"]
    for role in ("administrator", "data_steward", "liaison", "support"):
        assert [one.split(" of ")[0] for one in titles(role)] == [one.split(" of ")[0] for one in everything]
    assert titles("system_administrator") == ["Rules and readings"]


def test_the_card_of_the_follow_up_names_its_year(published):
    assert "Graduate follow-up" in titles("data_steward")
    for ends in (2015, 2016):
        FollowUpResponse.objects.create(school_year=ends, org_code=DISTRICT, leavers=10, answered=4)
    assert "Graduate follow-up of 2015-16" in titles("data_steward")


def test_what_waits_for_approval_is_told_on_the_card_and_above(published, client_of):
    publication = factories.publish(2017, version=2, status="proposed")
    Publication.objects.filter(school_year=2017, version=1).update(in_force=True)
    (card,) = [
        one for one in state_processes(factories.reach_with("liaison", STATE)) if one.title == "Published figures"
    ]
    assert (card.status, card.detail) == ("2016-17, version 1 is in force", "2016-17, version 2 waits for approval")
    page = client_of("administrator").get(reverse("home")).content.decode()
    assert "Approve the figures of 2016-17, version 2" in page
    assert reverse("publication", args=[publication.pk]) in page


def test_a_liaison_counts_the_districts_served_alone(published):
    reach = factories.reach_with("liaison", STATE)
    factories.serve_by(reach.person, DISTRICT)
    files = state_processes(factories.reach_with("liaison", STATE))[0]
    assert (files.of, files.done, files.detail) == (1, 0, "1 not yet started")


def test_the_home_asks_the_same_number_of_questions_however_many_districts(
    published, client_of, django_assert_max_num_queries
):
    for number in range(20):
        Organization.objects.create(code=f"09{number:02}0000", name=f"District {number}", kind="district")
    client = client_of("data_steward")
    with django_assert_max_num_queries(32):
        assert client.get(reverse("home")).status_code == 200


def test_notices_and_the_states_people_are_reached_from_every_page(published, client_of):
    page = client_of("administrator").get(reverse("home")).content.decode()
    assert reverse("notices") in page and reverse("state_people") in page
    assert reverse("state_people") not in client_of("data_steward").get(reverse("home")).content.decode()
