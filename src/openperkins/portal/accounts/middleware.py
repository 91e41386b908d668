"""Who is asking: `request.reach`, sessions that end when nobody is there, and the second factor everyone has."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from openperkins.portal.accounts import second_factor
from openperkins.portal.accounts.kept import keep
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.accounts.viewing import leave

#: asked for by the page itself, not by a person: does not count as being there
BACKGROUND = "X-Background"
#: what a page sends that saves itself
AUTOSAVE = "X-Autosave"
#: what can be sent while pages are viewed as a district does: nothing but the end of it
_WHILE_VIEWING = ("/s/view-as/end/", "/account/logout/", "/account/extend/")


class PersonMiddleware:
    """Sets `request.reach`; None for somebody who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reach, request.organization, request.year = None, None, None
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404  # PostgreSQL has no such text, so nothing of that name can be there
        if request.path_info.startswith("/static/"):
            return self.get_response(request)
        answer = _by_a_page(request, self._answer(request))
        if not answer.has_header("Cache-Control"):  # an error's page and a library's too: no cache keeps them
            add_never_cache_headers(answer)
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if ended := self._is_over(request):
            return self._end(request, ended)
        request.reach = self._reach(request)
        if request.reach.viewing and request.method not in ("GET", "HEAD") and request.path_info not in _WHILE_VIEWING:
            raise PermissionDenied
        if wanted := second_factor.wanted(request):
            return wanted
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Nobody is signed in (any more) and something was sent: what was typed is not lost.

        This comes after the check that the form was one of ours.
        """
        access = getattr(view, "access", None)
        if access is None or access.place == "public" or request.user.is_authenticated:
            return None
        if getattr(request, "htmx", False) or AUTOSAVE in request.headers:
            return HttpResponse(status=401)  # the page stays as it is, with what was typed
        return keep(request) if request.method == "POST" else None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """allauth's pages come back with errors as the portal's do: 422, "Error:" in the title, a summary."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
            response.context_data["page_has_errors"] = True
        return response

    def _is_over(self, request: HttpRequest) -> str:
        """Why the session is over ("idle": nobody was there; "hours": it lasted a working day); notes who is there."""
        now, session = int(time.time()), request.session
        begun, seen = session.get("begun", now), session.get("seen", now)
        if now - seen > settings.IDLE_MINUTES * 60:
            return "idle"
        if now - begun > settings.SESSION_HOURS * 3600:
            return "hours"
        session.setdefault("begun", now)
        if BACKGROUND not in request.headers and now - session.get("seen", 0) > 30:  # not a write per request
            session["seen"] = now
        if "ended" in session:
            del session["ended"]
        return ""

    def _end(self, request: HttpRequest, why: str) -> HttpResponse:
        """Sign out; the sign-in page says why and leads back to where one was."""
        if request.session.get("viewing_as"):
            leave(request)
        request.kept_for = request.user.pk
        logout(request)
        request.session["ended"] = why
        if request.method == "GET" and not getattr(request, "htmx", False):
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)  # as somebody who is not signed in; see process_view

    def _reach(self, request: HttpRequest) -> Reach:
        """What the person may do today; a district's view lasts no longer than the right to it."""
        reach = reach_of(request.user, timezone.localdate())
        viewing = request.session.get("viewing_as")
        if viewing and not reach.may("view_as_district", viewing):
            leave(request)
            return reach
        return replace(reach, viewing=viewing) if viewing else reach


def _by_a_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """To the State's sign-in a page leads, not an answer to a form: the page's policy lets no form lead elsewhere."""
    there = response.get("Location", "") if request.method == "POST" else ""
    if not there.startswith("https://") or url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return response
    page = render(request, "socialaccount/login_redirect.html", {"redirect_to": there})
    page.cookies.update(response.cookies)
    return page
