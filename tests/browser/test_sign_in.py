"""Signing in, out and failing to, as a newcomer meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openperkins.workflows.rights import roles
from tests.browser.running import Portal, follow, sign_in

PageAs = Callable[..., Any]


@pytest.mark.parametrize("role", roles())
def test_every_role_signs_in_and_lands_at_home(page_as: PageAs, role: str):
    page = page_as(role)
    answer = page.goto("/")
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert page.get_by_role("button", name="Sign out").first.is_visible()


def test_a_wrong_password_is_said_at_the_top_and_at_the_form(page_as: PageAs):
    page = page_as()
    page.goto("/account/login/")
    page.locator("[name=login]").fill("nobody@state.example")
    page.locator("[name=password]").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("#error-summary:focus").wait_for()
    assert page.title().startswith("Error: ")


def test_signing_out_closes_the_pages(page_as: PageAs, portal: Portal):
    page = page_as()
    sign_in(page, portal.account("viewer"), to="/notices/")
    assert page.url.endswith("/notices/")
    follow(page, page.get_by_role("button", name="Sign out").first)
    page.goto("/notices/")
    assert "/account/login/" in page.url
