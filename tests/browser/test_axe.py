"""Every page each role may see: axe, title and headings, targets, 320 px, the content policy. One visit a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from openperkins.workflows.rights import roles
from tests.browser import pages
from tests.browser.checks import faults, listen
from tests.browser.running import Portal

#: parts of pages that were looked at already: a page all of whose parts were is not opened again
_SEEN: set[str] = set()
#: addresses whose page was looked at on a small screen: other words for another role do not make it wider
_NARROWED: set[str] = set()
#: title → the address that has it
_TITLES: dict[str, str] = {}
#: what is another's or another time's, but looks the same
_DIFFERS = re.compile(
    r'name="(?:csrfmiddlewaretoken|nonce)" value="[^"]*"'
    r'|<span class="header__name">.*?</span></span>'
    r'| aria-current="page"'
)
_PARTS = re.compile(r"<title>.*?</title>|<header.*?</header>|<main.*?</main>|<footer.*?</footer>", re.DOTALL)


def test_no_address_is_forgotten(portal: Portal):
    """Every address has a sample, or a reason why there is nothing to look at."""
    known = pages.NO_PAGE | set(pages.BEFORE) | set(pages.OWN) | set(pages.ELSEWHERE)
    forgotten = [a.name for a in pages.addresses() if a.access is None and a.name and a.name not in known]
    assert forgotten == []
    for address in pages.addresses():
        if address.is_page:  # a KeyError names the argument that pages.py has no value for
            assert pages.samples(address, portal.furnished)


@pytest.mark.parametrize("role", roles())
def test_pages_of(role: str, portal: Portal, page_as: Callable[..., Any]):
    page = page_as(role)
    urls = [
        (address.name, url)
        for address in pages.addresses()
        if address.is_page and address.open_to(role)
        for url in pages.samples(address, portal.furnished)
        if pages.shown_to(role, address.name, url, portal.furnished)
    ]
    _look(page, urls)


def test_pages_of_a_consortium(portal: Portal, page_as: Callable[..., Any]):
    """Its director sees the members, too."""
    page = page_as(f"cte_director@{pages.CONSORTIUM}")
    urls = [
        (address.name, url)
        for address in pages.addresses()
        if address.is_page and "org" in address.arguments and address.open_to("cte_director")
        and not {"pk", "person_id", "membership_id", "invitation_id"} & set(address.arguments)
        for url in pages.samples(address, portal.furnished, pages.CONSORTIUM)
    ]  # fmt: skip
    _look(page, urls)


def test_pages_before_signing_in(portal: Portal, page_as: Callable[..., Any]):
    public = [a for a in pages.addresses() if a.is_page and a.open_to(None)]
    urls = [(a.name, url) for a in public for url in pages.samples(a, portal.furnished)]
    for name, argument in pages.BEFORE.items():
        argument = argument.split("-", 1) if "reset" in name else [argument]
        urls.append((name, reverse(name, args=[one for one in argument if one])))
    _look(page_as(), urls)


def test_pages_about_oneself(page_as: Callable[..., Any]):
    _look(page_as("viewer"), [(name, reverse(name)) for name in pages.OWN])


def _look(page: Any, urls: list[tuple[str, str]]) -> None:
    """Fails with everything that is wrong with them, each told with its address."""
    found = []
    complaints = listen(page)
    for name, url in urls:
        answer = page.request.get(url)
        if answer.status != pages.STATUS.get(name, 200) and name not in pages.ONES_OWN:
            found.append(f"{url}: answers {answer.status}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            found.append(f"{url}: not a page ({answer.headers.get('content-type')})")
            continue
        parts = set(_PARTS.findall(_DIFFERS.sub("", answer.text())))
        if parts <= _SEEN:
            continue
        _SEEN.update(parts)
        title = next((part for part in parts if part.startswith("<title>")), "")
        shown = resolve(urlsplit(answer.url).path).url_name  # some lead to others
        if answer.ok and _TITLES.setdefault(title, shown) != shown:
            found.append(f"{url}: has the title of {_TITLES[title]}: {title}")
        page.goto(url)
        found += [f"{url}: {fault}" for fault in faults(page, narrow=shown not in _NARROWED)]
        _NARROWED.add(shown)
        if answer.ok:
            found += [f"{url}: {complaint}" for complaint in complaints]
        complaints.clear()
    assert not found, "\n".join(found)
