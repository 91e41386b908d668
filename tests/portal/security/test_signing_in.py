"""Signing in, attacked: a second factor passed by, tries without end, an account that was taken over before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openperkins.portal.accounts.models import Person
from tests.portal import factories
from tests.portal.factories import DISTRICT
from tests.portal.samples import make_samples
from tests.portal.test_every_url import OURS

PASSWORD = "a password for tests"


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_without_a_second_factor_no_page_opens_but_its_set_up(published, client_of, settings, method):
    settings.REQUIRE_SECOND_FACTOR = True
    samples = make_samples(DISTRICT)
    client = client_of("cte_director")
    for name, view, arguments in OURS:
        if view.access.place == "public" or name == "extend_session":
            continue
        url = reverse(name, kwargs=samples.arguments(name, arguments, DISTRICT))
        answer = client.generic(method, url)
        assert (answer.status_code, answer.url) == (302, reverse("mfa_activate_totp")), name


@pytest.mark.parametrize(
    "name", ["mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_download_recovery_codes"]
)
def test_recovery_codes_are_no_second_factor_by_themselves(published, client_of, settings, name):
    settings.REQUIRE_SECOND_FACTOR = True
    client = client_of("cte_director")
    client.post(reverse(name), {"sent": "yes"})
    assert "second_factor" not in client.session
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).url == reverse("mfa_activate_totp")


def test_tries_are_counted_by_the_connection_not_by_what_a_request_says(published):
    """X-Forwarded-For is anybody's to write when no proxy is in front."""
    answers = [
        Client()
        .post(
            "/account/login/",
            {"login": f"somebody{n}@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.1.{n}"},
        )
        .status_code
        for n in range(40)
    ]
    assert answers[-1] == 429


def test_behind_a_proxy_only_what_the_proxy_added_counts(published, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        Client()
        .post(
            "/account/login/",
            {"login": f"somebody{n}@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.7"},
        )
        .status_code
        for n in range(40)
    ]
    assert answers[-1] == 429
    elsewhere = Client().post(
        "/account/login/",
        {"login": "somebody@example.org", "password": "wrong"},
        headers={"X-Forwarded-For": "10.0.0.1, 192.0.2.8"},
    )
    assert elsewhere.status_code == 422


def test_a_new_password_ends_every_other_session(published):
    person = factories.person_with("viewer", DISTRICT)
    client = factories.signed_in(person)
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 200
    person.set_password("another password for tests")
    person.save()
    assert client.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 302


def test_a_session_handed_to_somebody_is_not_theirs_after_they_sign_in(published):
    person = factories.person_with("viewer", DISTRICT)
    client = Client()
    client.post(reverse("invite", args=[DISTRICT]), {"csrfmiddlewaretoken": "x", "name": "makes a session"})
    planted = client.cookies["sessionid"].value
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get(reverse("heat_map", args=[DISTRICT, 2017])).status_code == 302


def test_nobody_signs_up_or_in_by_a_door_that_is_not_used(db):
    for path in ("/account/signup/", "/account/3rdparty/signup/", "/account/login/code/", "/admin/", "/account/admin/"):
        Client().post(path, {"email": "m@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.exists()
    assert Client().get("/admin/").status_code == 404
