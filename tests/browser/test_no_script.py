"""Without JavaScript: sign in, read, filter, save, send, certify, decide (design: check A9)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.running import Portal, follow, sign_in

PageAs = Callable[..., Any]
#: seconds a small file may take to be checked
_CHECKED = 60


@pytest.fixture
def plain_page_as(page_as: PageAs) -> PageAs:
    """A page of a browser that runs no script."""
    return lambda who=None: page_as(who, java_script_enabled=False)


def test_sign_in_and_out(plain_page_as: PageAs, portal: Portal):
    page = plain_page_as()
    sign_in(page, portal.account("viewer"))
    assert page.locator("h1").inner_text() == "Your year at a glance"
    follow(page, page.get_by_role("button", name="Sign out").first)
    page.goto("/notices/")
    assert "/account/login/" in page.url


def test_read_and_filter(plain_page_as: PageAs):
    page = plain_page_as("viewer")
    page.goto("/")
    follow(page, page.get_by_role("link", name="Core indicators", exact=True))
    rows = page.locator("table.heat-map tbody tr")
    before = rows.count()
    page.get_by_text("Only populations that need a plan").click()
    page.get_by_label("Compare with").select_option("prev")
    follow(page, page.get_by_role("button", name="Show"))
    assert "show=plan" in page.url and "compare=prev" in page.url
    assert 0 < rows.count() < before
    follow(page, page.locator("table.heat-map td a").first)
    assert page.locator(".working").get_by_role("heading", name="Plan required").is_visible()


def test_errors_are_said(plain_page_as: PageAs):
    page = plain_page_as("access_administrator")
    page.goto("/d/00010000/people/invite/")
    follow(page, page.get_by_role("button", name="Send the invitation"))
    assert page.title().startswith("Error: ")
    page.locator("#error-summary a").first.click()
    assert page.locator("#id_name:focus").count() == 1


def test_save(plain_page_as: PageAs):
    page = plain_page_as("contributor")
    page.goto("/d/00010000/2017/follow-up/answers/")
    note = page.get_by_label("Note").first
    note.fill("wrote in May")
    follow(page, page.get_by_role("button", name="Save", exact=True))
    assert page.get_by_label("Note").first.input_value() == "wrote in May"
    page.goto("/notices/reminders/")
    page.get_by_label("How many days before a date?").fill("14")
    follow(page, page.get_by_role("button", name="Save"))
    page.goto("/notices/reminders/")
    assert page.get_by_label("How many days before a date?").input_value() == "14"


def test_send_a_file_and_certify_it(plain_page_as: PageAs, portal: Portal):
    page = plain_page_as("cte_director")
    page.goto("/d/00010000/files/?year=2018")
    follow(page, page.get_by_role("link", name="Send files", exact=True))
    page.get_by_label("Collection").select_option(label="October SIMS")
    page.get_by_label("School year").select_option("2018")
    page.get_by_label("File").set_input_files(portal.home / portal.furnished["to_send"][1])
    follow(page, page.get_by_role("button", name="Send", exact=True))
    begun = time.monotonic()
    certify = page.get_by_role("link", name="Certify this file")
    while not certify.count():
        assert time.monotonic() - begun < _CHECKED, "the file was not checked"
        time.sleep(0.3)
        if page.get_by_role("link", name="Look again").count():
            follow(page, page.get_by_role("link", name="Look again"))
    follow(page, certify)
    follow(page, page.get_by_role("button", name="Certify this file"))
    assert page.locator("h1").inner_text() == "Receipt"


def test_approve_a_publication(plain_page_as: PageAs):
    page = plain_page_as("administrator")
    page.goto("/")
    follow(page, page.get_by_role("link", name="Approve the figures of 2014-15"))
    follow(page, page.get_by_role("link", name="Approve and publish"))
    follow(page, page.get_by_role("button", name="Approve and publish"))
    assert page.get_by_text("The figures are published.").is_visible()
