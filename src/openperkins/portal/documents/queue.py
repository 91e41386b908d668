"""What waits for the State's review: whose it is, how long it has waited, who looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.directory.models import LiaisonAssignment
from openperkins.portal.documents.kinds import reviewed_kinds
from openperkins.portal.documents.models import Document
from openperkins.portal.documents.points import answered
from openperkins.portal.documents.reviewers import reaches_of_reviewers

#: statuses in which the State has to act
WAITING = ("sent", "in_review")


@dataclass(frozen=True, slots=True)
class Line:
    """One document that waits. `days` are whole days since it was sent; `due` says by when an answer is due, if so.

    `points` says how many points were answered. What the reader looks at only while a colleague is away is `covering`,
    and is not `mine`. `served` is False of a district nobody serves: then it is for those who say who does.
    """

    document: Document
    title: str
    url: str
    days: int
    mine: bool
    covering: bool = False
    due: str = ""
    points: str = ""
    served: bool = True

    @property
    def looked_at_by(self) -> str:
        """Who answers: the person it was given to, the Administrator, or the liaison of a district that has one."""
        if self.document.reviewer is not None:
            return str(self.document.reviewer)
        return "the Administrator" if self.document.about.advises or not self.served else "the liaison"


def queue(reach: Reach) -> list[Line]:
    """Everything the reader may decide or advise on, what waits longest first: a query for each kind, and five."""
    lines, looking = [], _Looking(reach, _covered(reach), reaches_of_reviewers(reach.day))
    for kind in reviewed_kinds():
        scope = reach.scope(kind.remarks)
        found = Document.objects.filter(kind=kind.code, status__in=WAITING)
        if not scope.everywhere:
            found = found.filter(organization__in=scope.codes)
        lines += [looking.line(document, kind) for document in found.select_related("organization", "reviewer")]
    made = answered([line.document.pk for line in lines])
    lines = [replace(line, points=_points(made.get(line.document.pk))) for line in lines]
    return sorted(lines, key=lambda line: (-line.days, line.document.organization.name, line.title))


@dataclass(frozen=True)
class _Looking:
    """By what it is said whose a document is: the reader, the districts covered, the people who can be given one."""

    reach: Reach
    covered: frozenset[str]
    reviewers: Mapping[int, Reach]

    def line(self, document: Document, kind: Any) -> Line:
        if not self._still_looks(document, kind):
            document.reviewer = None  # a role, or coverage, that has ended: it is the liaison's again
        sent = timezone.localdate(document.sent_at) if document.sent_at else self.reach.day
        mine = document.reviewer_id == self.reach.person.pk or self._is_open(document, kind)
        covering = not mine and document.reviewer is None and bool(_places(document) & self.covered)
        days = (self.reach.day - sent).days
        title, url = kind.title(document), kind.review_url(document)
        return Line(document, title, url, days, mine, covering, kind.due(document), served=self._is_served(document))

    def _still_looks(self, document: Document, kind: Any) -> bool:
        """Whether who it was given to reaches it today."""
        reach = self.reviewers.get(document.reviewer_id or 0)
        return reach is not None and any(reach.may(kind.remarks, code) for code in _places(document) if code)

    def _is_open(self, document: Document, kind: Any) -> bool:
        """Whether it was given to nobody, and the reader is whose it then is."""
        if document.reviewer is not None:
            return False
        alone = bool(kind.advises) and self.reach.may(kind.decides, document.org_code)
        leads = any(role == "administrator" for role, _ in self.reach.held)
        return (
            alone
            or (leads and not self._is_served(document))
            or bool(_places(document) & (self.reach.assigned - self.covered))
        )

    def _is_served(self, document: Document) -> bool:
        """Whether somebody serves the district today, as those are found who are told of it (documents/telling.py)."""
        return any(_places(document) & one.assigned for one in self.reviewers.values())


def _places(document: Document) -> set[str | None]:
    return {document.organization_id, document.organization.parent_id}


def _covered(reach: Reach) -> frozenset[str]:
    """Districts the reader only covers for a colleague."""
    if not reach.assigned:
        return frozenset()
    own = LiaisonAssignment.objects.on(reach.day).filter(liaison=reach.person)
    served = set(own.values_list("organization", "covers"))
    return frozenset(code for code, covers in served if covers and (code, False) not in served)


def _points(made: tuple[int, int] | None) -> str:
    """`1 of 2`; empty where no point was made."""
    return f"{made[0]} of {made[1]}" if made else ""
