"""Text that is being written is never lost: two people, two windows, no connection, a session that ended, Back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.checks import faults, listen
from tests.browser.running import Portal, follow, sign_in

PageAs = Callable[..., Any]
LEVELS = "/d/00010000/2013/levels/propose/"  # nobody else opens it: what is written here stays


def field(page: Any, indicator: str) -> Any:
    return page.locator(f"[id='{indicator}-reasons']")


def status(page: Any, words: str) -> None:
    """The line under the draft says so."""
    page.locator("[data-autosave-status]", has_text=re.compile(words)).wait_for()


def spoken(page: Any) -> Callable[[], list[str]]:
    """What the line under the draft has said one after the other since."""
    page.locator("[data-autosave-status]").evaluate(
        """line => { window.spoken = [];
            new MutationObserver(() => window.spoken.push(line.textContent)).observe(line, { childList: true }); }"""
    )
    return lambda: page.evaluate("window.spoken")


def stored(page_as: PageAs, indicator: str) -> str:
    """What somebody else reads who opens the page now."""
    page = page_as("superintendent")
    page.goto(LEVELS)
    return field(page, indicator).input_value()


def test_a_draft_saves_itself_and_says_when(page_as: PageAs):
    page = page_as("cte_director")
    complaints = listen(page)
    page.goto(LEVELS)
    field(page, "2S1").press_sequentially("Written without a button.")
    status(page, "^Saved")
    said = spoken(page)
    field(page, "2S1").press_sequentially(" And on.")
    status(page, "^Saved")
    assert said()[0] == "Not saved yet" and "Saving…" in said()
    assert stored(page_as, "2S1") == "Written without a button. And on."
    assert not complaints and not faults(page)


def test_two_people_at_one_answer_choose(page_as: PageAs):
    director, negotiator = page_as("cte_director"), page_as("negotiator")
    director.goto(LEVELS)
    negotiator.goto(LEVELS)
    field(director, "3S1").fill("Tutors twice a week.")
    status(director, "^Saved")
    field(negotiator, "3S1").fill("Tutors daily.")
    status(negotiator, "Someone else saved an answer here")
    assert field(negotiator, "3S1").input_value() == "Tutors daily."
    negotiator.get_by_role("button", name="Save draft").click()
    negotiator.locator("h1", has_text="Someone else saved this answer").wait_for()
    assert not faults(negotiator)
    shown = negotiator.locator("main table").inner_text()
    assert "Tutors daily." in shown and "Tutors twice a week." in shown
    negotiator.get_by_label("Edit both into one").check()
    negotiator.get_by_label("Both in one").fill("Tutors twice a week, from May daily.")
    negotiator.get_by_role("button", name="Save this answer").click()
    negotiator.locator("h1", has_text="Performance levels").wait_for()
    assert stored(page_as, "3S1") == "Tutors twice a week, from May daily."


def test_two_windows_of_one_person_choose_as_well(context_as: Callable[..., Any]):
    context = context_as("cte_director")
    first, second = context.new_page(), context.new_page()
    first.goto(LEVELS)
    second.goto(LEVELS)
    field(first, "4S1").fill("From the first window.")
    status(first, "^Saved")
    field(second, "4S1").fill("From the second.")
    status(second, "You, in another window, saved an answer here")
    second.get_by_role("button", name="Save draft").click()
    second.locator("h1", has_text="You, in another window, saved this answer").wait_for()
    assert "From the first window." in second.locator("main table").inner_text()


def test_without_a_connection_it_is_said_and_tried_again(context_as: Callable[..., Any], page_as: PageAs):
    context = context_as("cte_director")
    page = context.new_page()
    page.goto(LEVELS)
    context.set_offline(True)
    field(page, "5S1").fill("Written on the train.")
    status(page, "no connection")
    assert field(page, "5S1").input_value() == "Written on the train."
    context.set_offline(False)
    field(page, "5S1").press_sequentially(" Home again.")
    status(page, "^Saved")
    assert stored(page_as, "5S1") == "Written on the train. Home again."


def test_when_the_session_has_ended_the_text_stays(context_as: Callable[..., Any], portal: Portal, page_as: PageAs):
    context = context_as("cte_director")
    page = context.new_page()
    page.goto(LEVELS)
    context.clear_cookies(name=re.compile("session"))
    field(page, "6S1").fill("Half an hour of thought.")
    status(page, "you are signed out")
    assert field(page, "6S1").input_value() == "Half an hour of thought."
    # signed in again in another window: there the portal gives another token against forged forms, too
    sign_in(context.new_page(), portal.account("cte_director"))
    field(page, "6S1").press_sequentially(" Done.")
    status(page, "^Saved")
    assert stored(page_as, "6S1") == "Half an hour of thought. Done."


@pytest.mark.parametrize("script", [True, False])
def test_back_and_a_second_press_lose_nothing(context_as: Callable[..., Any], page_as: PageAs, script: bool):
    page = context_as("cte_director", java_script_enabled=script).new_page()
    page.goto(LEVELS)
    words = f"Pressed twice, {'with' if script else 'without'} script."
    field(page, "1S2").fill(words)
    page.get_by_role("button", name="Save draft").dblclick()
    page.locator("h1", has_text="Performance levels").wait_for()
    assert stored(page_as, "1S2") == words
    page.go_back()
    field(page, "1S2").fill(f"{words} And once more.")
    follow(page, page.get_by_role("button", name="Save draft"))
    assert stored(page_as, "1S2") == f"{words} And once more."


def test_each_sees_where_the_other_types(page_as: PageAs):
    director, negotiator = page_as("cte_director"), page_as("negotiator")
    director.goto(LEVELS)
    negotiator.goto(LEVELS)
    here = negotiator.locator("[data-here]")
    assert re.search("has this page open", here.inner_text())
    field(director, "4S1").press_sequentially("Typed by the director.")
    status(director, "^Saved")
    field(negotiator, "6S1").press_sequentially("Typed by the negotiator.")
    status(negotiator, "^Saved")
    assert re.search("is in 4S1 .*: reasons", here.inner_text()) and not faults(negotiator)
