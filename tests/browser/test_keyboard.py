"""The main tasks with the keyboard alone (design: check A2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.keyboard import MOST_STOPS, Keyboard
from tests.browser.running import Portal

PageAs = Callable[..., Any]
HEAT_MAP = "/d/00010000/2017/indicators/"


@pytest.fixture
def keys_as(page_as: PageAs) -> Callable[..., Keyboard]:
    """Without motion, so that a page has arrived where it scrolls to."""
    return lambda who=None, **settings: Keyboard(page_as(who, reduced_motion="reduce", **settings))


KeysAs = Callable[..., Keyboard]


def test_sign_in(keys_as: KeysAs, portal: Portal):
    keys, account = keys_as(), portal.account("negotiator")
    keys.open("/")
    assert keys.tab()["words"] == "Skip to main content"
    keys.to("E")  # the first field
    keys.type(account["email"])
    keys.to("Password")
    keys.type(account["password"])
    keys.press("Enter")
    assert keys.heading == "Your year at a glance"


def test_the_way_past_the_header(keys_as: KeysAs):
    keys = keys_as("cte_director")
    keys.open(HEAT_MAP)
    keys.tab()
    keys.page.keyboard.press("Enter")
    assert keys.page.evaluate("document.activeElement.id") == "main"
    assert keys.tab()["words"] == "Excel"


def test_read_why_a_plan_is_required(keys_as: KeysAs):
    keys = keys_as("cte_director")
    keys.open("/")
    keys.to("Core indicators")
    keys.press("Enter")
    keys.to("Skip the table")
    while not keys.tab()["words"].endswith("Plan"):
        assert keys.stops < MOST_STOPS
    keys.press("Enter")
    assert keys.page.get_by_role("heading", name="Plan required").is_visible()


def test_filter_the_heat_map(keys_as: KeysAs):
    keys = keys_as("cte_director")
    keys.open(HEAT_MAP)
    rows = keys.page.locator("table.heat-map tbody tr")
    before = rows.count()
    keys.to("Only populations")
    keys.page.keyboard.press("Space")
    keys.to("Show", whole=True)
    keys.press("Enter")
    assert 0 < rows.count() < before
    assert keys.page.locator("table.heat-map tbody tr:not(:has(td a))").count() == 0


def test_the_heat_map_has_few_stops_and_all_are_seen_both_ways(keys_as: KeysAs):
    keys = keys_as("cte_director")
    keys.open(HEAT_MAP)
    names = [keys.tab()["name"]]
    while not names[-1].startswith("a") or "liaison@" not in names[-1]:
        names.append(keys.tab()["name"])
        assert len(names) <= MOST_STOPS, names
    for _ in names[1:]:
        keys.tab(back=True)
    assert keys.where()["words"] == "Skip to main content"


@pytest.mark.parametrize(
    "url", ["/d/00010000/2017/indicators/1S2/female/", "/d/00010000/files/", "/d/00010000/people/"]
)
def test_every_stop_of_a_page_is_seen_on_a_small_screen(url: str, keys_as: KeysAs):
    keys = keys_as("cte_director", viewport={"width": 320, "height": 480})
    keys.open(url)
    at = keys.tab()
    while "liaison@" not in at["words"]:
        at = keys.tab()
        assert keys.stops < 200


def test_send_a_file(keys_as: KeysAs, portal: Portal):
    keys = keys_as("contributor")
    keys.open("/d/00010000/files/?year=2018")
    keys.to("Send files")
    keys.press("Enter")
    keys.to("Collection")
    keys.type("October")
    keys.to("School year")
    keys.type("2017-18")
    keys.to("File")
    _space_would_open_the_chooser(keys)
    keys.page.locator("input[type=file]").set_input_files(portal.home / portal.furnished["to_send"][0])
    keys.to("Send", whole=True)
    keys.press("Enter")
    assert keys.heading.startswith("October SIMS 2017-18")
    keys.page.get_by_role("heading", name="What the checks found").wait_for()


def _space_would_open_the_chooser(keys: Keyboard) -> None:
    """The chooser is the browser's own and opens on this event; it is held back, for nobody is there to close it."""
    keys.page.locator("input[type=file]").evaluate(
        """input => input.addEventListener(
        "click", event => { event.preventDefault(); input.dataset.opened = event.isTrusted; }, { once: true })"""
    )
    keys.page.keyboard.press("Space")
    keys.page.locator("input[type=file][data-opened=true]").wait_for()


def test_what_renews_itself_leaves_the_focus_where_it_is(keys_as: KeysAs, portal: Portal):
    """A page that asks again every two seconds must not throw the reader back: its link has an id."""
    keys = keys_as("contributor")
    url = f"/d/00010000/files/{portal.furnished['files']['certified']}/"
    every = 'hx-get="{}" hx-trigger="every 2s" hx-swap="outerHTML"'
    again = f'<div id="state" {every}><a id="look" href="#main">Look again</a></div>'
    answers = []

    def renew(route: Any) -> None:
        answers.append(route.request.headers.get("hx-request"))
        route.fulfill(body=again.format("/renewed/"), content_type="text/html")

    keys.page.route("**/renewed/", renew)
    keys.open(url)
    keys.page.evaluate(
        """html => { const main = document.querySelector("main");
        main.insertAdjacentHTML("afterbegin", html); window.htmx.process(main); }""",
        again.format("/renewed/"),
    )
    keys.to("Look again")
    with keys.page.expect_response("**/renewed/"):
        pass
    keys.page.wait_for_timeout(100)
    assert answers
    assert keys.where()["words"] == "Look again"


def test_certify(keys_as: KeysAs, portal: Portal):
    keys = keys_as("superintendent")
    keys.open(f"/d/00010000/files/{portal.furnished['files']['ready']}/")
    keys.to("Certify")
    keys.press("Enter")
    keys.to("Certify")
    keys.press("Enter")
    assert keys.heading == "Receipt"


def test_invite_a_person(keys_as: KeysAs):
    keys = keys_as("access_administrator")
    keys.open("/d/00010000/people/")
    keys.to("Invite a person")
    keys.press("Enter")
    keys.to("Name")
    keys.type("Kim Key")
    keys.to("E-mail address")
    keys.type("kim.key@d0001.example")
    keys.to("Viewer")
    keys.page.keyboard.press("Space")
    keys.to("Send the invitation")
    keys.press("Enter")
    assert keys.page.get_by_role("row", name="Kim Key").is_visible()


def test_approve_a_publication(keys_as: KeysAs):
    keys = keys_as("administrator")
    keys.open("/")
    keys.to("Approve the figures of 2016-17")
    keys.press("Enter")
    keys.to("Approve and publish")
    keys.press("Enter")
    keys.to("Approve and publish")
    keys.press("Enter")
    assert keys.page.get_by_text("The figures are published.").is_visible()


def test_subscribe_to_the_calendar(keys_as: KeysAs):
    keys = keys_as("negotiator")
    keys.open("/")
    keys.to("Deadlines")
    keys.press("Enter")
    keys.to("Subscribe")
    keys.press("Enter")
    assert keys.heading == "Your calendar address"
    keys.to("Calendar address")
    assert "/calendar/" in keys.page.evaluate("document.activeElement.value")


def test_find_a_district(keys_as: KeysAs):
    keys = keys_as("liaison")
    keys.open("/change/")
    keys.to("Name or code")
    keys.type("alder")
    keys.press("Enter")
    keys.to("Alderbrook")
    keys.press("Enter")
    assert keys.heading == "Your year at a glance"


def test_choose_reminders(keys_as: KeysAs):
    keys = keys_as("viewer")
    keys.open("/notices/reminders/")
    keys.to("How many days before")
    keys.page.keyboard.press("Control+a")
    keys.type("30, 7")
    keys.to("Save")
    keys.press("Enter")
    keys.open("/notices/reminders/")
    assert keys.page.get_by_label("How many days before").input_value() == "30, 7"


def test_one_key_extends_the_session(keys_as: KeysAs):
    keys = keys_as("viewer")
    keys.page.clock.install()
    keys.open("/notices/reminders/")
    keys.to("How many days before")
    keys.page.clock.fast_forward("56:00")
    keys.page.locator("dialog[open]").wait_for()
    assert keys.where()["words"] == "Stay signed in"
    with keys.page.expect_response("**/account/extend/") as answer:
        keys.page.keyboard.press("Enter")
    assert answer.value.status == 204
    keys.page.locator("dialog[open]").wait_for(state="detached")
    assert keys.where()["words"].startswith("How many days before")
