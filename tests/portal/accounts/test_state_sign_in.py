"""Signing in by the State's own portal (OpenID Connect), against a provider that listens."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from openperkins.portal.accounts.models import Person
from tests.portal import factories
from tests.portal.accounts.conftest import sign_in
from tests.portal.accounts.provider import Provider, running
from tests.portal.factories import DISTRICT

PAGE = f"/d/{DISTRICT}/2017/indicators/"
LOGIN = "/account/oidc/state/login/"


@pytest.fixture
def provider(settings):
    with running() as found:
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [found.app], "OAUTH_PKCE_ENABLED": True}}
        yield found


@pytest.fixture
def person(published):
    return factories.person_with("viewer", DISTRICT)


@pytest.fixture
def there(person):
    """The person as the provider knows them; it gives them another address than the portal has."""
    return {"sub": "8f3-stable", "email": "p.tester@state.example", "email_verified": True, "name": person.name}


def gone_there(client: Client, provider: Provider, who: dict, **query: str):
    """The portal's answer when somebody came back from the provider."""
    away = client.post(LOGIN + ("?process=connect" if query.get("process") == "connect" else ""))
    address = away.headers.get("Location") or away.text.split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert address.startswith(f"{provider.address}/authorize?")
    return client.get(provider.consented(address, who))


def connect(person: Person, provider: Provider, who: dict) -> None:
    client = Client()
    sign_in(client, person)
    assert gone_there(client, provider, who, process="connect").status_code == 302


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_who_tied_the_account_signs_in_by_it(provider, person, there):
    connect(person, provider, there)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid, tied.provider) == (person, "8f3-stable", "state")
    client = Client()
    assert gone_there(client, provider, there).status_code == 302
    assert is_in(client)
    assert provider.refused == []


def test_the_states_sign_in_counts_as_a_second_factor(provider, person, there, settings):
    connect(person, provider, there)
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    gone_there(client, provider, there)
    assert is_in(client)


@pytest.mark.parametrize("email", ["somebody@state.example", None])
def test_who_is_not_tied_gets_no_account(provider, person, there, email):
    stranger = {**there, "sub": "another", "email": email or person.email}
    people = Person.objects.count()
    client = Client()
    gone_there(client, provider, stranger)
    assert not is_in(client)
    assert Person.objects.count() == people
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("claims", [{"aud": "another portal"}, {"iss": "https://elsewhere.example"}, {"exp": 1000}])
def test_a_token_for_somebody_else_or_from_somewhere_else_or_too_old_opens_nothing(provider, person, there, claims):
    connect(person, provider, there)
    provider.claims = claims
    client = Client()
    gone_there(client, provider, there)
    assert not is_in(client)


def test_an_answer_nobody_waits_for_opens_nothing(provider, person, there):
    """Somebody else's answer put under one's nose: the session that asked is not this one."""
    connect(person, provider, there)
    asked, other = Client(), Client()
    address = asked.post(LOGIN).headers["Location"]
    other.get(provider.consented(address, there))
    assert not is_in(other)
    assert not is_in(asked)


def test_who_was_ended_does_not_come_in_by_the_state(provider, person, there):
    connect(person, provider, there)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    client = Client()
    gone_there(client, provider, there)
    assert client.get(PAGE).status_code == 302
