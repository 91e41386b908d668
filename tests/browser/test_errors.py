"""The error state of every form: said at the top, tied to the field, found by axe as sound as the page itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openperkins.workflows.rights import roles
from tests.browser import pages
from tests.browser.checks import faults, listen
from tests.browser.errors import ASKS_NOTHING, TAKES_ANYTHING, WRONG
from tests.browser.running import Portal

PageAs = Callable[..., Any]
#: forms that ask for something
_FORMS = "main form[method=post]:has(input:not([type=hidden]), select, textarea)"
#: the accounts' own forms, and what is wrong to type
_ACCOUNT = {
    "/account/password/change/": {"[name=oldpassword]": "not mine", "[name=password1]": "a", "[name=password2]": "b"},
    "/account/email/": {"[name=email][type=email]": "no address"},
    "/account/reauthenticate/": {"[name=password]": "not mine"},
}


def _asked() -> Iterator[tuple[str, pages.Address]]:
    """(a role that may write, address) of every address that takes something."""
    for address in pages.addresses():
        if not address.is_page or "POST" not in address.access.methods or address.access.place == "public":
            continue
        both = [address, pages.Address(address.name, _Writes(address.access), address.arguments)]
        yield next(role for role in _ORDER if all(one.open_to(role) for one in both)), address


class _Writes:
    """The right that sending takes, as a view has it."""

    def __init__(self, access: Any) -> None:
        self.access = type(access)(access.place, access.writes if access.writes != "yes" else None, access.methods)


#: those first who may most, so that few sign in
_FIRST = ("cte_director", "access_administrator", "data_steward", "administrator")
_ORDER = [*_FIRST, *(role for role in roles() if role not in _FIRST)]


_ALL = list(_asked())


@pytest.mark.parametrize(
    ("role", "address"), [pytest.param(r, a, id=a.name) for r, a in _ALL if a.name not in ASKS_NOTHING]
)
def test_form(role: str, address: pages.Address, portal: Portal, page_as: PageAs):
    page = page_as(role)
    complaints = listen(page)
    url = pages.samples(address, portal.furnished)[0]
    page.goto(url)
    many = page.locator(_FORMS).count()
    assert many, "it asks for nothing in this state: pages.py needs another sample, or errors.py a word"
    for place in range(many):
        page.goto(url)
        answer = _send_wrong(page, page.locator(_FORMS).nth(place), WRONG.get(address.name))
        if answer < 400:
            assert address.name in TAKES_ANYTHING, "it was taken"
            return
        _check(page, complaints)


def test_questions_ask_for_nothing_else(portal: Portal, context_as: PageAs):
    """Else they have an error state that must be looked at."""
    contexts: dict[str, Any] = {}
    for role, address in _ALL:
        if address.name in ASKS_NOTHING:
            contexts[role] = asked = contexts.get(role) or context_as(role)
            html = asked.request.get(pages.samples(address, portal.furnished)[0]).text()
            main = html[html.index("<main") : html.index("</main>")]
            assert not re.search(r'<select|<textarea|<input(?![^>]*type="hidden")', main), address.name


@pytest.mark.parametrize("url", _ACCOUNT)
def test_form_of_the_account(url: str, page_as: PageAs):
    page = page_as("viewer")
    complaints = listen(page)
    page.goto(url)
    for selector, text in _ACCOUNT[url].items():
        page.locator(selector).fill(text)
    form = page.locator("main form").filter(has=page.locator(next(iter(_ACCOUNT[url]))))
    form.locator("[type=submit]").first.click()
    _check(page, complaints)


def _send_wrong(page: Any, form: Any, wrong: dict[str, str] | None) -> int:
    """Empty every field, type what is wrong, send; returns the status of the answer."""
    form.evaluate(
        """form => { for (const field of form.elements) {
            if (field.matches("[type=hidden], button")) continue;
            if (field.matches("[type=checkbox], [type=radio]")) field.checked = false;
            else if (field.matches("select")) field.value = field.querySelector("option[value='']") ? "" : field.value;
            else field.value = "";
        } }"""
    )
    for selector, text in (wrong or {}).items():
        field = page.locator(selector).first
        if field.evaluate("field => field.localName") == "select":
            field.select_option(text)
        else:
            field.fill(text)
    with page.expect_response(lambda one: one.request.method == "POST") as answer:
        form.locator("[type=submit]:not([aria-hidden])").first.click()  # one for a key alone is out of sight
    return answer.value.status


def _check(page: Any, complaints: list[str]) -> None:
    """The summary has the focus and leads to fields that are marked and tell what is wrong."""
    page.locator("#error-summary:focus").wait_for()
    found = faults(page, error=True)
    found += [one for one in complaints if "422" not in one and "409" not in one]  # the answer itself is told as well
    links = page.locator("#error-summary a")
    assert page.locator("#error-summary li").count() > 0
    for place in range(links.count()):
        goal = links.nth(place).get_attribute("href")
        field = page.locator(f"[id='{goal[1:]}']")
        if field.count() != 1:
            found.append(f"the summary leads to {goal}, of which there are {field.count()}")
            continue
        links.nth(place).click()
        if page.evaluate("document.activeElement.id") != goal[1:]:
            found.append(f"the summary leads to {goal}, which does not get the focus")
        marked = field.evaluate(
            """field => {
                const group = field.closest("fieldset[aria-describedby]");
                const tied = (field.getAttribute("aria-describedby") ?? group?.getAttribute("aria-describedby") ?? "");
                const told = tied.split(/\\s+/).map(id => document.getElementById(id)).filter(Boolean);
                return [field.getAttribute("aria-invalid") ?? "", told.map(one => one.innerText).join(" ")];
            }"""
        )
        if marked[0] != "true" or not marked[1].strip():
            found.append(f"{goal} is not marked, or not tied to what is wrong: {marked}")
    assert not found, "\n".join(found)
