"""How many clicks from home (design: check U1), counted by doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.running import follow

PageAs = Callable[..., Any]


class Clicks:
    """A page in which clicks are counted; nothing else opens a page."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0
        page.goto("/")

    def on(self, goal: Any) -> None:
        self.count += 1
        follow(self.page, goal)

    def section(self, title: str) -> None:
        """An entry of the main navigation."""
        self.on(self.page.get_by_role("navigation", name="Main").get_by_role("link", name=title, exact=True))


def test_results_in_one_click(page_as: PageAs):
    clicks = Clicks(page_as("cte_director"))
    clicks.section("Core indicators")
    assert clicks.page.locator("table.heat-map").is_visible()
    assert clicks.count <= 1


def test_excel_in_two_clicks(page_as: PageAs, tmp_path: Any):
    clicks = Clicks(page_as("cte_director"))
    with clicks.page.expect_download() as download:
        clicks.count += 1
        clicks.page.get_by_role("link", name="Excel").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    download.value.save_as(tmp_path / "reports.xlsx")
    assert (tmp_path / "reports.xlsx").read_bytes()[:2] == b"PK"
    assert clicks.count <= 2


def test_why_a_plan_is_required_in_two_clicks(page_as: PageAs):
    clicks = Clicks(page_as("cte_director"))
    clicks.section("Core indicators")
    clicks.on(clicks.page.locator("table.heat-map td a").first)
    working = clicks.page.locator(".working")
    assert working.get_by_role("heading", name="Plan required").is_visible()
    assert "below" in working.inner_text()
    assert clicks.count <= 2


def test_calendar_in_two_clicks(page_as: PageAs):
    clicks = Clicks(page_as("superintendent"))
    clicks.section("Deadlines")
    clicks.on(clicks.page.get_by_role("button", name="Subscribe"))
    assert "/calendar/" in clicks.page.locator("main").inner_html()
    assert clicks.count <= 2


def test_what_waits_is_opened_in_one_click_and_decided_in_three(page_as: PageAs):
    """The last click would publish, so it is not done here."""
    clicks = Clicks(page_as("administrator"))
    clicks.on(clicks.page.get_by_role("link", name="Approve the figures").first)
    clicks.on(clicks.page.get_by_role("link", name="Approve and publish"))
    assert clicks.page.get_by_role("button", name="Approve and publish").is_visible()
    assert clicks.count <= 2
