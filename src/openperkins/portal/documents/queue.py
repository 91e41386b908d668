"""What waits for the State's review: whose it is, how long it has waited, who looks at it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import LiaisonAssignment
from openperkins.portal.documents.kinds import reviewed_kinds
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import answered

#: statuses in which the State has to act
WAITING = ("sent", "in_review")


@dataclass(frozen=True, slots=True)
class Line:
    """One document that waits. `days` are whole days since it was sent; `due` says by when an answer is due, if so.

    `points` says how many points were answered. What the reader looks at only while a colleague is away is `covering`,
    and is not `mine`.
    """

    document: Document
    title: str
    url: str
    days: int
    mine: bool
    covering: bool = False
    due: str = ""
    points: str = ""

    @property
    def looked_at_by(self) -> str:
        """Who answers: the person it was given to, the Administrator, or the district's liaison."""
        if self.document.looked_at_by is not None:
            return str(self.document.looked_at_by)
        return "the Administrator" if self.document.about.advises else "the liaison"


def queue(reach: Reach) -> list[Line]:
    """Everything the reader may decide or advise on, what waits longest first: a query for each kind, and two."""
    lines = []
    today, covered = timezone.localdate(), _covered(reach)
    for kind in reviewed_kinds():
        scope = reach.scope(kind.remarks)
        found = Document.objects.filter(kind=kind.code, status__in=WAITING)
        if not scope.everywhere:
            found = found.filter(organization__in=scope.codes)
        for document in found.select_related("organization", "reviewer"):
            lines.append(_line(document, kind, reach, today, covered))
    made = answered([line.document.pk for line in lines])
    lines = [replace(line, points=_points(made.get(line.document.pk))) for line in lines]
    return sorted(lines, key=lambda line: (-line.days, line.document.organization.name, line.title))


def _covered(reach: Reach) -> frozenset[str]:
    """Districts the reader serves for a time while a colleague serves them all the time."""
    if not reach.assigned:
        return frozenset()
    own = LiaisonAssignment.objects.on(reach.day).filter(liaison=reach.person, ends__isnull=False)
    others = LiaisonAssignment.objects.on(reach.day).exclude(liaison=reach.person)
    served = own.filter(organization__in=others.values("organization"))
    return frozenset(served.values_list("organization", flat=True))


def _line(document: Document, kind: Any, reach: Reach, today: datetime.date, covered: frozenset[str]) -> Line:
    sent = timezone.localdate(document.sent_at) if document.sent_at else today
    places = {document.organization_id, document.organization.parent_id}
    is_own, is_open = document.reviewer_id == reach.person.pk, document.looked_at_by is None
    alone = bool(kind.advises) and reach.may(kind.decides, document.org_code)
    mine = is_own or (is_open and (alone or bool(places & (reach.assigned - covered))))
    covering = not mine and is_open and bool(places & covered)
    title, url, days = kind.title(document), kind.review_url(document), (today - sent).days
    return Line(document, title, url, days, mine, covering, kind.due(document))


def _points(made: tuple[int, int] | None) -> str:
    """`1 of 2`; empty where no point was made."""
    return f"{made[0]} of {made[1]}" if made else ""
