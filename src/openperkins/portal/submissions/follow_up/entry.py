"""The page on which leavers are followed up: 25 at a time, what is known of each, what was typed, and conflicts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from openperkins.deadlines.moments import date_in_words
from openperkins.portal.accounts.models import Person
from openperkins.portal.directory.models import Organization, Program
from openperkins.portal.law import ruleset_of
from openperkins.portal.submissions.follow_up import drafts, lists
from openperkins.portal.submissions.follow_up.actions import Conflict, draft_of, latest
from openperkins.portal.submissions.follow_up.drafts import Typed
from openperkins.portal.submissions.follow_up.forms import STATUSES, AnswerForm, initial_of, text_of
from openperkins.portal.submissions.follow_up.lists import Leaver, Told
from openperkins.portal.submissions.models import FollowUpDraft, FollowUpYear
from openperkins.schoolyear import SchoolYear

PER_PAGE = 25


@dataclass(frozen=True)
class Work:
    """The leavers of an organization with what was typed of them. Restricted."""

    organization: Organization
    year: SchoolYear
    leavers: list[Leaver]
    draft: FollowUpDraft | None
    answers: dict[str, Typed]
    statuses: tuple[str, ...]
    nothing: str

    def open(self) -> list[Leaver]:
        """Those of whom nothing is known yet."""
        return [leaver for leaver in self.leavers if latest(leaver, self.answers).status in ("", self.nothing)]

    @property
    def unsent(self) -> int:
        """Typed answers that differ from what certified files tell."""
        return sum(1 for leaver in self.leavers if latest(leaver, self.answers) != leaver.told)


@dataclass(frozen=True, slots=True)
class Row:
    """One leaver on the page. `certified` is what certified files tell where something else was typed."""

    leaver: Leaver
    school: str
    program: str
    form: AnswerForm
    certified: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict, in words."""

    status: str
    responded_on: str
    institution: str
    note: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """One answer two people saved: `form` carries the reader's own, which counts from the other's."""

    leaver: Leaver
    mine: Side
    theirs: Side
    started_from: Side
    by: str
    at: datetime.datetime | None
    fields: dict[str, str]


def work(organization: Organization, year: SchoolYear) -> Work | None:
    """What there is to do; None before the lists were made."""
    made = FollowUpYear.objects.filter(pk=year.ends).first()
    if made is None or not made.key:
        return None
    draft = draft_of(organization, year)
    placement = ruleset_of().law.placement
    return Work(
        organization,
        year,
        lists.read(year.ends, made.key, organization.code),
        draft,
        drafts.read(draft),
        tuple(placement.status_order),
        placement.no_answer_statuses[0],
    )


def page_of(found: Work, number: Any, *, only_open: bool) -> Page:
    """Some of the leavers, in order of names."""
    return Paginator(found.open() if only_open else found.leavers, PER_PAGE).get_page(number)


def rows_of(found: Work, placed: list[tuple[int, Leaver]], data: QueryDict | None = None) -> list[Row]:
    """The leavers (each with its place on the page) with a form; `data` is what was typed when it is shown again."""
    schools, programs = _titles([leaver for _, leaver in placed])
    rows = []
    for place, leaver in placed:
        told = latest(leaver, found.answers)
        form = AnswerForm(data, prefix=f"r{place}", initial=initial_of(leaver.sasid, told), statuses=found.statuses)
        certified = _words(leaver.told) if told != leaver.told and leaver.told.status else ""
        school, program = schools.get(leaver.school, leaver.school), programs.get(leaver.program, leaver.program)
        rows.append(Row(leaver, school, program, form, certified))
    return rows


def sent_forms(found: Work, data: QueryDict) -> list[AnswerForm]:
    """The forms of a page that was sent; a row says itself whom it is about."""
    asked = data.get("rows", "0")
    count = min(int(asked), PER_PAGE) if asked.isascii() and asked.isdigit() else 0
    return [AnswerForm(data, prefix=f"r{place}", statuses=found.statuses) for place in range(count)]


def disputes(found: Work, conflicts: list[Conflict]) -> list[Dispute]:
    """Conflicts in words, with the fields a choice sends back."""
    people = Person.objects.in_bulk([c.by for c in conflicts if c.by is not None])
    by_sasid = {leaver.sasid: leaver for leaver in found.leavers}
    told = []
    for conflict in conflicts:
        change = conflict.change
        fields = initial_of(change.sasid, change.typed) | {"was": text_of(conflict.theirs)}
        by = str(people[conflict.by]) if conflict.by in people else "a certified file"
        sides = [_side(side) for side in (change.typed, conflict.theirs, change.started_from)]
        told.append(
            Dispute(by_sasid[change.sasid], *sides, by, parse_datetime(conflict.at) if conflict.at else None, fields)
        )
    return told


def _titles(leavers: list[Leaver]) -> tuple[dict[str, str], dict[str, str]]:
    """Names of the schools and programs of some leavers."""
    schools = Organization.objects.filter(code__in={leaver.school for leaver in leavers}).values_list("code", "name")
    programs = Program.objects.filter(code__in={leaver.program for leaver in leavers}).values_list("code", "title")
    return dict(schools), dict(programs)


def _side(told: Told) -> Side:
    status = STATUSES.get(told.status, told.status) or "No answer"
    return Side(status, _day(told.responded_on), told.institution, told.note)


def _words(told: Told) -> str:
    parts = (STATUSES.get(told.status, told.status), _day(told.responded_on), told.institution, told.note)
    return ", ".join(part for part in parts if part)


def _day(day: str) -> str:
    """A day in words, if it is one."""
    try:
        found = parse_date(day)
    except ValueError:
        found = None
    return date_in_words(found) if found else day
