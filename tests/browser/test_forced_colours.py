"""Forced colours (design: check A5): grounds are gone, and the states are still told apart by words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.keyboard import Keyboard

PageAs = Callable[..., Any]
HEAT_MAP = "/d/00010000/2017/indicators/"
_WORDS = {
    "met": "Met",
    "within": "Within 90%",
    "plan": "Plan",
    "small": "Below, n under 16",
    "on_file": "On file",
    "none": "No data",
}


@pytest.fixture
def page(page_as: PageAs) -> Any:
    return page_as("cte_director", forced_colors="active")


def test_six_states_by_their_words(page: Any):
    page.goto(HEAT_MAP)
    seen = page.evaluate(
        """() => [...document.querySelectorAll("td.heat-map__cell")].map(cell => {
            const state = [...cell.classList].find(name => name.startsWith("heat-map__cell--")).split("--")[1];
            const word = cell.querySelector(".heat-map__word"), style = getComputedStyle(word);
            return [state, word.checkVisibility() ? word.innerText : "", style.color, style.backgroundColor];
        })"""
    )
    assert {(state, word) for state, word, _, _ in seen} == set(_WORDS.items())
    # the reader's own colours, the same in every cell that is no link: nothing is told by colour
    plain = {(colour, ground) for state, _, colour, ground in seen if state != "plan"}
    assert len(plain) == 1


def test_what_needs_action_has_an_edge(page: Any):
    page.goto(HEAT_MAP)
    edges = page.evaluate(
        """() => [...document.querySelectorAll("td.heat-map__cell--plan")].map(cell => getComputedStyle(cell))
            .map(style => [style.outlineStyle, parseFloat(style.outlineWidth)])"""
    )
    assert edges and all(kind == "solid" and width >= 2 for kind, width in edges)


def test_the_current_section_is_marked(page: Any):
    page.goto(HEAT_MAP)
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".sections__link")].map(link =>
            [link.getAttribute("aria-current") ?? "", getComputedStyle(link).borderBlockEndColor])"""
    )
    (current,) = {colour for here, colour in colours if here}
    assert current not in {colour for here, colour in colours if not here}


def test_buttons_have_edges(page: Any):
    page.goto("/d/00010000/files/?year=2018")
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".usa-button")].filter(button => button.checkVisibility())
            .map(button => getComputedStyle(button))
            .map(style => style.borderStyle !== "none" || style.outlineStyle !== "none")"""
    )
    assert edges and all(edges)


def test_the_focus_is_seen(page_as: PageAs):
    keys = Keyboard(page_as("cte_director", forced_colors="active", reduced_motion="reduce"))
    keys.open(HEAT_MAP)
    keys.to("Skip the table")


def test_charts_are_drawn_in_the_readers_colours(page: Any):
    page.goto(f"{HEAT_MAP}1S2/female/")
    assert page.locator("figure.chart svg").count() >= 1
    assert page.locator("figure.chart .chart__table").count() >= 1
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("figure.chart svg text")].filter(text =>
            getComputedStyle(text).fill === getComputedStyle(document.body).backgroundColor).length"""
    )
    assert hidden == 0
