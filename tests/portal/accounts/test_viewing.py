"""Viewing pages as a district does: with a reason, reading only, and no longer than the right to it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from openperkins.portal.accounts import actions
from openperkins.portal.accounts.models import ViewingAs
from openperkins.portal.audit.models import Event
from tests.portal import factories
from tests.portal.accounts.conftest import hold
from tests.portal.factories import BEGINS, CONSORTIUM, DISTRICT, OTHER, STATE

REASON = {"reason": "The district asked for help."}


@pytest.fixture
def viewing(published, client_of):
    """The administrator views as Alderbrook."""
    client = client_of("administrator")
    assert client.post(reverse("view_as", args=[DISTRICT]), REASON).status_code == 302
    return client


def test_a_reason_is_asked_and_kept_and_the_district_can_read_who_looked(viewing):
    row = ViewingAs.objects.get()
    assert (row.organization_id, row.reason, row.ended_at) == (DISTRICT, REASON["reason"], None)
    event = Event.objects.get(verb="viewing.began")
    assert (event.organization_id, event.by, event.details) == (DISTRICT, row.person, {})


def test_without_a_reason_nothing_begins(client_of):
    answer = client_of("administrator").post(reverse("view_as", args=[DISTRICT]), {"reason": " "})
    assert (answer.status_code, "<title>Error:" in answer.text) == (422, True)
    assert not ViewingAs.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "data_steward", "support"])
def test_the_state_views_as_any_district(client_of, role):
    for code in (DISTRICT, OTHER, CONSORTIUM):
        assert client_of(role).get(reverse("view_as", args=[code])).status_code == 200


def test_a_liaison_views_as_the_districts_assigned(client_of):
    liaison = client_of("liaison")
    assert liaison.get(reverse("view_as", args=[DISTRICT])).status_code == 200
    for code in (OTHER, STATE, "00010505", "99999999"):
        assert liaison.get(reverse("view_as", args=[code])).status_code == 404
        assert liaison.post(reverse("view_as", args=[code]), REASON).status_code == 404


@pytest.mark.parametrize("role", ["system_administrator", "superintendent", "access_administrator"])
def test_others_do_not(client_of, role):
    assert client_of(role).post(reverse("view_as", args=[DISTRICT]), REASON).status_code == 403


def test_the_pages_are_those_of_the_district_with_a_banner(viewing):
    page = viewing.get(f"/d/{DISTRICT}/2017/indicators/")
    assert page.status_code == 200
    assert "You see this portal as Alderbrook sees it" in page.text
    assert viewing.get(f"/d/{OTHER}/2017/indicators/").status_code == 404
    assert viewing.get(reverse("directory")).status_code == 403
    assert viewing.get(reverse("state_people")).status_code == 403


def test_students_stay_closed(published, client_of):
    steward = client_of("data_steward")
    url = f"/d/{DISTRICT}/2017/indicators/2S1/female/students/"
    assert steward.get(url).status_code == 200
    steward.post(reverse("view_as", args=[DISTRICT]), REASON)
    assert steward.get(url).status_code == 403


def test_nothing_is_written_while_viewing(published, client_of):
    """A data steward may send files as themselves; not while viewing."""
    steward = client_of("data_steward")
    steward.post(reverse("view_as", args=[DISTRICT]), REASON)
    events = Event.objects.count()
    for url in (
        f"/d/{DISTRICT}/2017/indicators/2S1/female/students/",
        reverse("view_as", args=[OTHER]),
        reverse("invite", args=[DISTRICT]),
        reverse("assign_liaison", args=[DISTRICT]),
        reverse("account_change_password"),
        reverse("usersessions_list"),
    ):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(steward, method)(url, REASON).status_code == 403, url
    assert Event.objects.count() == events


def test_it_ends_by_the_button(viewing):
    assert viewing.get(reverse("end_view_as")).status_code == 405
    assert viewing.post(reverse("end_view_as")).status_code == 302
    assert ViewingAs.objects.get().ended_at is not None
    assert Event.objects.filter(verb="viewing.ended").count() == 1
    assert viewing.get(reverse("directory")).status_code == 200
    viewing.post(reverse("end_view_as"))
    assert Event.objects.filter(verb="viewing.ended").count() == 1


def test_it_ends_with_the_right_to_it(viewing, state, system):
    person = factories.person_with("administrator", STATE)
    actions.end_all(person=person, organization=state, by=system)
    assert viewing.get(f"/d/{DISTRICT}/2017/indicators/").status_code == 404
    assert ViewingAs.objects.get().ended_at is not None


def test_a_liaison_s_view_ends_with_the_assignment(published, client_of):
    liaison = client_of("liaison")
    liaison.post(reverse("view_as", args=[DISTRICT]), REASON)
    page = f"/d/{DISTRICT}/2017/indicators/"
    assert liaison.get(page).status_code == 200
    factories.person_with("liaison", STATE).assignments.update(ends=BEGINS)
    assert liaison.get(page).status_code == 403


def test_somebody_with_both_sides_has_no_more_while_viewing(published, client_of):
    support = client_of("support")
    hold(factories.person_with("support", STATE), "cte_director", OTHER, BEGINS)
    assert support.get(f"/d/{OTHER}/2017/indicators/").status_code == 200
    support.post(reverse("view_as", args=[DISTRICT]), REASON)
    assert support.get(f"/d/{OTHER}/2017/indicators/").status_code == 404
