"""Print (design: check A10): the heat map takes one landscape Letter page, and nothing to press is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

PageAs = Callable[..., Any]
HEAT_MAP = "/d/00010000/2017/indicators/"
#: a landscape Letter page less its margins, in CSS pixels
_PAPER = {"width": round((11 - 0.8) * 96), "height": round((8.5 - 0.7) * 96)}


def pages_of(page: Any) -> list[tuple[float, float]]:
    """Width and height in points of every page that would be printed."""
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", printed)
    return [(float(width), float(height)) for width, height in sizes]


@pytest.mark.parametrize("url", [HEAT_MAP, f"{HEAT_MAP}?compare=prev", "/d/05010000/2017/indicators/"])
def test_the_heat_map_is_one_landscape_page(url: str, page_as: PageAs):
    page = page_as("liaison")
    page.goto(url)
    assert page.locator("table.heat-map tbody tr").count() == 17
    assert set(pages_of(page)) == {(792, 612)}
    # what follows the map begins a page of its own
    page.evaluate(
        """() => { const map = document.querySelector(".heat-map__region");
            while (map.nextElementSibling) map.nextElementSibling.remove();
            document.querySelector("body > footer").remove(); }"""
    )
    assert len(pages_of(page)) == 1


def test_nothing_of_the_heat_map_is_cut_on_paper(page_as: PageAs):
    page = page_as("cte_director", viewport=_PAPER)
    page.goto(HEAT_MAP)
    page.emulate_media(media="print")
    width = page.evaluate(
        """() => { const region = document.querySelector(".heat-map__region");
            return [region.scrollWidth, region.clientWidth]; }"""
    )
    assert width[0] <= width[1]


@pytest.mark.parametrize("url", [HEAT_MAP, "/d/00010000/files/?year=2018", "/d/00010000/2017/deadlines/"])
def test_what_is_pressed_is_not_printed(url: str, page_as: PageAs):
    page = page_as("cte_director")
    page.goto(url)
    page.emulate_media(media="print")
    for selector in (".sections", ".usa-button", ".usa-skipnav", ".header__person", "main form select"):
        assert not [one for one in page.locator(selector).all() if one.is_visible()], selector
    assert page.locator("h1").is_visible()
    assert page.locator("main table").first.is_visible()


def test_a_receipt_is_one_page(page_as: PageAs, portal: Any):
    page = page_as("cte_director")
    page.goto(f"/d/00010000/files/{portal.furnished['files']['certified']}/receipt/")
    assert pages_of(page) == [(612, 792)]
