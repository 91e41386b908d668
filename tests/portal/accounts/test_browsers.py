"""Where one is signed in, in words: the string a browser sends of itself is never shown."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openperkins.portal.accounts.browsers import browser_name
from tests.portal import factories
from tests.portal.accounts.conftest import sign_in
from tests.portal.factories import DISTRICT

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (X11; Linux x86_64) {_WEBKIT} Chrome/126.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (CHROME, "Chrome on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/126.0 Safari/537.36 Edg/126.0",
         "Edge on Windows"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {_WEBKIT} Chrome/126.0 Safari/537.36", "Chrome on Chromebook"),
        (f"Mozilla/5.0 (Linux; Android 14) {_WEBKIT} Chrome/126.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (Linux; Android 14) {_WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
         "Samsung Internet on Android"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/126.0 Safari/604.1",
         "Chrome on iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15",
         "Safari on Mac"),
        ("Firefox/127.0", "Firefox"),
        ("somebody's own (X11; Linux)", "A browser on Linux"),
        ("curl/8.5.0", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)  # fmt: skip
def test_a_browser_in_a_few_words(sent, name):
    assert browser_name(sent) == name


def test_the_page_of_sessions_shows_the_name_and_not_the_string(organizations):
    person = factories.person_with("viewer", DISTRICT)
    browser = Client(headers={"User-Agent": CHROME})
    sign_in(browser, person)
    text = browser.get(reverse("usersessions_list")).text
    assert "<td>Chrome on Linux</td>" in text
    assert "Mozilla" not in text and "126.0" not in text
