"""Which deadlines the portal knows to be met: one entry for each thing that is done here.

Another part of the portal adds its deadline to `HERE` when it comes. A deadline without an entry is "not in this
portal".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from openperkins.deadlines.moments import day_of
from openperkins.deadlines.schedule import DueItem
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.standing import came_back, sent_together_since, standing_since
from openperkins.portal.plans.done import plans_owed, plans_sent, plans_to_revise, reports_due, reports_sent
from openperkins.portal.submissions.models import Submission
from openperkins.schoolyear import SchoolYear

Dates = dict[str, datetime.date]
#: no page is of an earlier school year
_FIRST = 2008


@dataclass(frozen=True, slots=True)
class Here:
    """A thing that is done in this portal.

    `done` takes organization codes and the year of the calendar and gives, of those that are done with it, the day
    (Eastern time) on which they were; its queries must not grow with the codes. `link` is where it is done, for
    whoever has the right `action`. `kind` is that of the documents it asks for, where it is one, and `asked` gives
    the parts of it an organization is asked for, `to_revise` those accepted that lack what is asked for by now.
    """

    done: Callable[[Collection[str], SchoolYear], Dates]
    link: Callable[[str, SchoolYear], str]
    action: str
    kind: str = ""
    asked: Callable[[str, SchoolYear], Collection[str]] = lambda org_code, year: ("",)
    to_revise: Callable[[str, SchoolYear], Collection[str]] = lambda org_code, year: ()


def done_on(deadline: str, codes: Collection[str], year: SchoolYear) -> Dates:
    """Of organizations, those that are done with a deadline, each with the day; empty where nobody can know."""
    return HERE[deadline].done(codes, year) if deadline in HERE else {}


def done_items(items: Iterable[DueItem], organization: Organization) -> Dates:
    """Of an organization's items, those that are done: the item's id → the day."""
    found = {}
    for item in items:
        if day := done_on(item.deadline, [organization.code], item.school_year).get(organization.code):
            found[item.id] = day
    return found


def to_send_again(org_code: str, year: SchoolYear) -> dict[str, str]:
    """Deadline → `2S1 returned, 6S2 to revise; send again`, where what was sent has to be. Two queries, seldom more."""
    back, found = came_back(org_code, year), {}
    for deadline, here in HERE.items():
        parts = {**back.get(here.kind, {}), **dict.fromkeys(here.to_revise(org_code, year), "to revise")}
        asked = here.asked(org_code, year) if parts else ()
        told = [f"{part} {how}".strip() for part, how in parts.items() if part in asked]
        if told:
            found[deadline] = f"{', '.join(told)}; send again"
    return found


def _follow_up(codes: Collection[str], year: SchoolYear) -> Dates:
    """Leavers are asked two school years later."""
    return _certified("follow_up", "", codes, year - 2)


def _sims(season: str) -> Callable[[Collection[str], SchoolYear], Dates]:
    return lambda codes, year: _certified("sims", season, codes, year)


def _levels(*steps: str) -> Callable[[Collection[str], SchoolYear], Dates]:
    """Since when the levels of a year count as sent, or both sides agree on them.

    Levels the State answered with an offer of its own were proposed: what is left is to agree.
    """

    def done(codes: Collection[str], year: SchoolYear) -> Dates:
        return {code: day for (code, _), day in standing_since("levels", codes, year, steps).items()}

    return done


def _certified(kind: str, season: str, codes: Collection[str], year: SchoolYear) -> Dates:
    """When each first had a certified file: its own, those of all members of a consortium, or the State's for all."""
    own = _own(kind, season, codes, year)
    by_state = own.get(settings.STATE_CODE)
    without = [code for code in codes if code not in own]
    members = _members(without) if len(own) > (by_state is not None) else {}
    found = {}
    for code in codes:
        theirs = [own.get(member) for member in members.get(code, ())]
        together = max(theirs) if theirs and None not in theirs else None
        if day := own.get(code) or together or by_state:
            found[code] = day
    return found


def _own(kind: str, season: str, codes: Collection[str], year: SchoolYear) -> Dates:
    """When the first of the files certified for each was, of the organizations, their members and the State."""
    whose = Q(organization__in=[*codes, settings.STATE_CODE]) | Q(organization__parent__in=list(codes))
    rows = Submission.objects.filter(
        whose, kind=kind, season=season, school_year=year.ends, status__in=("certified", "replaced")
    ).values_list("organization_id", "status", "certified_at")
    in_force = {code for code, status, _ in rows if status == "certified"}
    found: Dates = {}
    for code, _, moment in rows:
        # A file put right after the day it was due does not make the first one late.
        if code in in_force and moment is not None:
            found[code] = min(day_of(moment), found.get(code, datetime.date.max))
    return found


def _members(codes: Collection[str]) -> dict[str, list[str]]:
    """Consortium → its members."""
    found: dict[str, list[str]] = {}
    rows = Organization.objects.filter(parent__in=list(codes), parent__kind="consortium", kind="district")
    for parent, code in rows.filter(is_current=True).values_list("parent_id", "code"):
        found.setdefault(parent, []).append(code)
    return found


def _files(org_code: str, year: SchoolYear) -> str:
    return f"{reverse('submissions', args=[org_code])}?year={year.ends}"


def _negotiation(org_code: str, year: SchoolYear) -> str:
    return reverse("propose_levels", args=[org_code, year.ends])


def _leavers(org_code: str, year: SchoolYear) -> str:
    return reverse("follow_up", args=[org_code, max(year.ends - 2, _FIRST)])


def _page(name: str) -> Callable[[str, SchoolYear], str]:
    return lambda org_code, year: reverse(name, args=[org_code, year.ends])


#: deadline (the end of an item's id) → how it is known here
HERE: dict[str, Here] = {
    "level_proposals": Here(_levels("send"), _negotiation, "see_levels", "levels"),
    "negotiations_complete": Here(_levels("agree", "accept"), _negotiation, "see_levels"),
    "follow_up": Here(_follow_up, _leavers, "see_follow_up"),
    **{
        f"sims_{season}": Here(_sims(season), _files, "see_submissions")
        for season in ("october", "march", "end_of_year")
    },
    "improvement_plans": Here(plans_sent, _page("plans"), "see_plans", "improvement_plan", plans_owed, plans_to_revise),
    "all_documents_early": Here(sent_together_since, _page("send_together"), "see_plans"),
    "annual_reports": Here(reports_sent, _page("reports"), "see_plans", "annual_report", reports_due),
}
