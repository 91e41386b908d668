"""Signing in: with a password, a second factor, a recovery code; what a stranger learns; how tries are limited."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from openperkins.portal.accounts.models import Person
from tests.portal import factories
from tests.portal.accounts.conftest import PASSWORD, sign_in
from tests.portal.factories import DISTRICT

#: what allauth does after the transaction changes the session before it is saved
COMMITTED = pytest.mark.django_db(transaction=True)
PAGE = f"/d/{DISTRICT}/2017/indicators/"


@pytest.fixture
def person(published):
    return factories.person_with("viewer", DISTRICT)


@pytest.fixture
def two_factors(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(client: Client) -> str:
    """Set the app up by its page; returns its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>(\w+)</code>", page.text)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


def test_with_the_password_one_is_in_and_where_one_was(client, person):
    assert client.get(PAGE).url == f"/account/login/?next={PAGE}"
    page = client.get(f"/account/login/?next={PAGE}")
    assert f'name="next" value="{PAGE}"' in page.text
    assert sign_in(client, person, next=PAGE).url == PAGE
    assert client.get(PAGE).status_code == 200


def test_one_is_not_led_elsewhere(client, person):
    assert sign_in(client, person, next="https://elsewhere.example/").url == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(person):
    def tried(email: str) -> tuple[int, str]:
        answer = Client().post("/account/login/", {"login": email, "password": "not the password"})
        return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)

    known, unknown = tried(person.email), tried("nobody@example.org")
    assert known == unknown
    assert known[0] == 422
    assert "<title>Error:" in known[1]
    assert "not the password" not in known[1]


def test_a_reset_answers_the_same_for_an_unknown_address(person):
    def asked(email: str) -> tuple[int, str]:
        answer = Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        return answer.status_code, answer.text

    assert asked(person.email) == asked("nobody@example.org")
    assert [message.to for message in mail.outbox] == [[person.email], ["nobody@example.org"]]
    assert "there is no account" in mail.outbox[1].body


@COMMITTED
def test_a_reset_link_sets_the_password_once_and_keeps_the_second_factor(client, person, two_factors):
    sign_in(client, person)
    secret = set_up(client)
    client.post(reverse("account_logout"))
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body)[0]
    form = client.get(link).url
    new = {"password1": "another long phrase here", "password2": "another long phrase here"}
    assert client.post(form, new).url == reverse("account_reset_password_from_key_done")
    assert "This link does not work" in Client().get(link, follow=True).text
    answer = client.post("/account/login/", {"login": person.email, "password": new["password1"]})
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(PAGE).status_code == 302
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert secret


def test_tries_to_sign_in_are_limited_for_an_address(person):
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{n}")
        .post("/account/login/", {"login": person.email, "password": "wrong one"})
        .text
        for n in range(7)
    ]
    assert "Too many" not in answers[0]
    assert "Too many" in answers[-1]
    assert "Too many" in sign_in(Client(REMOTE_ADDR="192.0.2.99"), person).text


def test_tries_to_sign_in_are_limited_from_one_place(db):
    statuses = [
        Client().post("/account/login/", {"login": f"p{n}@example.org", "password": "wrong one"}) for n in range(40)
    ]
    assert statuses[-1].status_code == 429 or "Too many" in statuses[-1].text


def test_resets_are_limited(db):
    answers = [Client().post(reverse("account_reset_password"), {"email": "nobody@example.org"}) for _ in range(10)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].text
    assert len(mail.outbox) < 10


def test_nobody_signs_up(client, db):
    page = client.get(reverse("account_signup"))
    assert "Accounts are made by invitation" in page.text
    form = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not Person.objects.exists()


def test_a_closed_account_does_not_sign_in(client, person):
    person.is_active = False
    person.save()
    sign_in(client, person)
    assert client.get(PAGE).status_code == 302


def test_an_unconfirmed_address_does_not_sign_in(client, person):
    EmailAddress.objects.update(verified=False)
    assert sign_in(client, person).url == reverse("account_email_verification_sent")
    assert client.get(PAGE).status_code == 302


def test_the_session_is_another_after_signing_in(client, person):
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    sign_in(client, person)
    assert client.session.session_key != before


@COMMITTED
def test_a_second_factor_is_set_up_before_anything_else(client, person, two_factors):
    sign_in(client, person)
    for url in (PAGE, "/", reverse("people", args=[DISTRICT])):
        assert client.get(url).url == reverse("mfa_activate_totp")
    assert client.post(PAGE).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml' in page.text
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (wrong.status_code, "<title>Error:" in wrong.text) == (422, True)
    set_up(client)
    assert client.get(PAGE).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<li><code>\d+</code>", codes.text)) == 10


@COMMITTED
def test_signing_in_takes_the_app_s_code_and_each_only_once(client, person, two_factors):
    sign_in(client, person)
    secret = set_up(client)
    from django.core.cache import cache

    cache.clear()  # the code that set it up counts as used
    one, two = Client(), Client()
    for browser in (one, two):
        assert sign_in(browser, person, next=PAGE).url.startswith(reverse("mfa_authenticate"))
        assert browser.get(PAGE).status_code == 302
    wrong = one.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert (wrong.status_code, "<title>Error:" in wrong.text) == (422, True)
    code = code_of(secret)
    assert one.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert one.get(PAGE).status_code == 200
    assert two.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422
    assert two.get(PAGE).status_code == 302


@COMMITTED
def test_a_recovery_code_opens_once(client, person, two_factors):
    sign_in(client, person)
    set_up(client)
    code = RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes")).get_unused_codes()[0]
    for status in (302, 422):
        browser = Client()
        sign_in(browser, person)
        assert browser.post(reverse("mfa_authenticate"), {"code": code}).status_code == status
        assert browser.get(PAGE).status_code == (200 if status == 302 else 302)


@COMMITTED
def test_a_session_from_before_the_factor_does_not_grow_with_it(client, person, two_factors):
    thief = Client()
    sign_in(thief, person)
    sign_in(client, person)
    set_up(client)
    assert client.get(PAGE).status_code == 200
    for url in (PAGE, reverse("mfa_deactivate_totp"), reverse("mfa_add_webauthn"), reverse("account_email")):
        assert thief.get(url).url.startswith(reverse("mfa_reauthenticate"))
        assert thief.post(url).url.startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert thief.get(reverse("mfa_reauthenticate")).status_code == 200


@COMMITTED
def test_without_the_last_factor_it_is_set_up_again(client, person, two_factors):
    sign_in(client, person)
    set_up(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert client.get(PAGE).url == reverse("mfa_activate_totp")


def test_changing_how_one_signs_in_asks_again(person):
    client = factories.signed_in(person)  # without a password just now
    for name in ("mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert "/reauthenticate/" in answer.url or name == "mfa_generate_recovery_codes"
    assert "Confirm that it is you" in client.get(reverse("account_reauthenticate")).text


@COMMITTED
def test_every_account_page_is_drawn_and_clean(client, person):
    sign_in(client, person)
    set_up(client)
    names = (
        "account_email", "account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_index",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_list_webauthn",
        "mfa_add_webauthn", "usersessions_list", "socialaccount_connections", "account_logout", "account_inactive",
        "socialaccount_login_cancelled", "socialaccount_login_error", "account_reset_password_done",
        "account_reset_password_from_key_done", "account_reset_password",
    )  # fmt: skip
    for name in names:
        page = client.get(reverse(name))
        assert page.status_code == (401 if name == "socialaccount_login_error" else 200), name
        _clean(page.text, name)
    strangers = ("account_login", "account_reset_password", "account_signup", "account_email_verification_sent")
    for name in strangers:
        _clean(Client().get(reverse(name)).text, name)


def _clean(text: str, name: str) -> None:
    """One h1, a language, no inline script or style: data for a script is JSON, which no browser runs."""
    assert len(re.findall(r"<h1", text)) == 1, name
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
        assert "src=" in attributes or "application/json" in attributes, name
        assert not ("src=" in attributes and body.strip()), name
    assert not re.search(r"\sstyle=|<style|\son\w+=", text), name


def test_a_passkey_page_brings_its_data_and_scripts(client, person):
    sign_in(client, person)
    page = client.get(reverse("mfa_add_webauthn")).text
    assert '<script id="js_data" type="application/json">' in page
    assert "mfa/js/webauthn.js" in page
    assert "portal/js/webauthn.js" in page
    options = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert options.status_code in (200, 302)
    assert (
        "request_options" in Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    )


def test_the_state_s_sign_in_is_shown_when_there_is_one(client, db, settings):
    assert "State's sign-in" not in client.get("/account/login/").text
    app = {
        "provider_id": "state",
        "name": "State Portal",
        "client_id": "x",
        "secret": "y",
        "settings": {"server_url": "https://login.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = client.get("/account/login/").text
    assert "Sign in with State Portal" in page
    assert 'action="/account/oidc/state/login/' in page


def test_other_sessions_are_seen_and_ended(person):
    one, two = Client(), Client()
    sign_in(one, person)
    sign_in(two, person)
    one.get(PAGE)
    two.get(PAGE)
    assert "Sessions (2)" in one.get(reverse("usersessions_list")).text
    one.post(reverse("usersessions_list"))
    assert two.get(PAGE).status_code == 302
    assert one.get(PAGE).status_code == 200
