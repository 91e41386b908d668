"""Where an organization's follow-up stands: leavers, answers, the rate, the day it is due, the file in force."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from openperkins.accountability.printing import print_rate
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.submissions.expected import Collection, due_date
from openperkins.portal.submissions.models import FollowUpResponse, FollowUpYear, Submission
from openperkins.schoolyear import SchoolYear

FOLLOW_UP = Collection("follow_up")
#: no level belongs to a response rate
_NO_LEVEL, _NO_LINE = None, "0.9"


@dataclass(frozen=True, slots=True)
class Response:
    """The response of an organization: `rate` is a percent as printed, empty without leavers."""

    name: str
    leavers: int
    answered: int
    rate: str

    @property
    def open(self) -> int:
        return self.leavers - self.answered


@dataclass(frozen=True, slots=True)
class FollowUpStanding:
    """What the follow-up page says. `made` is the state of the lists, None where no year's collection began."""

    year: SchoolYear
    made: FollowUpYear | None
    own: Response | None
    parts: list[Response]
    due: datetime.date | None
    days_left: int | None
    latest: Submission | None
    by_state: Submission | None

    @property
    def is_ready(self) -> bool:
        """Whether there are lists, of these or of earlier records."""
        return self.made is not None and bool(self.made.key)


def standing(organization: Organization, year: SchoolYear) -> FollowUpStanding:
    """Where it stands. Four queries."""
    made = FollowUpYear.objects.filter(pk=year.ends).first()
    parts = list(Organization.objects.filter(parent=organization).order_by("name", "code"))
    codes = [organization.code, *(part.code for part in parts)]
    rows = {row.org_code: row for row in FollowUpResponse.objects.filter(school_year=year.ends, org_code__in=codes)}
    told = [_response(part.name, rows.get(part.code)) for part in parts if part.code in rows]
    own = _response(organization.name, rows.get(organization.code)) if made is not None and made.key else None
    due = due_date(FOLLOW_UP, year)
    latest, by_state = _files(organization, year)
    left = (due - timezone.localdate()).days if due else None
    return FollowUpStanding(year, made, own, told, due, left, latest, by_state)


def years_with_lists() -> list[SchoolYear]:
    """School years whose leavers can be followed up, the latest first."""
    return [SchoolYear(year) for year in FollowUpYear.objects.order_by("-pk").values_list("pk", flat=True)]


def _response(name: str, row: FollowUpResponse | None) -> Response:
    leavers, answered = (row.leavers, row.answered) if row else (0, 0)
    return Response(name, leavers, answered, print_rate(answered, leavers, _NO_LEVEL, _NO_LINE, ruleset_of().law))


def _files(organization: Organization, year: SchoolYear) -> tuple[Submission | None, Submission | None]:
    """The organization's file in force and the State's for all."""
    whose = (organization.code, settings.STATE_CODE)
    rows = Submission.objects.filter(
        organization__in=whose, kind="follow_up", school_year=year.ends, status="certified"
    ).select_related("certified_by")
    found = {row.organization_id: row for row in rows}
    return found.get(organization.code), found.get(settings.STATE_CODE)
