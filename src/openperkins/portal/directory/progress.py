"""How far each district is: every process in a word, for all districts in the same number of questions."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from openperkins.exports.page.model import Column, Page, Table
from openperkins.portal.accounts.reach import Reach, visible
from openperkins.portal.audit.models import Event
from openperkins.portal.directory.agreements import Agreements
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.directory.parts import LOOKS, Part
from openperkins.portal.pages.years import latest_year
from openperkins.portal.results.models import Sheet
from openperkins.portal.submissions.models import SEASONS, FollowUpResponse, Submission
from openperkins.schoolyear import SchoolYear

#: the processes a list can be narrowed by: field of a line → its title
PROCESSES = {
    "files": "Files",
    "follow_up": "Follow-up",
    "results": "Results",
    "levels": "Levels",
    "plans": "Plans",
    "reports": "Reports",
}
_COLUMNS = (
    Column("Organization code"),
    Column("Organization"),
    Column("Kind", "words"),
    Column("Member of"),
    Column("Liaison"),
    Column("Files", "words"),
    Column("Files in detail"),
    Column("Follow-up", "words"),
    Column("Follow-up in detail"),
    Column("Results", "words"),
    Column("Plans owed", "count"),
    Column("Levels", "words"),
    Column("Plans", "words"),
    Column("Plans in detail"),
    Column("Reports", "words"),
    Column("Reports in detail"),
    Column("Last activity"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One district or consortium. `owed` is None where plans are owed by its consortium or the reader sees no figures.

    `liaison` is empty when nobody serves it; `last` is when somebody of it, or the portal for it, last did something
    the State may know of.
    """

    organization: Organization
    liaison: str
    files: Part
    follow_up: Part
    results: Part
    owed: int | None
    levels: Part
    plans: Part
    reports: Part
    last: datetime.datetime | None

    def part(self, process: str) -> Part:
        return getattr(self, process)


@dataclass(frozen=True)
class Progress:
    """All lines the reader reaches, by name, of one school year of files. Agreements are those after the results.

    `followed` is the year whose leavers are followed up, None before there are lists of any.
    """

    year: SchoolYear
    published: SchoolYear
    followed: SchoolYear | None
    lines: list[Line]

    @cached_property
    def liaisons(self) -> list[str]:
        """Liaisons who serve one of the lines, by name."""
        return sorted({line.liaison for line in self.lines if line.liaison})

    @cached_property
    def words(self) -> list[tuple[str, str, int]]:
        """(what a filter says, its title, how many lines) for each process and word there is."""
        counted = Counter((process, line.part(process).word) for line in self.lines for process in PROCESSES)
        order = list(LOOKS)
        found = sorted(counted, key=lambda one: (list(PROCESSES).index(one[0]), order.index(one[1])))
        return [
            (f"{process}:{word}", f"{PROCESSES[process]}: {word}", counted[process, word]) for process, word in found
        ]

    def narrowed(self, *, liaison: str = "", word: str = "", name: str = "") -> list[Line]:
        """The lines of a liaison (`-`: of nobody), with a process at a word (`files:Has errors`), by name or code."""
        process, _, wanted = word.partition(":")
        asked = name.casefold()
        return [
            line
            for line in self.lines
            if (not liaison or line.liaison == ("" if liaison == "-" else liaison))
            and (process not in PROCESSES or line.part(process).word == wanted)
            and (not asked or asked in line.organization.name.casefold() or line.organization.code.startswith(asked))
        ]


def progress_of(reach: Reach, year: SchoolYear) -> Progress:
    """Every district the reader may see the progress of: fourteen queries, whatever their number."""
    rows = Organization.objects.filter(kind__in=("district", "consortium"), is_current=True).select_related("parent")
    organizations = list(visible(rows, reach, "see_progress", "code").order_by("name", "code"))
    published = latest_year()
    served, files, (followed, answered) = _served(), _Files(year), _answered()
    owed, last = _plans(published), _last()
    agreed = Agreements([one.code for one in organizations], published + 1)
    lines = [
        Line(
            organization=one,
            liaison=served.get(one.code) or served.get(one.parent_id or "", ""),
            files=files.of(one),
            follow_up=_follow_up(answered.get(one.code), reach.may("see_follow_up", one.code)),
            results=Part("Published", str(published)) if one.code in owed else Part("Not yet published"),
            owed=None if one.is_member or not reach.may("see_results", one.code) else owed.get(one.code),
            levels=agreed.levels(one),
            plans=agreed.plans(one),
            reports=agreed.reports(one),
            last=last.get(one.code),
        )
        for one in organizations
    ]
    return Progress(year, published, followed, lines)


def progress_page(progress: Progress, lines: Iterable[Line]) -> Page:
    """The lines as a table for a file."""
    rows = [_row(line) for line in lines]
    title = f"Districts' progress {progress.year}"
    about = [("School year of files", str(progress.year)), ("School year of results", str(progress.published))]
    return Page(title, about=about, tables=[Table(title, _COLUMNS, rows)])


def _row(line: Line) -> tuple[Any, ...]:
    one = line.organization
    last = f"{timezone.localtime(line.last):%Y-%m-%d}" if line.last else ""
    told = (line.files.word, line.files.detail, line.follow_up.word, line.follow_up.detail, line.results.word)
    agreed = (line.levels.word, line.plans.word, line.plans.detail, line.reports.word, line.reports.detail)
    parent = one.parent.name if one.parent else ""
    return (one.code, one.name, one.get_kind_display(), parent, line.liaison, *told, line.owed, *agreed, last)


class _Files:
    """The SIMS files of a year: of each district, how many collections are where."""

    def __init__(self, year: SchoolYear) -> None:
        sent = Submission.objects.filter(kind="sims", school_year=year.ends).exclude(
            status__in=("withdrawn", "replaced")
        )
        self._by_state: set[str] = set()
        self._found: dict[str, dict[str, str]] = {}
        columns = ("organization_id", "season", "status")
        for code, season, status in sent.order_by("sent_at", "pk").values_list(*columns):
            if code == settings.STATE_CODE:
                self._by_state |= {season} if status == "certified" else set()
                continue
            own = self._found.setdefault(code, {})
            # a certified file stays the record whatever is sent after it
            if own.get(season) != "certified":
                own[season] = status

    def of(self, organization: Organization) -> Part:
        if organization.kind == "consortium":
            return Part("Sent by the members")
        own = self._found.get(organization.code, {})
        states = [own.get(season, "certified" if season in self._by_state else "missing") for season in SEASONS]
        counted = Counter(states)
        certified, wrong = counted["certified"], counted["has_errors"] + counted["failed"]
        told = [f"{certified} of {len(SEASONS)} certified"]
        told += [f"{wrong} with errors"] if wrong else []
        told += [f"{counted['missing']} missing"] if counted["missing"] else []
        return Part(self._word(certified, wrong, counted["missing"]), ", ".join(told))

    def _word(self, certified: int, wrong: int, missing: int) -> str:
        if wrong:
            return "Has errors"
        if certified == len(SEASONS):
            return "Completed"
        return "Not yet started" if missing == len(SEASONS) else "In progress"


def _follow_up(response: FollowUpResponse | None, with_counts: bool) -> Part:
    if response is None:
        return Part("Cannot start yet")
    word = "Completed" if response.answered == response.leavers else "In progress"
    if not response.answered and response.leavers:
        word = "Not yet started"
    told = f"{response.answered:,} of {response.leavers:,} leavers of {SchoolYear(response.school_year)}"
    return Part(word, told if with_counts else "")


def _answered() -> tuple[SchoolYear | None, dict[str, FollowUpResponse]]:
    """The latest year whose leavers are known, and its responses by organization."""
    latest = FollowUpResponse.objects.aggregate(latest=Max("school_year"))["latest"]
    found = {one.org_code: one for one in FollowUpResponse.objects.filter(school_year=latest)}
    return SchoolYear(latest) if latest else None, found


def _served() -> dict[str, str]:
    """Organization code → the liaison who serves it today, also while a colleague covers."""
    found = LiaisonAssignment.objects.on(timezone.localdate()).filter(covers=False).select_related("liaison")
    return {one.organization_id: str(one.liaison) for one in found}


def _plans(year: SchoolYear) -> dict[str, int]:
    """Organization code → plans owed by the figures in force of a year."""
    sheets = Sheet.objects.filter(publication__in_force=True, publication__school_year=year.ends)
    return dict(sheets.values_list("org_code", "plans_required"))


def _last() -> dict[str, datetime.datetime]:
    """Organization code → when the last event of it was, of those that are not its own alone."""
    known = Event.objects.order_by().filter(organization__isnull=False).exclude(details__has_key="private")
    found = known.values_list("organization_id")
    return dict(found.annotate(last=Max("at")))
