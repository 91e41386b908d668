"""A page of a draft is left at once after something was typed: by a link, a reload, a form, too much, or in dispute."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.checks import faults
from tests.browser.running import Portal, sign_in, until
from tests.browser.test_drafts import LEVELS, field, status, stored

PageAs = Callable[..., Any]


@pytest.fixture
def director(page_as: PageAs) -> Any:
    return begun(page_as("cte_director"))


def begun(page: Any) -> Any:
    """The page of a draft that somebody began: it has links to its history and its comments."""
    page.goto(LEVELS)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="History and versions").wait_for()
    return page


def asked(page: Any, *, leave: bool) -> list[str]:
    """The dialogs a page comes up with from now on, each answered the same way."""
    found: list[str] = []

    def answer(dialog: Any) -> None:
        found.append(dialog.type)
        dialog.accept() if leave else dialog.dismiss()

    page.on("dialog", answer)
    return found


def typed(page: Any, text: str) -> None:
    """Replace what is at an answer by pressing keys: a browser asks on leaving only who has touched the page."""
    field(page, "1S1").fill("")
    field(page, "1S1").press_sequentially(text)


def without_timers(page: Any) -> None:
    """Load the page anew with a clock that stands: no draft saves itself by waiting."""
    page.clock.install()
    page.reload()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(seconds=30))


def test_a_link_waits_for_what_was_typed(director: Any, page_as: PageAs):
    dialogs = asked(director, leave=False)
    typed(director, "Typed, and gone on at once.")
    director.get_by_role("link", name="Add a comment").click()
    director.locator("h1", has_text="Comments on").wait_for()
    assert not dialogs and stored(page_as, "1S1") == "Typed, and gone on at once."


def test_a_link_waits_as_well_while_another_saving_is_under_way(director: Any, page_as: PageAs):
    typed(director, "First.")
    director.locator("[id='1S1-adopt']").evaluate("radio => radio.click()")  # saves at once
    typed(director, "First, and second.")
    director.get_by_role("link", name="History and versions").click()
    director.locator("h1", has_text="History").wait_for()
    assert stored(page_as, "1S1") == "First, and second."


def test_a_reload_asks_and_loses_nothing_all_the_same(director: Any, page_as: PageAs):
    dialogs = asked(director, leave=True)
    without_timers(director)
    typed(director, "Typed, and loaded anew.")
    director.reload()
    assert dialogs == ["beforeunload"]
    until(director, lambda: stored(page_as, "1S1") == "Typed, and loaded anew.", "what was typed is lost")
    director.reload()
    assert dialogs == ["beforeunload"], "what is saved is left without a question"


def test_another_form_of_the_page_waits_as_well(context_as: Callable[..., Any], portal: Portal, page_as: PageAs):
    page = context_as().new_page()
    sign_in(page, portal.account("cte_director"))  # a session of its own, to be ended
    page.goto(LEVELS)
    typed(page, "Typed before signing out.")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_function("() => !document.querySelector('[data-autosave]')")
    assert stored(page_as, "1S1") == "Typed before signing out."


def test_a_page_that_is_hidden_saves(director: Any, page_as: PageAs):
    without_timers(director)
    typed(director, "Typed, then another window.")
    director.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    until(director, lambda: stored(page_as, "1S1") == "Typed, then another window.", "what was typed is not saved")


def test_what_is_in_dispute_is_not_left_without_a_question(director: Any, page_as: PageAs):
    negotiator = page_as("negotiator")
    negotiator.goto(LEVELS)
    typed(director, "The director's.")
    status(director, "^Saved")
    typed(negotiator, "The negotiator's.")
    status(negotiator, "Someone else saved an answer here")
    dialogs = asked(negotiator, leave=False)
    negotiator.get_by_role("link", name="History and versions").click()
    until(negotiator, lambda: bool(dialogs), "the browser does not ask")
    assert dialogs == ["beforeunload"] and field(negotiator, "1S1").input_value() == "The negotiator's."
    assert not faults(negotiator)


def test_without_a_connection_leaving_asks(context_as: Callable[..., Any]):
    context = context_as("cte_director")
    page = begun(context.new_page())
    context.set_offline(True)
    typed(page, "On the train.")
    status(page, "no connection")
    dialogs = asked(page, leave=False)
    page.get_by_role("link", name="History and versions").click()
    until(page, lambda: bool(dialogs), "the browser does not ask")
    assert dialogs == ["beforeunload"] and field(page, "1S1").input_value() == "On the train."


def test_more_than_a_page_that_is_gone_can_send_is_waited_for(director: Any, page_as: PageAs):
    typed(director, "Long.")
    long = {one: f"{one} " + "x" * 19_000 for one in ("1S1", "1S2", "2S1", "3S1")}
    for indicator, text in long.items():
        field(director, indicator).fill(text)
    director.get_by_role("link", name="History and versions").click()
    director.locator("h1", has_text="History").wait_for()
    director.goto(LEVELS)
    for indicator, text in long.items():
        assert field(director, indicator).input_value() == text
        field(director, indicator).fill("")
    status(director, "^Saved")
