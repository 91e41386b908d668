"""Who is asking: `request.reach`, sessions that end when nobody is there, and the second factor everyone has."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from openperkins.portal.accounts.reach import reach_of

#: asked for by the page itself, not by a person: does not count as being there
BACKGROUND = "X-Background"
#: open to somebody who has no second factor yet
_BEFORE_SECOND_FACTOR = ("/account/", "/static/", "/healthz", "/readyz")


class PersonMiddleware:
    """Sets `request.reach`; None for somebody who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reach, request.organization, request.year = None, None, None
        if request.path_info.startswith("/static/") or not request.user.is_authenticated:
            return self.get_response(request)
        if self._is_over(request):
            logout(request)
            request.session["ended_by_idling"] = True
            return redirect(f"{_login()}?next={request.get_full_path()}" if request.method == "GET" else _login())
        viewing = request.session.get("viewing_as")
        request.reach = reach_of(request.user, timezone.localdate(), viewing)
        if viewing and request.method not in ("GET", "HEAD") and not _may_while_viewing(request):
            raise PermissionDenied
        if self._needs_second_factor(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_over(self, request: HttpRequest) -> bool:
        """Whether nobody was there for too long, or it has been a whole day's work; notes that somebody is."""
        now = int(time.time())
        session = request.session
        begun, seen = session.get("begun", now), session.get("seen", now)
        if now - seen > settings.IDLE_MINUTES * 60 or now - begun > settings.SESSION_HOURS * 3600:
            return True
        session.setdefault("begun", now)
        if BACKGROUND not in request.headers and now - session.get("seen", 0) > 30:  # not a write per request
            session["seen"] = now
        return False

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        if not settings.REQUIRE_SECOND_FACTOR or request.path_info.startswith(_BEFORE_SECOND_FACTOR):
            return False
        if request.session.get("has_second_factor"):
            return False
        if request.session.get("account_authentication_methods", [{}])[-1].get("method") == "socialaccount":
            return False  # the State's sign-in has its own
        if is_mfa_enabled(request.user):
            request.session["has_second_factor"] = True
            return False
        return True


def _login() -> str:
    from django.urls import reverse

    return reverse(settings.LOGIN_URL)


def _may_while_viewing(request: HttpRequest) -> bool:
    """While pages are viewed as a district does, nothing is written but the end of it."""
    return request.path_info in ("/s/view-as/end/", "/account/logout/", "/account/extend/")
