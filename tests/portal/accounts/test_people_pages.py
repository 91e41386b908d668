"""The people pages by their addresses: who opens them, what they do, what an attacker sends."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from openperkins.portal.accounts.models import Invitation, Membership
from openperkins.portal.accounts.people import in_words
from openperkins.portal.directory import actions as assigning
from openperkins.portal.directory.models import Organization
from tests.portal import factories
from tests.portal.accounts.conftest import hold, reach
from tests.portal.directory.people import liaison
from tests.portal.factories import BEGINS, CONSORTIUM, DISTRICT, MEMBER, OTHER, STATE, reach_with


@pytest.fixture
def viewer(organizations):
    return factories.person_with("viewer", DISTRICT)


@pytest.fixture
def invitation(keeper, district, today):
    from openperkins.portal.accounts.invitations import invite

    return invite(organization=district, email="new@example.org", name="New", roles=["viewer"], begins=today, by=keeper)


def pages(person, invitation, org=DISTRICT):
    """(name, arguments) of each page that changes something."""
    membership = person.memberships.get()
    return [
        ("invite", [org]),
        ("grant_role", [org, person.pk]),
        ("leaver", [org, person.pk]),
        ("person_left", [org, person.pk]),
        ("replace", [org, person.pk]),
        ("end_role", [org, membership.pk]),
        ("send_invitation_again", [org, invitation.pk]),
        ("withdraw_invitation", [org, invitation.pk]),
    ]


def test_who_may_sees_the_people_and_what_they_can_do(client_of, viewer, invitation):
    people, one = reverse("people", args=[DISTRICT]), reverse("person", args=[DISTRICT, viewer.pk])
    for role in ("cte_director", "superintendent", "liaison", "administrator", "support"):
        page = client_of(role).get(people)
        assert (page.status_code, viewer.email in page.text, "Invite a person" in page.text) == (200, True, False)
        assert "Withdraw" not in page.text
        assert "Leaver" not in client_of(role).get(one).text
    for role in ("access_administrator", "system_administrator"):
        page = client_of(role).get(people)
        assert "Invite a person" in page.text
        assert "new@example.org" in page.text
        assert "Leaver? Ends today" in client_of(role).get(one).text
    assert client_of("viewer").get(people).status_code == 403
    assert client_of("data_steward").get(people).status_code == 403


def test_pages_that_change_open_for_who_grants_and_for_nobody_else(client_of, viewer, invitation):
    for name, arguments in pages(viewer, invitation):
        url = reverse(name, args=arguments)
        assert client_of("access_administrator").get(url).status_code == 200, name
        assert client_of("system_administrator").get(url).status_code == 200, name
        for role in ("cte_director", "superintendent", "administrator", "liaison"):
            assert client_of(role).get(url).status_code == 403, name
            assert client_of(role).post(url).status_code in (403, 405), name
        assert client_of("access_administrator", OTHER).get(url).status_code == 404, name


def test_nobody_signed_in_is_sent_to_sign_in(client, viewer, invitation):
    for name, arguments in [("people", [DISTRICT]), *pages(viewer, invitation)]:
        assert "/account/login/" in client.get(reverse(name, args=arguments)).url


def test_people_of_another_organization_do_not_exist_here(client_of, viewer, organizations):
    keeper, other = client_of("access_administrator"), factories.person_with("viewer", OTHER)
    foreign = factories.reach_with("access_administrator", OTHER)
    for name in ("person", "grant_role", "leaver", "replace"):
        assert keeper.get(reverse(name, args=[DISTRICT, other.pk])).status_code == 404
        assert keeper.post(reverse(name, args=[DISTRICT, other.pk])).status_code in (404, 405)
    end = reverse("end_role", args=[DISTRICT, foreign.person.memberships.get().pk])
    assert keeper.post(end, {"ends": "2099-01-01"}).status_code == 404
    assert keeper.post(reverse("leaver", args=[OTHER, other.pk])).status_code == 404
    assert Membership.objects.filter(ends__isnull=False).count() == 0


def test_an_invitation_of_another_organization_does_not_exist_here(client_of, organizations, invitation):
    client = client_of("access_administrator", OTHER)
    for name in ("withdraw_invitation", "send_invitation_again"):
        assert client.post(reverse(name, args=[OTHER, invitation.pk])).status_code == 404
    assert Invitation.objects.waiting().count() == 1


@pytest.mark.parametrize("role", ["administrator", "system_administrator", "data_steward"])
def test_a_state_role_cannot_be_smuggled_into_a_form(client_of, viewer, today, role):
    keeper = client_of("access_administrator")
    grant = {"role": role, "begins": today.isoformat(), "organization": STATE, "person": viewer.pk}
    assert keeper.post(reverse("grant_role", args=[DISTRICT, viewer.pk]), grant).status_code == 422
    invite = {"name": "X", "email": "x@example.org", "roles": [role], "begins": today.isoformat()}
    assert keeper.post(reverse("invite", args=[DISTRICT]), invite).status_code == 422
    assert not Membership.objects.filter(role=role).exists()
    assert not Invitation.objects.exists()


def test_hidden_fields_do_not_lead_elsewhere(client_of, viewer, today):
    keeper = client_of("access_administrator")
    more = {"organization": OTHER, "person": 1, "by": 1, "granted_by": 1, "ends": "2001-01-01", "org": OTHER}
    form = {"role": "contributor", "begins": today.isoformat()} | more
    assert keeper.post(reverse("grant_role", args=[DISTRICT, viewer.pk]), form).status_code == 302
    made = Membership.objects.get(role="contributor")
    assert (made.organization_id, made.person, made.ends) == (DISTRICT, viewer, None)


def test_the_state_s_people_are_for_who_may_of_the_state(client_of, organizations):
    url = reverse("state_people")
    for role in ("administrator", "support", "system_administrator"):
        assert client_of(role).get(url).status_code == 200
    for role in ("liaison", "data_steward", "access_administrator", "superintendent"):
        assert client_of(role).get(url).status_code == 403
    assert client_of("administrator").get(reverse("state_invite")).status_code == 403


def test_a_system_administrator_gives_state_roles_there_and_there_only(client_of, organizations, today):
    system, person = client_of("system_administrator"), factories.person_with("support", STATE)
    form = {"role": "liaison", "begins": today.isoformat()}
    assert system.post(reverse("state_grant_role", args=[person.pk]), form).status_code == 302
    assert ("liaison", STATE) in reach(person).held
    viewer = factories.person_with("viewer", DISTRICT)
    assert system.post(reverse("grant_role", args=[DISTRICT, viewer.pk]), form).status_code == 422
    assert system.post(reverse("state_grant_role", args=[viewer.pk]), form).status_code == 404


def test_a_consortium_does_not_reach_its_members_people(client_of, organizations):
    factories.person_with("viewer", MEMBER)
    assert client_of("access_administrator", CONSORTIUM).get(reverse("people", args=[MEMBER])).status_code == 404


def test_a_leaver_ends_at_once_and_the_next_page_shows_what_was_theirs(client_of, viewer):
    hold(viewer, "contributor", DISTRICT, BEGINS)
    keeper = client_of("access_administrator")
    check = keeper.get(reverse("leaver", args=[DISTRICT, viewer.pk]))
    assert "Contributor" in check.text
    receipt = keeper.post(reverse("leaver", args=[DISTRICT, viewer.pk]), follow=True)
    assert receipt.redirect_chain == [(reverse("person_left", args=[DISTRICT, viewer.pk]), 302)]
    assert "Contributor" in receipt.text
    assert "Nobody else here has: " in receipt.text
    assert "Viewer" in receipt.text
    assert viewer.email not in keeper.get(reverse("people", args=[DISTRICT])).text
    assert viewer.email in keeper.get(reverse("people", args=[DISTRICT]) + "?left=yes").text
    again = keeper.post(reverse("leaver", args=[DISTRICT, viewer.pk]))
    assert (again.status_code, "<title>Error:" in again.text) == (422, True)


def test_one_s_own_roles_are_not_offered_and_refused(client_of, keeper, viewer, today):
    hold(viewer, "access_administrator", DISTRICT, BEGINS)
    client, me = client_of("access_administrator"), keeper.person
    assert "You cannot change your own roles" in client.get(reverse("person", args=[DISTRICT, me.pk])).text
    posts = [
        (reverse("grant_role", args=[DISTRICT, me.pk]), {"role": "superintendent", "begins": today.isoformat()}),
        (reverse("leaver", args=[DISTRICT, me.pk]), {}),
        (reverse("end_role", args=[DISTRICT, me.memberships.get().pk]), {"ends": today.isoformat()}),
        (
            reverse("replace", args=[DISTRICT, me.pk]),
            {"name": "X", "email": "x@example.org", "ends": today.isoformat(), "step": "do"},
        ),
        (
            reverse("invite", args=[DISTRICT]),
            {"name": "Me", "email": me.email, "roles": ["superintendent"], "begins": today.isoformat()},
        ),
    ]
    for url, form in posts:
        answer = client.post(url, form)
        assert (answer.status_code, "your own roles" in answer.text) == (422, True), url
    assert reach(me).held == (("access_administrator", DISTRICT),)


def test_the_last_access_administrator_is_refused_with_the_reason(client_of, keeper):
    answer = client_of("system_administrator").post(reverse("leaver", args=[DISTRICT, keeper.person.pk]))
    assert answer.status_code == 422
    assert "is the last access administrator of Alderbrook" in answer.text


def test_a_leaver_is_replaced_after_a_look_at_both_names(client_of, today, django_capture_on_commit_callbacks):
    leaver = factories.person_with("cte_director", DISTRICT)
    client, url = client_of("access_administrator"), reverse("replace", args=[DISTRICT, leaver.pk])
    form = {"name": "Nora New", "email": "nora@example.org", "ends": today.isoformat()}
    check = client.post(url, form)
    assert check.status_code == 200
    for words in (str(leaver), leaver.email, "Nora New", "nora@example.org"):
        assert words in check.text
    assert not Invitation.objects.exists()
    assert 'value="nora@example.org"' in client.post(url, form | {"step": "change"}).text
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, form | {"step": "do"}).url == reverse("person_left", args=[DISTRICT, leaver.pk])
    assert [message.to for message in mail.outbox] == [["nora@example.org"]]
    assert reach(leaver).held == ()


@pytest.mark.parametrize("invited", [False, True])
def test_the_receipt_asks_for_nobody_where_somebody_took_over(client_of, viewer, today, invited):
    hold(viewer, "contributor", DISTRICT, BEGINS)
    other = factories.person_with("contributor", DISTRICT)
    client, receipt = client_of("access_administrator"), reverse("person_left", args=[DISTRICT, viewer.pk])
    form = {"name": "Q", "email": "new@example.org" if invited else other.email, "ends": today.isoformat()}
    replaced = client.post(reverse("replace", args=[DISTRICT, viewer.pk]), form | {"step": "do"}, follow=True)
    assert replaced.redirect_chain == [(receipt, 302)] and "Contributor, ended today" in replaced.text
    assert "Viewer" in replaced.text and "Nobody else here has" not in replaced.text
    if invited:
        Invitation.objects.get().delete()
    else:
        other.memberships.filter(role="viewer").delete()
    # the contributor is somebody else's still
    assert "Nobody else here has: Viewer. <a" in client.get(receipt).text


@pytest.mark.parametrize("days", [0, 10])
def test_what_a_liaison_leaves_behind_tells_districts_served_from_those_covered(client_of, organizations, today, days):
    ends = today + datetime.timedelta(days=days)
    luis, ana, bea = (liaison(name) for name in ("Luis", "Ana", "Bea"))
    factories.serve_by(luis, DISTRICT, CONSORTIUM)
    factories.serve_by(ana, OTHER)
    by, covered = reach_with("administrator", STATE), Organization.objects.get(pk=OTHER)
    far = today + datetime.timedelta(days=30)
    assigning.cover(organization=covered, liaison=luis, begins=today, ends=far, by=by)
    if days:  # somebody takes one district over on that very day
        assigning.assign(organization=Organization.objects.get(pk=CONSORTIUM), liaison=bea, begins=ends, by=by)
    client = client_of("system_administrator")
    form = {"name": "Nora", "email": "nora@example.org", "ends": ends.isoformat(), "step": "do"}
    shown = client.post(reverse("state_replace", args=[luis.pk]), form, follow=True).text
    assert f"<li>Liaison, {f'ends {in_words(ends)}' if days else 'ended today'}</li>" in shown
    without = shown.partition("Districts without this liaison")[2].partition("</ul>")[0]
    assert "Alderbrook" in without and "Orsay Falls" not in without
    assert (Organization.objects.get(pk=CONSORTIUM).name in without) == (not days)
    stood_in = shown.partition("Districts covered for a colleague")[2].partition("</ul>")[0]
    assert "Orsay Falls" in stood_in and "Alderbrook" not in stood_in


def test_forms_with_errors_come_back_as_such(client_of, viewer):
    keeper = client_of("access_administrator")
    for url, form in [
        (reverse("invite", args=[DISTRICT]), {"email": "no address", "begins": "2001-01-01"}),
        (reverse("grant_role", args=[DISTRICT, viewer.pk]), {}),
        (reverse("end_role", args=[DISTRICT, viewer.memberships.get().pk]), {"ends": "2001-01-01"}),
        (reverse("replace", args=[DISTRICT, viewer.pk]), {"email": "x"}),
    ]:
        answer = keeper.post(url, form)
        assert (answer.status_code, "<title>Error:" in answer.text) == (422, True), url
        assert 'id="error-summary"' in answer.text


def test_an_invitation_is_withdrawn_after_a_look(client_of, invitation):
    keeper, url = client_of("access_administrator"), reverse("withdraw_invitation", args=[DISTRICT, invitation.pk])
    assert invitation.email in keeper.get(url).text
    assert Invitation.objects.waiting().exists()
    assert keeper.post(url).status_code == 302
    assert not Invitation.objects.waiting().exists()
    assert keeper.post(url).status_code == 404


def test_names_and_addresses_are_text(client_of, keeper, district, today, viewer):
    viewer.name = "<script>alert(1)</script>"
    viewer.save()
    page = client_of("access_administrator").get(reverse("people", args=[DISTRICT]))
    assert "<script>alert" not in page.text


def test_queries_do_not_grow_with_people(client_of, django_assert_max_num_queries, organizations):
    client = client_of("access_administrator")
    for number in range(30):
        hold(factories.person_with("viewer", DISTRICT) if not number else _one(number), "contributor", DISTRICT, BEGINS)
    with django_assert_max_num_queries(15):
        client.get(reverse("people", args=[DISTRICT]))


def _one(number):
    from openperkins.portal.accounts.models import Person

    return Person.objects.create_user(f"person{number}@example.org", f"Person {number}")
