"""Granting and ending roles: who may, what is refused, and that it holds from the next request on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from openperkins.portal.accounts import actions
from openperkins.portal.accounts.models import Invitation, Membership
from openperkins.portal.audit.models import Event
from openperkins.portal.directory.models import LiaisonAssignment
from openperkins.portal.notices.models import Notice
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.accounts.conftest import hold, reach
from tests.portal.factories import BEGINS, CONSORTIUM, DISTRICT, OTHER, STATE

DAY = datetime.timedelta(days=1)


def test_a_role_is_granted_with_its_event_and_notice(keeper, district, today):
    person = factories.person_with("viewer", DISTRICT)
    made = actions.grant(person=person, organization=district, role="contributor", begins=today, by=keeper)
    assert (made.granted_by, made.ends) == (keeper.person, None)
    event = Event.objects.get(verb="role.granted")
    assert event.details == {"person": person.pk, "role": "contributor", "begins": today.isoformat()}
    assert Notice.objects.filter(person=person, kind="role.granted").count() == 1


@pytest.mark.parametrize("role", ["administrator", "system_administrator", "liaison", "data_steward", "no_such_role"])
def test_a_district_gives_no_state_role(keeper, district, today, role):
    person = factories.person_with("viewer", DISTRICT)
    with pytest.raises(Refused, match="cannot be held"):
        actions.grant(person=person, organization=district, role=role, begins=today, by=keeper)


def test_a_district_role_is_not_held_at_the_state(system, state, today):
    with pytest.raises(Refused, match="cannot be held"):
        person = factories.person_with("support", STATE)
        actions.grant(person=person, organization=state, role="superintendent", begins=today, by=system)


def test_another_district_is_out_of_reach(keeper, organizations, today):
    person = factories.person_with("viewer", OTHER)
    with pytest.raises(PermissionDenied):
        actions.grant(person=person, organization=organizations[OTHER], role="viewer", begins=today, by=keeper)
    with pytest.raises(PermissionDenied):
        actions.end_all(person=person, organization=organizations[OTHER], by=keeper)
    with pytest.raises(PermissionDenied):
        actions.end_role(person.memberships.get(), ends=today, by=keeper)


@pytest.mark.parametrize("role", ["viewer", "cte_director", "superintendent"])
def test_other_roles_grant_nothing(district, today, role):
    by = factories.reach_with(role, DISTRICT)
    with pytest.raises(PermissionDenied):
        actions.grant(person=by.person, organization=district, role="viewer", begins=today, by=by)


def test_nobody_changes_their_own_roles(keeper, district, today):
    with pytest.raises(Refused, match="your own roles"):
        actions.grant(person=keeper.person, organization=district, role="cte_director", begins=today, by=keeper)
    hold(factories.person_with("viewer", DISTRICT), "access_administrator", DISTRICT, BEGINS)
    with pytest.raises(Refused, match="your own roles"):
        actions.end_all(person=keeper.person, organization=district, by=keeper)
    with pytest.raises(Refused, match="your own roles"):
        actions.end_role(keeper.person.memberships.get(), ends=today, by=keeper)


def test_the_same_role_is_not_granted_twice(keeper, district, today):
    person = factories.person_with("viewer", DISTRICT)
    with pytest.raises(Refused, match="already"):
        actions.grant(person=person, organization=district, role="viewer", begins=today, by=keeper)


def test_nothing_is_granted_or_ended_in_the_past(keeper, district, today):
    person = factories.person_with("viewer", DISTRICT)
    with pytest.raises(Refused, match="past"):
        actions.grant(person=person, organization=district, role="contributor", begins=today - DAY, by=keeper)
    with pytest.raises(Refused, match="past"):
        actions.end_role(person.memberships.get(), ends=today - DAY, by=keeper)


def test_the_last_access_administrator_cannot_be_ended(keeper, system, district, today):
    only = keeper.person.memberships.get()
    with pytest.raises(Refused, match="last access administrator of Alderbrook"):
        actions.end_role(only, ends=today, by=system)
    with pytest.raises(Refused, match="last access administrator"):
        actions.end_all(person=keeper.person, organization=district, by=system)
    # one that begins after the day, or has an end, does not count
    other = factories.person_with("viewer", DISTRICT)
    later = hold(other, "access_administrator", DISTRICT, today + DAY)
    with pytest.raises(Refused, match="last access administrator"):
        actions.end_role(only, ends=today, by=system)
    assert actions.end_role(only, ends=today + DAY, by=system).ends == today + DAY
    with pytest.raises(Refused, match="last access administrator"):
        actions.end_role(later, ends=today + 2 * DAY, by=system)


def test_a_closed_account_is_no_replacement(keeper, system, today):
    other = factories.person_with("viewer", DISTRICT)
    hold(other, "access_administrator", DISTRICT, BEGINS)
    other.is_active = False
    other.save()
    with pytest.raises(Refused, match="last access administrator"):
        actions.end_role(keeper.person.memberships.get(), ends=today, by=system)


def test_the_last_system_administrator_stays(system, state):
    second = factories.person_with("support", STATE)
    hold(second, "system_administrator", STATE, timezone.localdate(), timezone.localdate() + DAY)
    with pytest.raises(Refused, match="last system administrator of The State"):
        actions.end_all(person=system.person, organization=state, by=reach(second))


def test_a_leaver_loses_every_role_here_and_none_elsewhere(keeper, district, today):
    person = factories.person_with("viewer", DISTRICT)
    hold(person, "contributor", DISTRICT, today + 5 * DAY)
    hold(person, "viewer", CONSORTIUM, BEGINS)
    ended = actions.end_all(person=person, organization=district, by=keeper)
    assert sorted(m.role for m in ended) == ["contributor", "viewer"]
    assert reach(person).held == (("viewer", CONSORTIUM),)
    assert not Membership.objects.filter(person=person, organization=district).on(today + 6 * DAY).exists()
    assert Event.objects.get(verb="person.left").details["roles"] == ["viewer", "contributor"]


def test_a_liaison_who_leaves_serves_nobody(system, state, today):
    other = factories.person_with("system_administrator", STATE, name="Other")
    liaison = factories.person_with("liaison", STATE)
    factories.serve_by(liaison, DISTRICT)
    assert other == system.person
    actions.end_all(person=liaison, organization=state, by=system)
    assert not LiaisonAssignment.objects.on(today).filter(liaison=liaison).exists()


def test_a_replacement_by_somebody_new_is_an_invitation(keeper, system, district, today):
    made = actions.replace(
        person=keeper.person, organization=district, email="New@Example.org", name="New", ends=today, by=system
    )
    assert isinstance(made, Invitation)
    assert (made.email, made.roles, made.begins) == ("new@example.org", ["access_administrator"], today)
    assert reach(keeper.person).held == ()


def test_a_replacement_by_somebody_here_takes_over_at_once(keeper, district, today):
    leaver, other = factories.person_with("cte_director", DISTRICT), factories.person_with("viewer", DISTRICT)
    hold(leaver, "viewer", DISTRICT, BEGINS)
    made = actions.replace(person=leaver, organization=district, email=other.email, name="", ends=today, by=keeper)
    assert [m.role for m in made] == ["cte_director"]
    assert sorted(role for role, _ in reach(other).held) == ["cte_director", "viewer"]
    assert reach(leaver).held == ()


def test_nobody_replaces_somebody_by_themselves(keeper, district, today):
    leaver = factories.person_with("cte_director", DISTRICT)
    for email in (keeper.person.email, leaver.email):
        with pytest.raises(Refused):
            actions.replace(person=leaver, organization=district, email=email, name="", ends=today, by=keeper)
    assert reach(leaver).held == (("cte_director", DISTRICT),)


@pytest.mark.parametrize(
    ("begins", "ends", "holds"), [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)]
)
def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(organizations, today, begins, ends, holds):
    person = factories.person_with("support", STATE)
    hold(person, "viewer", DISTRICT, today + begins * DAY, None if ends is None else today + ends * DAY)
    assert reach(person).may("see_results", DISTRICT) is holds


def test_a_role_begins_and_ends_at_midnight_in_the_east(published, at, today):
    person = factories.person_with("support", STATE)
    hold(person, "viewer", DISTRICT, today + DAY, today + 3 * DAY)

    def opens(*when: object) -> bool:
        at(*when)
        return factories.signed_in(person).get(f"/d/{DISTRICT}/2017/indicators/").status_code == 200

    assert not opens(today, 23, 59)
    assert opens(today + DAY, 0, 0)
    assert opens(today + 2 * DAY, 23, 59)
    assert not opens(today + 3 * DAY, 0, 0)


def test_an_open_session_has_no_right_on_the_next_request(client_of, keeper, district, published):
    viewer = client_of("viewer")
    assert viewer.get(f"/d/{DISTRICT}/2017/indicators/").status_code == 200
    actions.end_all(person=factories.person_with("viewer", DISTRICT), organization=district, by=keeper)
    assert viewer.get(f"/d/{DISTRICT}/2017/indicators/").status_code == 404
