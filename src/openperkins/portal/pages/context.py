"""What every page has: whose page it is, who reads it, where else one can go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from openperkins.law import performance_year
from openperkins.portal import plain_sql
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the main navigation."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Liaison:
    """Whom a district turns to."""

    name: str
    phone: str
    email: str


class Portal:
    """The header, navigation and footer of a page; nothing is asked of the database before it is shown."""

    title = settings.PORTAL_TITLE
    demo = settings.DEMO
    idle_minutes, warn_minutes = settings.IDLE_MINUTES, settings.WARN_MINUTES

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._reach = getattr(request, "reach", None)
        self.organization: Organization | None = getattr(request, "organization", None)
        self._year: SchoolYear | None = getattr(request, "year", None)

    @property
    def person(self) -> Any:
        return self._reach.person if self._reach else None

    @property
    def reach(self) -> Any:
        return self._reach

    @cached_property
    def role_title(self) -> str:
        return self._reach.titles(self.organization.code if self.organization else None) if self._reach else ""

    @property
    def school_year(self) -> str | None:
        return str(self._year) if self._year else None

    @property
    def performance_year(self) -> int | None:
        return performance_year(ruleset_of(), self._year) if self._year else None

    @property
    def change_url(self) -> str:
        return reverse("change")

    @property
    def account_url(self) -> str:
        return reverse("account_email")

    @property
    def viewing_as_end_url(self) -> str:
        return reverse("end_view_as")

    @cached_property
    def viewing_as(self) -> Organization | None:
        if self._reach is None or self._reach.viewing is None:
            return None
        return Organization.objects.filter(pk=self._reach.viewing).first()

    @cached_property
    def liaison(self) -> Liaison | None:
        """The liaison who serves the page's district today."""
        if self.organization is None:
            return None
        code = self.organization.code
        parent = self.organization.parent_id or code
        found = plain_sql.serving(code, parent, timezone.localdate())
        serves = found.get(code) or found.get(parent)
        return Liaison(*serves) if serves else None

    @cached_property
    def sections(self) -> list[Section]:
        """The main navigation of a district's or the State's pages, as far as the person reaches."""
        from openperkins.portal.pages.navigation import sections

        return sections(self._request, self._reach, self.organization, self._year)

    @cached_property
    def unread(self) -> int:
        return plain_sql.unread(self.person.pk) if self.person else 0


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: `portal`, and `demo` and `viewing_as` as the base template names them."""
    about = Portal(request)
    return {"portal": about, "demo": about.demo, "may": _May(about)}


class _May:
    """`{% if may.grant_roles %}`: whether the reader may, for the page's organization (or anywhere)."""

    def __init__(self, about: Portal) -> None:
        self._about = about

    def __getitem__(self, action: str) -> bool:
        reach, organization = self._about.reach, self._about.organization
        if reach is None:
            return False
        return reach.may(action, organization.code) if organization else reach.may_anywhere(action)
