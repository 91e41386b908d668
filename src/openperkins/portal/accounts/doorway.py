"""The doorways: every view says what right it takes, and nothing behind it is reached without that right.

    @district_page("see_results")
    def heat_map(request, organization, year): …

Somebody else's district answers 404, word for word as one that does not exist; a page of the own district that the
person's roles do not open answers 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import Organization
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import rights, shared_actions

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Access:
    """What a view takes: `place` is whose page it is. The matrix test walks every URL and reads this."""

    place: Literal["district", "state", "office", "person", "public"]
    action: str | None
    methods: tuple[str, ...]
    writes: str | None = None


def district_page(action: str, *, post: str | None = None) -> Callable[[View], View]:
    """A page of a district: the view gets the Organization and, when the URL has one, the SchoolYear.

    `action` opens it; `post` is the action that POST takes (no POST without it).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, org: str, sy: int | None = None, **kwargs: Any) -> HttpResponse:
            organization = organization_for(request.reach, org, action)
            if request.method == "POST":
                check(request.reach, post, organization.code)
            request.organization = organization
            if sy is not None:
                request.year = kwargs["year"] = year_of(sy)
            return view(request, organization=organization, **kwargs)

        return _entered(inner, Access("district", action, _methods(post), post))

    return wrap


def state_page(action: str, *, post: str | None = None) -> Callable[[View], View]:
    """A page of the State: opened by a State role's right, or (for shared pages such as rulesets) by anybody's."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.reach.may_anywhere(action) or (request.reach.viewing is not None and post):
                raise PermissionDenied
            if request.method == "POST" and (post is None or not request.reach.may_anywhere(post)):
                raise PermissionDenied
            _take_year(request, kwargs)
            return view(request, **kwargs)

        return _entered(inner, Access("state", action, _methods(post), post))

    return wrap


def state_office(action: str, *, post: str | None = None) -> Callable[[View], View]:
    """A page about the State as an organization (its people, its own documents): the right must hold for the State
    itself. The view gets the Organization and, when the URL has one, the SchoolYear."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            check(request.reach, post if request.method == "POST" else action, settings.STATE_CODE)
            _take_year(request, kwargs)
            return view(request, organization=get_object_or_404(Organization, pk=settings.STATE_CODE), **kwargs)

        return _entered(inner, Access("office", action, _methods(post), post))

    return wrap


def person_page(*, post: bool = False, get: bool = True) -> Callable[[View], View]:
    """A page of whoever is signed in; `get=False` for an address that only takes POST."""

    def wrap(view: View) -> View:
        methods = _methods("yes" if post else None)
        return _entered(view, Access("person", None, methods if get else ("POST",)))

    return wrap


def public_page(view: View | None = None, *, post: bool = False) -> Any:
    """A page without signing in."""

    def wrap(view: View) -> View:
        methods = _methods("yes" if post else None)
        opened = require_http_methods(list(methods))(view)
        opened.access = Access("public", None, methods)
        return opened

    return wrap if view is None else wrap(view)


def organization_for(reach: Reach, org_code: str, action: str) -> Organization:
    """The organization, if the person reaches it at all. Raises Http404 when not, PermissionDenied for the action."""
    if not any(org_code in reach.scope(known) for known in rights() if known not in shared_actions()):
        raise Http404
    found = Organization.objects.select_related("parent").filter(pk=org_code)
    organization = next(iter(found.order_by()), None)  # every page asks: nothing to be put in order
    if organization is None or not organization.is_reporting:
        raise Http404
    check(reach, action, org_code)
    return organization


def check(reach: Reach, action: str | None, org_code: str) -> None:
    """Raises PermissionDenied when the action is not allowed for the organization."""
    if action is None or not reach.may(action, org_code):
        raise PermissionDenied


def year_of(ends: int) -> SchoolYear:
    """The school year of a URL (the year it ends in). Raises Http404 for one that cannot be."""
    if not 2008 <= ends <= 2100:
        raise Http404
    return SchoolYear(ends)


def _take_year(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """The school year of the URL, when it has one, as the view gets it."""
    if "sy" in kwargs:
        request.year = kwargs["year"] = year_of(kwargs.pop("sy"))


def _methods(post: str | None) -> tuple[str, ...]:
    return ("GET", "HEAD", "POST") if post else ("GET", "HEAD")


def _entered(view: View, access: Access) -> View:
    entered = never_cache(login_required(require_http_methods(list(access.methods))(view)))
    entered.access = access
    return entered
