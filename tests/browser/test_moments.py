"""Pages that come only when something is done: each is held to what every page is held to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.checks import faults, listen
from tests.browser.running import Portal, follow

PageAs = Callable[..., Any]
ANSWERS = "/d/00010000/2017/follow-up/answers/"


def check(page: Any, heading: str, *, error: bool = False) -> None:
    """That is the page, and nothing is wrong with it."""
    assert page.locator("h1").inner_text().startswith(heading)
    found = faults(page, error=error)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("/no-such-page/", "Page not found"),
        ("/s/publications/", "You"),
        ("/d/00410000/2017/indicators/", "Page not found"),
    ],
)
def test_refusals(url: str, heading: str, page_as: PageAs):
    page = page_as("viewer")
    page.goto(url)
    check(page, heading)


def test_seeing_students(page_as: PageAs):
    page = page_as("cte_director")
    complaints = listen(page)
    page.goto("/d/00010000/2017/indicators/1S2/all/students/")
    page.get_by_label("Why do you need").fill("Looking through the records of the grade 10 test.")
    follow(page, page.get_by_role("button", name="Continue"))
    check(page, "1S2")
    follow(page, page.locator("main table").first.get_by_role("link").first)
    check(page, "1S2")
    assert not complaints


def test_viewing_as_a_district(page_as: PageAs):
    page = page_as("support")
    page.goto("/s/view-as/00010000/")
    page.get_by_label("Why").fill("The district asked what it sees.")
    follow(page, page.locator("main form [type=submit]"))
    assert page.get_by_text("Read only.").is_visible()
    check(page, "Your year at a glance")
    follow(page, page.get_by_role("link", name="Deadlines", exact=True))
    check(page, "Deadlines")
    follow(page, page.get_by_role("button", name="Return to your own view"))
    check(page, "Home")
    assert page.get_by_text("Read only.").count() == 0


def test_two_people_at_one_answer(page_as: PageAs):
    """Neither's text is lost; who comes second chooses."""
    first, second = page_as("cte_director"), page_as("contributor")
    for page in (first, second):
        page.goto(ANSWERS)
    for page, text in ((first, "moved to Vermont"), (second, "moved to Maine")):
        page.get_by_label("Note").first.fill(text)
        follow(page, page.get_by_role("button", name="Save", exact=True))
    check(second, "Someone else saved these answers")
    assert second.get_by_text("moved to Vermont").is_visible() and second.get_by_text("moved to Maine").is_visible()
    follow(second, second.get_by_role("button", name="Save these answers"))
    second.goto(ANSWERS)
    assert second.get_by_label("Note").first.input_value() == "moved to Maine"


def test_what_was_typed_when_the_session_had_ended(page_as: PageAs, portal: Portal):
    page = page_as("access_administrator")
    page.goto("/d/00010000/people/invite/")
    page.get_by_label("Name").fill("Lena Late Ending")
    page.get_by_label("E-mail address").fill("lena@d0001.example")
    page.context.clear_cookies(name="sessionid")
    follow(page, page.get_by_role("button", name="Send the invitation"))
    check(page, "Your session ended")
    assert page.get_by_label("Name").input_value() == "Lena Late Ending"


def test_the_calendar_address(page_as: PageAs):
    page = page_as("viewer")
    page.goto("/d/00010000/2017/deadlines/")
    follow(page, page.get_by_role("button", name="Subscribe"))
    check(page, "Your calendar address")


def test_an_invitation_is_accepted(page_as: PageAs, portal: Portal):
    page = page_as()
    page.goto(f"/account/invitation/{portal.furnished['token']}/")
    check(page, "You are invited")
    for field in page.locator("main input[type=password]").all():
        field.fill("a long invented sentence")
    follow(page, page.get_by_role("button", name="Accept"))
    check(page, "Sign in")
    assert page.get_by_text("Your account is ready.").is_visible()
    page.goto(f"/account/invitation/{portal.furnished['token']}/")
    check(page, "This link does not work")


def test_what_follows_a_message(page_as: PageAs):
    """A page with words of what was done, and a question before what cannot be undone."""
    page = page_as("access_administrator")
    page.goto("/d/00010000/people/")
    follow(page, page.get_by_role("link", name="Vera Lindqvist"))
    follow(page, page.get_by_role("link", name="Replace"))
    page.get_by_label("Name").fill("Wanda Next")
    page.get_by_label("E-mail address").fill("wanda@d0001.example")
    follow(page, page.locator("main form [type=submit]").first)
    check(page, "Check both names")
