"""Sessions end by themselves, lead back to where one was, and lose nothing that was typed."""

from __future__ import annotations

import html
import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from openperkins.portal.accounts.models import Invitation, ViewingAs
from openperkins.portal.documents.titles import titles_at
from tests.portal import factories
from tests.portal.accounts.conftest import PASSWORD, sign_in
from tests.portal.factories import DISTRICT

PAGE = f"/d/{DISTRICT}/people/?left=yes&page=1"
INVITE = f"/d/{DISTRICT}/people/invite/"
TYPED = {
    "name": "Nora <b>New</b> & others",
    "email": "nora@example.org",
    "roles": ["viewer", "contributor"],
    "begins": "2099-01-01",
    "password": "never to be shown",
}


@pytest.fixture
def later(monkeypatch):
    """`later(61)`: let so many minutes pass."""
    really = time.time

    def pass_by(minutes: float) -> None:
        monkeypatch.setattr(time, "time", lambda: really() + minutes * 60)

    return pass_by


@pytest.fixture
def person(organizations):
    return factories.person_with("access_administrator", DISTRICT)


@pytest.fixture
def browser(person):
    """One that is careful about forms, as real ones are."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(PAGE)
    return client


def token(text: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]


def hidden(text: str) -> list[tuple[str, str]]:
    """The hidden fields of the form of the page's main part."""
    main = text[text.index("<main") : text.index("</main")]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return [(name, html.unescape(value)) for name, value in found]


def test_an_idle_session_ends_says_why_and_leads_back(browser, later, person):
    later(59)
    assert browser.get(PAGE).status_code == 200
    later(59 + 61)
    answer = browser.get(PAGE)
    assert answer.status_code == 302
    login = browser.get(answer.url).text
    assert "You were signed out." in login
    assert "Nothing was typed or opened" in login
    back = html.unescape(re.search(r'name="next" value="([^"]+)"', login)[1])
    assert back == PAGE
    form = {"login": person.email, "password": PASSWORD, "next": back, "csrfmiddlewaretoken": token(login)}
    assert browser.post("/account/login/", form).url == PAGE
    browser.get(PAGE)
    assert "ended" not in browser.session


def test_what_the_page_asks_for_by_itself_is_nobody_being_there(browser, later):
    later(40)
    browser.get(PAGE, headers={"X-Background": "1"})
    later(61)
    assert browser.get(PAGE).status_code == 302


def test_one_key_extends(person, later):
    client = factories.signed_in(person)
    client.get(PAGE)
    later(59)
    assert client.post(reverse("extend_session")).status_code == 204
    later(59 + 59)
    assert client.get(PAGE).status_code == 200


def test_a_session_lasts_a_working_day_however_busy(browser, later):
    for minutes in range(0, 12 * 60, 50):
        later(minutes)
        assert browser.get(PAGE).status_code == 200
    later(12 * 60 + 1)
    answer = browser.get(PAGE)
    assert answer.status_code == 302
    assert "a working day at most" in browser.get(answer.url).text


def _sent_too_late(browser: Client, later) -> str:
    form = token(browser.get(INVITE).text)
    later(61)
    answer = browser.post(INVITE, TYPED | {"csrfmiddlewaretoken": form})
    assert answer.status_code == 401
    return answer.text


def test_an_answer_is_shown_under_its_question_without_what_the_page_carries_unseen(organizations):
    fields = {
        "tab": "two words",
        "was.male.plan": "As it was shown before.",
        "q.male.plan": "Tutors twice a week.",
        "was.male.staff": "M. Silva\nR. Grey",
        "q.male.staff": "M. Silva\r\nR. Grey",
        "at": "male.plan",
    }
    answer = Client().post(f"/d/{DISTRICT}/2018/plans/2S1/", fields | {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 401
    assert re.findall(r'<label class="usa-label" for="kept-\d+">(.*?)</label>', answer.text) == ["Male: the plan"]
    # where a page's questions are not known the name stays readable
    assert titles_at("/d/00010000/2018/needs/")("q.plan.work_based-learning") == "Plan: work based learning"
    assert titles_at("/s/nothing/")("note") == "Note"


def test_what_was_typed_is_shown_and_sent_after_signing_in(browser, later, person):
    page = _sent_too_late(browser, later)
    assert "Nothing was saved, and nothing you typed is lost" in page
    assert "Nora &lt;b&gt;New&lt;/b&gt; &amp; others" in page
    assert "never to be shown" not in page
    assert not Invitation.objects.exists()
    kept = dict(hidden(page))
    # not signed in yet: the page comes again and keeps it
    again = browser.post(reverse("send_again"), kept)
    assert (again.status_code, dict(hidden(again.text))["kept"]) == (401, kept["kept"])
    login = browser.get("/account/login/").text
    form = {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token(login)}
    assert browser.post("/account/login/", form).status_code == 302
    ready = browser.post(reverse("send_again"), kept)
    assert ready.status_code == 200
    assert f'action="{INVITE}"' in ready.text
    assert "never to be shown" not in ready.text
    fields: dict[str, list[str]] = {}
    for name, value in hidden(ready.text):
        fields.setdefault(name, []).append(value)
    assert browser.post(INVITE, fields).status_code == 302
    made = Invitation.objects.get()
    assert (made.name, made.email, made.roles) == (TYPED["name"], TYPED["email"], TYPED["roles"])


def test_another_person_is_not_offered_what_somebody_typed(browser, later):
    kept = dict(hidden(_sent_too_late(browser, later)))
    other = factories.person_with("superintendent", DISTRICT)
    assert factories.signed_in(other).post(reverse("send_again"), kept).status_code == 404  # in another browser
    browser.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(reverse("send_again"), kept).status_code == 403


def test_a_cookie_that_is_gone_loses_nothing_either(browser):
    form = token(browser.get(INVITE).text)
    del browser.cookies["sessionid"]
    answer = browser.post(INVITE, TYPED | {"csrfmiddlewaretoken": form})
    assert answer.status_code == 401
    assert "Nora &lt;b&gt;" in answer.text


def test_nothing_is_offered_that_was_not_taken_from_our_own_form(browser, later, person):
    later(61)
    strange = browser.post(INVITE, TYPED)  # no token: not one of our forms
    assert strange.status_code == 403
    assert "Nora" not in strange.text
    for forged in ("", "eyJ0byI6Ii8ifQ:forged:forged"):
        answer = factories.signed_in(person).post(reverse("send_again"), {"kept": forged, "to": "/", "name": "x"})
        assert answer.status_code == 404
    assert Client().get(reverse("send_again")).status_code == 404


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(browser, later):
    form = token(browser.get(INVITE).text)
    later(61)
    for ask in (browser.get, browser.post):
        answer = ask(INVITE, headers={"HX-Request": "true", "X-CSRFToken": form})
        assert (answer.status_code, answer.content) == (401, b"")


def test_an_ended_session_ends_viewing_as_a_district(client_of, later):
    client = client_of("support")
    client.post(reverse("view_as", args=[DISTRICT]), {"reason": "Asked for help"})
    later(61)
    client.get("/")
    assert ViewingAs.objects.get().ended_at is not None


def test_the_session_s_cookie_is_not_for_scripts(client, person):
    sign_in(client, person)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
