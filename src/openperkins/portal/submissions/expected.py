"""What is expected of an organization in a school year, and what was sent of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from openperkins.deadlines.expected import expected_schedule
from openperkins.errors import OpenPerkinsError
from openperkins.portal.directory.models import Organization
from openperkins.portal.law import ruleset_of
from openperkins.portal.pages.years import running_year
from openperkins.portal.submissions.models import KINDS, SEASONS, Submission
from openperkins.schoolyear import SchoolYear

#: how a status looks; the word alone says what it is
LOOKS = {
    "received": "progress",
    "checking": "progress",
    "failed": "action",
    "has_errors": "action",
    "ready": "todo",
    "certified": "done",
    "replaced": "done",
    "withdrawn": "done",
}
_FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class Collection:
    """What is sent together: a kind of file and, for SIMS, the time of year. `code` is what forms and links say."""

    kind: str
    season: str = ""

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.season}" if self.season else self.kind

    @property
    def title(self) -> str:
        return f"{SEASONS[self.season]} {KINDS[self.kind][0]}" if self.season else KINDS[self.kind][0]

    @property
    def has_year(self) -> bool:
        return KINDS[self.kind][2]


@dataclass(frozen=True, slots=True)
class Expected:
    """One collection of a year: where it stands in a word, the file that says so, and when it is due.

    `certified` is the file in force when a later one stands before it.
    """

    collection: Collection
    word: str
    look: str
    submission: Submission | None
    certified: Submission | None
    #: the State certified a file of it for all districts
    by_state: Submission | None
    due: datetime.date | None
    days_left: int | None


def collections(of_state: bool) -> list[Collection]:
    """What the State or a district can send, in the order of the year."""
    side = "state" if of_state else "district"
    found = [Collection("sims", season) for season in SEASONS]
    return found + [Collection(kind) for kind, (_, who, _) in KINDS.items() if kind != "sims" and side in who]


def collection_of(code: str, *, of_state: bool) -> Collection | None:
    """The collection a form or link names; None when the sender has no such."""
    return next((one for one in collections(of_state) if one.code == code), None)


def expected(organization: Organization, year: SchoolYear) -> list[Expected]:
    """Every collection of a year (of the State: those without a year too) with the file that counts. Two queries."""
    of_state = organization.code == settings.STATE_CODE
    rows = Submission.objects.filter(organization=organization, school_year__in=(year.ends, 0))
    last, certified = _counting(rows)
    state = {} if of_state else _certified_by_state(year)
    found = []
    for one in collections(of_state):
        sent, in_force = last.get(one), certified.get(one)
        due = due_date(one, year) if one.has_year else None
        left = (due - timezone.localdate()).days if due else None
        word, look = _where_it_stands(sent, state.get(one))
        found.append(Expected(one, word, look, sent, None if in_force == sent else in_force, state.get(one), due, left))
    return found


def years_to_choose() -> list[SchoolYear]:
    """School years a file can be of: the one under way first."""
    return [SchoolYear(ends) for ends in range(running_year().ends, _FIRST_YEAR - 1, -1)]


def year_at_hand() -> SchoolYear:
    """The latest school year files were sent for; the one under way before the first file."""
    ends = Submission.objects.order_by("-school_year").values_list("school_year", flat=True).first()
    return SchoolYear(ends) if ends else running_year()


def year_asked(value: str | None) -> SchoolYear:
    """The school year of `?year=2018`; the one at hand when it says none."""
    if value and value.isascii() and value.isdigit() and _FIRST_YEAR <= int(value) <= running_year().ends:
        return SchoolYear(int(value))
    return year_at_hand()


def due_date(collection: Collection, year: SchoolYear) -> datetime.date | None:
    """When a collection of a year is due; None where no date is printed. Leavers are asked two school years later."""
    deadline, of = ("follow_up", year + 2) if collection.kind == "follow_up" else (f"sims_{collection.season}", year)
    try:
        items = expected_schedule(ruleset_of(), of)
    except OpenPerkinsError:
        return None
    return next((item.binding for item in items if item.deadline == deadline), None)


def _where_it_stands(sent: Submission | None, by_state: Submission | None) -> tuple[str, str]:
    if sent is not None:
        return sent.status_title, LOOKS[sent.status]
    return ("On file", "filed") if by_state is not None else ("Not yet started", "todo")


def _counting(rows: Any) -> tuple[dict[Collection, Submission], dict[Collection, Submission]]:
    """Of each collection the file sent last, and the certified one. What was withdrawn or replaced says nothing."""
    last: dict[Collection, Submission] = {}
    certified: dict[Collection, Submission] = {}
    ordered = rows.exclude(status__in=("withdrawn", "replaced")).select_related("sent_by").order_by("sent_at", "pk")
    for submission in ordered:
        place = Collection(submission.kind, submission.season)
        last[place] = submission
        if submission.status == "certified":
            certified[place] = submission
    return last, certified


def _certified_by_state(year: SchoolYear) -> dict[Collection, Submission]:
    rows = Submission.objects.filter(organization=settings.STATE_CODE, school_year=year.ends, status="certified")
    return {Collection(row.kind, row.season): row for row in rows}
