"""Invitations: what is mailed, what a link opens, and everything that does not open anything."""

from __future__ import annotations

import datetime
import smtplib

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from openperkins.portal.accounts import invitations
from openperkins.portal.accounts.models import Invitation, Membership, Person
from openperkins.portal.audit.models import Event
from openperkins.portal.workflow import Refused
from tests.portal import factories
from tests.portal.accounts.conftest import reach, token_of
from tests.portal.factories import DISTRICT, OTHER, STATE

NEW = "new.person@example.org"
GOOD = {"name": "New Person", "password": "a long phrase of words", "again": "a long phrase of words"}


@pytest.fixture
def invited(keeper, district, today, django_capture_on_commit_callbacks):
    """Somebody new is invited as CTE director; returns the link of the mail."""
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(
            organization=district, email=NEW, name="New Person", roles=["cte_director"], begins=today, by=keeper
        )
    return f"/account/invitation/{token_of(mail.outbox[-1])}/"


def test_the_mail_says_who_invites_for_what(invited, keeper):
    (message,) = mail.outbox
    assert message.to == [NEW]
    for words in (str(keeper.person), "CTE director", "Alderbrook"):
        assert words in message.body
    invitation = Invitation.objects.get()
    assert invitation.mailed_at is not None
    assert token_of(message) not in (invitation.token_sha256, str(Event.objects.get(verb="invitation.sent").details))


def test_the_link_makes_an_account_once(invited, client):
    page = client.get(invited)
    assert page.status_code == 200
    assert "CTE director" in page.text
    answer = client.post(invited, GOOD)
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    person = Person.objects.get(email=NEW)
    assert reach(person).held == (("cte_director", DISTRICT),)
    assert EmailAddress.objects.get(user=person).verified
    assert Event.objects.get(verb="invitation.accepted").by == person
    assert client.get(invited).status_code == 404
    assert client.post(invited, GOOD).status_code == 404
    assert Membership.objects.filter(person=person).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short", "again": "short"},
        {"again": "a long phrase of other words"},
        {"password": NEW, "again": NEW},
        {"password": "password1234", "again": "password1234"},
        {"name": ""},
    ],
)
def test_a_weak_password_is_told_and_never_shown(invited, client, wrong):
    answer = client.post(invited, GOOD | wrong)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert f'value="{(GOOD | wrong)["password"]}"' not in answer.text
    assert not Person.objects.filter(email=NEW).exists()


def test_hidden_fields_change_nothing(invited, client, today):
    more = {"role": "superintendent", "roles": "superintendent", "organization": OTHER, "email": "x@example.org"}
    client.post(invited, GOOD | more | {"is_superuser": "on", "begins": "2001-01-01"})
    membership = Membership.objects.get(person__email=NEW)
    assert (membership.organization_id, membership.role, membership.begins) == (DISTRICT, "cte_director", today)


def _used(invited, client):
    client.post(invited, GOOD)


def _withdrawn(invited, client):
    invitations.withdraw(Invitation.objects.get(), by=factories.reach_with("access_administrator", DISTRICT))


def _run_out(invited, client):
    Invitation.objects.update(expires_at=timezone.now())


def _sent_again(invited, client):
    Invitation.objects.update(mailed_at=timezone.now() - datetime.timedelta(minutes=2))
    invitations.send_again(Invitation.objects.get(), by=factories.reach_with("access_administrator", DISTRICT))


@pytest.mark.parametrize("ended", [_used, _withdrawn, _run_out, _sent_again])
def test_links_that_do_not_work_answer_like_unknown_ones(invited, client, ended):
    ended(invited, client)
    client.cookies.clear()
    unknown = client.get("/account/invitation/no-such-token/")
    answer = client.get(invited)
    assert (answer.status_code, answer.text) == (unknown.status_code, unknown.text)
    assert answer.status_code == 404
    assert client.post(invited, GOOD).status_code == 404


def test_the_link_works_to_its_last_moment(invited, client, today, at):
    begun = Invitation.objects.get()
    assert begun.expires_at - begun.sent_at == datetime.timedelta(days=14)
    at(today + datetime.timedelta(days=13), 23)
    assert client.get(invited).status_code == 200
    at(today + datetime.timedelta(days=15))
    assert client.get(invited).status_code == 404


def test_a_role_accepted_late_begins_on_the_day_and_one_for_later_waits(invited, client, today, at):
    Invitation.objects.update(begins=today + datetime.timedelta(days=3))
    client.post(invited, GOOD)
    person = Person.objects.get(email=NEW)
    assert reach(person).held == ()
    at(today + datetime.timedelta(days=3))
    assert reach(person).held == (("cte_director", DISTRICT),)


def test_somebody_with_an_account_signs_in_and_accepts(
    keeper, district, today, client, django_capture_on_commit_callbacks
):
    person = factories.person_with("viewer", OTHER)
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(
            organization=district, email=person.email.upper(), name="", roles=["viewer"], begins=today, by=keeper
        )
    link = f"/account/invitation/{token_of(mail.outbox[-1])}/"
    page = client.get(link)
    assert f"/account/login/?next={link}" in page.text
    assert client.post(link, GOOD).status_code == 403
    stranger = factories.signed_in(factories.person_with("superintendent", OTHER))
    assert person.email in stranger.get(link).text
    assert stranger.post(link).status_code == 403
    mine = factories.signed_in(person)
    assert mine.post(link).status_code == 302
    assert sorted(reach(person).held) == [("viewer", DISTRICT), ("viewer", OTHER)]
    assert mine.post(link).status_code == 404


def test_an_address_somebody_only_claims_is_not_theirs(invited, client):
    thief = factories.person_with("viewer", OTHER)
    EmailAddress.objects.create(user=thief, email=NEW, verified=False)
    assert "Make your account" in factories.signed_in(thief).get(invited).text
    client.post(invited, GOOD)
    assert reach(thief).held == (("viewer", OTHER),)


def test_nobody_invites_themselves(keeper, district, today):
    EmailAddress.objects.create(user=keeper.person, email="mine.too@example.org", verified=True)
    for email in (keeper.person.email.upper(), "mine.too@example.org"):
        with pytest.raises(Refused, match="your own roles"):
            invitations.invite(
                organization=district, email=email, name="", roles=["superintendent"], begins=today, by=keeper
            )


def test_a_district_invites_for_no_state_role_and_no_other_district(keeper, organizations, today):
    with pytest.raises(Refused, match="cannot be held"):
        invitations.invite(
            organization=organizations[DISTRICT], email=NEW, name="", roles=["liaison"], begins=today, by=keeper
        )
    for code in (OTHER, STATE):
        with pytest.raises(PermissionDenied):
            invitations.invite(
                organization=organizations[code], email=NEW, name="", roles=["viewer"], begins=today, by=keeper
            )


def test_the_same_address_is_not_invited_twice(invited, keeper, district, today):
    with pytest.raises(Refused, match="invited already"):
        invitations.invite(organization=district, email=NEW, name="", roles=["viewer"], begins=today, by=keeper)


def test_pressing_send_again_twice_sends_once(invited, keeper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert not invitations.send_again(Invitation.objects.get(), by=keeper)
    assert len(mail.outbox) == 1


def test_a_mail_that_does_not_leave_is_told_and_can_be_sent_again(
    client_of, monkeypatch, django_capture_on_commit_callbacks
):
    def fails(*args: object, **kwargs: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(invitations, "send_mail", fails)
    keeper = client_of("access_administrator")
    data = {"name": "New", "email": NEW, "roles": ["viewer"], "begins": timezone.localdate().isoformat()}
    with django_capture_on_commit_callbacks(execute=True):
        assert keeper.post(f"/d/{DISTRICT}/people/invite/", data).status_code == 302
    assert "Mail could not be sent" in keeper.get(f"/d/{DISTRICT}/people/").text
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(f"/d/{DISTRICT}/people/invitations/{Invitation.objects.get().pk}/send/")
    assert [message.to for message in mail.outbox] == [[NEW]]


def test_the_first_system_administrator_is_invited_by_command(db, client, capsys):
    call_command("invite_first", "first@example.org", "First Person")
    link = capsys.readouterr().out.strip().rpartition(" ")[2]
    assert client.post(link[link.index("/account/") :], GOOD).status_code == 302
    assert reach(Person.objects.get()).held == (("system_administrator", STATE),)
    with pytest.raises(CommandError, match="already"):
        call_command("invite_first", "second@example.org", "Second Person")
