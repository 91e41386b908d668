"""What the browser tests share: the demo being served, Debian's Chromium, and a page in which a role is signed in.

Whoever writes tests can name a prepared home in OPENPERKINS_BROWSER_HOME; it is copied, which saves a minute.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.running import PATIENCE, Portal, Served, prepare, sign_in

HERE = Path(__file__).parent
#: modules that change nothing another looks at
_LOOK = {"test_axe", "test_clicks", "test_forced_colours", "test_print", "test_sign_in"}
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_ARGUMENTS += ["--disable-sync", "--disable-dev-shm-usage"]
#: by preference: without a window of its own the same browser takes a third less time
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups, also when only this folder is asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes for all of them, each with a served copy of the one prepared demo: what looks, and what acts."""
    for item in items:
        if HERE in item.path.parents:
            looks = item.path.stem in _LOOK
            item.add_marker(pytest.mark.xdist_group("browser looking" if looks else "browser acting"))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo, furnished and served, on a copy of the prepared home."""
    _chromium()
    own = tmp_path_factory.getbasetemp()
    home = own / "served-home"
    shutil.copytree(prepare(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own), home)
    with Served(home, own / "portal.log") as running:
        yield running


def _chromium() -> str:
    """Where Chromium is; without it there is nothing to test. No browser is ever downloaded."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("there is no chromium on this machine (apt-get install chromium-headless-shell)")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium. One a module, not a process: Playwright holds an event loop, and with one Django refuses its database
    to the tests that come after."""
    executable = _chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def context_as(browser: Any, portal: Portal) -> Iterator[Callable[..., Any]]:
    """`context_as("liaison", java_script_enabled=False)`: a browser window's cookies and settings; None is nobody."""
    made = []

    def context(who: str | None = None, **settings: Any) -> Any:
        state = _signed_in(browser, portal, who) if who else None
        opened = browser.new_context(base_url=portal.url, storage_state=state, locale="en-US", **settings)
        opened.set_default_timeout(PATIENCE * 1000)
        made.append(opened)
        return opened

    yield context
    for opened in made:
        opened.close()


@pytest.fixture
def page_as(context_as: Callable[..., Any]) -> Callable[..., Any]:
    """`page_as("cte_director")`: an empty page of a window in which the role is signed in."""
    return lambda who=None, **settings: context_as(who, **settings).new_page()


def _signed_in(browser: Any, portal: Portal, who: str) -> Any:
    """The cookies of somebody who signed in by the sign-in page, once a test run."""
    if who not in portal.states:
        context = browser.new_context(base_url=portal.url)
        sign_in(context.new_page(), portal.account(who))
        portal.states[who] = context.storage_state()
        context.close()
    return portal.states[who]
