"""Levels of the year under way: the State's, and a negotiation in every status."""

from __future__ import annotations

import io

from django.utils import timezone

from openperkins.accountability.exact import decimal_text, fraction
from openperkins.portal.accounts.models import Person
from openperkins.portal.accounts.reach import Reach, reach_of
from openperkins.portal.demo.people import add_person
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.documents import actions as documents
from openperkins.portal.documents.actions import Change
from openperkins.portal.documents.attaching import attach
from openperkins.portal.documents.models import Document
from openperkins.portal.levels import actions
from openperkins.portal.levels.answers import ADOPT, PROPOSE
from openperkins.portal.levels.queries import agreed_levels, floors
from openperkins.portal.results.queries import published
from openperkins.schoolyear import SchoolYear

_REASONS = "Students enter with lower scores than in the years before; tutoring in both shops began this fall."
#: a workforce region that lost a tenth of its jobs in fall
_REGION, _JOBS = "Northern region", (41_200, 38_900, 38_100, 37_400, 36_900)
_LOSS = "Two mills closed in September; most of our leavers of manufacturing found their first work there."
#: the statuses of the negotiations, a district each in the order of codes
_STATUSES = ("countered", "agreed", "returned", "draft")


def negotiations(year: SchoolYear, *, steward: Reach, administrator: Reach) -> None:
    """Levels of `year` set by two people, those of the next year proposed, and districts that answered."""
    before = published("00000000", year - 1)
    assert before is not None  # the demo published it
    last = {cell.indicator: cell.level or "90" for cell in before.cells.row("all")}
    proposal = actions.propose(year=year, levels=last, reason="As the year before.", by=steward)
    actions.set_levels(proposal, by=administrator)
    raised = {indicator: decimal_text(min(fraction(level) + 1, fraction("100"))) for indicator, level in last.items()}
    actions.propose(year=year + 1, levels=raised, reason="One point more, as agreed with the districts.", by=steward)
    alone = Organization.objects.filter(kind="district", parent__isnull=True).order_by("code")
    for organization, status in zip(alone, _STATUSES, strict=False):
        negotiate(organization, year, status)
    negotiate(Organization.objects.filter(kind="consortium").order_by("code")[0], year, "sent")
    ask_for_another(alone[_STATUSES.index("agreed")], year)


def ask_for_another(organization: Organization, year: SchoolYear, *, send: bool = True) -> Document:
    """A request for another 5S1 level after a loss of jobs, with an invented table of the workforce board."""
    director, superintendent = (of_district(organization, role) for role in ("cte_director", "superintendent"))
    document = documents.begin(kind="level_revision", organization=organization, year=year, part="5S1", by=director)
    agreed = agreed_levels(year, organization.code)[organization.code]["5S1"]
    jobs = dict(zip(_months_before(year), _JOBS, strict=True))
    said = {
        "start": f"{year.ends}-01",
        "region1.name": _REGION,
        "region1.jobs": "\n".join(f"{month} {count}" for month, count in jobs.items()),
        "level": decimal_text(fraction(agreed.level) - 6),
        "reasons": _LOSS,
    }
    documents.save(document, changes=[Change(question, "", text) for question, text in said.items()], by=director)
    table = "".join(f"{_REGION},{month},{count}\n" for month, count in jobs.items())
    attach(document, io.BytesIO(f"region,month,jobs\n{table}".encode()), "jobs by month.csv", by=director)
    if send:
        documents.take(document, "send", by=superintendent, note="The board's table is attached.")
    return document


def _months_before(year: SchoolYear) -> list[str]:
    """The five months before the placement period, which begins in January."""
    return [f"{year.october}-{month:02d}" for month in range(8, 13)]


def negotiate(organization: Organization, year: SchoolYear, status: str) -> None:
    """One district's levels, as far as its status; the director writes, the superintendent sends."""
    for role, name in (("cte_director", "Rita Vance"), ("superintendent", "Omar Kuhn")):
        if not Person.objects.filter(memberships__role=role, memberships__organization=organization).exists():
            add_person(role, organization, name)
    director, superintendent = (of_district(organization, role) for role in ("cte_director", "superintendent"))
    document = documents.begin(kind="levels", organization=organization, year=year, by=director)
    documents.save(document, changes=_wishes(organization, year), by=director)
    if status == "draft":
        return
    documents.take(document, "send", by=superintendent)
    if status == "sent":
        return
    liaison = serving(organization)
    if status == "agreed":
        documents.take(document, "agree", by=liaison)
    elif status == "returned":
        documents.take(document, "return", by=liaison, note="Say what support the district will give, and from when.")
    else:
        _counter(document, liaison)


def of_district(organization: Organization, role: str) -> Reach:
    """The first person with a role at a district."""
    held = Person.objects.filter(memberships__role=role, memberships__organization=organization)
    return reach_of(held.order_by("pk")[0], timezone.localdate())


def serving(organization: Organization) -> Reach:
    """The liaison who serves a district."""
    serves = LiaisonAssignment.objects.get(organization=organization)
    return reach_of(serves.liaison, timezone.localdate())


def _counter(document: Document, liaison: Reach) -> None:
    """The State offers half of the way at the first level that was proposed."""
    indicator = next(question[:3] for question, text in document.answers.items() if text == PROPOSE)
    said = {"countered": "88", "answer": "The schools around you agreed on 88 with like students."}
    changes = [Change(f"{indicator}.{part}", "", text) for part, text in said.items()]
    documents.save(document, changes=changes, by=liaison)
    documents.take(document, "counter", by=liaison, note="One level is open between us.")


def _wishes(organization: Organization, year: SchoolYear) -> list[Change]:
    """The State's levels adopted, but for the first the district may propose less for."""
    lowest = floors(organization.code, year)
    own = next((indicator for indicator, floor in lowest.items() if floor.level is None), None)
    changes = [Change(f"{indicator}.choice", "", PROPOSE if indicator == own else ADOPT) for indicator in lowest]
    if own is not None:
        changes += [Change(f"{own}.level", "", "70"), Change(f"{own}.reasons", "", _REASONS)]
    return changes
