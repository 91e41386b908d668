"""Second factors as a person sets them up and uses them: an app's codes, recovery codes, a passkey."""

from __future__ import annotations

import base64
import hmac
import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.checks import faults, listen
from tests.browser.running import Portal, follow, sign_in

PageAs = Callable[..., Any]


def check(page: Any, *, error: bool = False) -> None:
    found = faults(page, error=error)
    assert not found, f"{page.url}\n" + "\n".join(found)


def code_of(secret: str, *, at: float) -> str:
    """What an authenticator app shows (RFC 6238: SHA-1, 30 seconds, six digits)."""
    counter = int(at // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1")
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_an_authenticator_app(page_as: PageAs, portal: Portal):
    """Set up, asked for at the next sign-in, recovery codes seen, taken away."""
    account, page = portal.account("superintendent@00410000"), page_as()
    complaints = listen(page)
    sign_in(page, account, to="/account/2fa/totp/activate/")
    check(page)
    page.locator("[name=code]").fill("000000")
    follow(page, page.get_by_role("button", name="Set up"))
    page.locator("#error-summary:focus").wait_for()
    check(page, error=True)
    secret = page.locator("main code").inner_text().strip()
    page.locator("[name=code]").fill(code_of(secret, at=time.time()))
    follow(page, page.get_by_role("button", name="Set up"))
    page.wait_for_url("**/recovery-codes/**")
    check(page)
    for url in ("/account/2fa/", "/account/2fa/recovery-codes/generate/", "/account/2fa/recovery-codes/"):
        page.goto(url)
        check(page)
    recovery = re.search(r"\b[0-9a-z]{8,}\b", page.locator("main ul, main ol, main pre").last.inner_text())[0]
    follow(page, page.get_by_role("button", name="Sign out").first)
    page.goto("/account/login/")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    follow(page, page.get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url("**/2fa/authenticate/**")
    check(page)
    page.locator("[name=code]").first.fill("000000")
    follow(page, page.locator("main form [type=submit]").first)
    page.locator("#error-summary:focus").wait_for()
    check(page, error=True)
    # the app's code is taken once, and the next comes in half a minute
    page.locator("[name=code]").first.fill(recovery)
    follow(page, page.locator("main form [type=submit]").first)
    page.get_by_role("button", name="Sign out").first.wait_for()
    page.goto("/account/2fa/totp/deactivate/")
    check(page)
    follow(page, page.locator("main form [type=submit]").first)
    assert not [one for one in complaints if "422" not in one]


@pytest.fixture
def with_a_key(page_as: PageAs, portal: Portal) -> Any:
    """A page of a computer that has a passkey's chip; by name, for a passkey is bound to a name."""
    page = page_as()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_a_passkey(with_a_key: Any, portal: Portal):
    """Added, used to sign in without a password, renamed, taken away."""
    page, home = with_a_key, portal.url.replace("127.0.0.1", "localhost")
    complaints = listen(page)
    page.goto(f"{home}/account/login/?next=/account/2fa/webauthn/add/")
    account = portal.account("access_administrator@00410000")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    follow(page, page.get_by_role("button", name="Sign in", exact=True))
    page.get_by_role("button", name="Add", exact=True).wait_for()
    page.locator("[name=name]").fill("Work laptop")
    passwordless = page.locator("[name=passwordless]")
    if passwordless.count() and not passwordless.is_checked():
        page.locator(f"label[for={passwordless.get_attribute('id')}]").click()
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto(f"{home}/account/2fa/webauthn/")
    check(page)
    follow(page, page.get_by_role("button", name="Sign out").first)
    page.goto(f"{home}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Sign out").first.wait_for()
    page.goto(f"{home}/account/2fa/webauthn/")
    for name in ("Rename", "Remove"):
        follow(page, page.locator("main").get_by_role("link", name=name).first)
        check(page)
        page.go_back()
    assert not complaints
