"""Everybody has a second factor, and every session was opened with it: a password alone opens only the set-up."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

#: open to somebody who has no second factor yet
_BEFORE_SET_UP = ("/account/",)
#: open to a session that has not shown the account's second factor: nothing that could take the factor away
_BEFORE_SHOWN = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "extend_session", "send_again")
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
#: ways of signing in that have a second factor: ours, or the State's sign-in with its own
_STRONG = {"mfa", "socialaccount"}


def wanted(request: HttpRequest) -> HttpResponse | None:
    """Where the person must go first: to set a factor up, or, in a session from before it, to use it."""
    if not settings.REQUIRE_SECOND_FACTOR or has_been_used(request) or request.path_info in ("/healthz", "/readyz"):
        return None
    if not is_mfa_enabled(request.user, _FACTORS):
        return None if request.path_info.startswith(_BEFORE_SET_UP) else redirect("mfa_activate_totp")
    if request.path_info in {reverse(name) for name in _BEFORE_SHOWN}:
        return None
    here = request.get_full_path() if request.method == "GET" else reverse("home")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': here})}")


def has_been_used(request: HttpRequest) -> bool:
    """Whether this session showed a second factor, or set one up; not when the last one was taken away since."""
    if request.session.get("second_factor") is not None:
        return request.session["second_factor"]
    return any(record.get("method") in _STRONG for record in get_authentication_records(request, request.user))


def added(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    request.session["second_factor"] = True


def removed(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if not is_mfa_enabled(user, _FACTORS):
        request.session["second_factor"] = False
