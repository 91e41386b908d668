"""What waits for the State's review: whose it is, how long it has waited, who looks at it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.kinds import all_kinds
from openperkins.portal.documents.models import Document

#: statuses in which the State has to act
WAITING = ("sent", "in_review")


@dataclass(frozen=True, slots=True)
class Line:
    """One document that waits. `days` are whole days since it was sent; `due` says by when an answer is due, if so."""

    document: Document
    title: str
    url: str
    days: int
    mine: bool
    due: str = ""

    @property
    def looked_at_by(self) -> str:
        """Who answers: the person it was given to, the Administrator, or the district's liaison."""
        if self.document.reviewer is not None:
            return str(self.document.reviewer)
        return "the Administrator" if self.document.about.advises else "the liaison"


def queue(reach: Reach) -> list[Line]:
    """Everything the reader may decide or advise on, what waits longest first: a query for each kind."""
    lines = []
    today = timezone.localdate()
    for kind in all_kinds():
        scope = reach.scope(kind.remarks)
        found = Document.objects.filter(kind=kind.code, status__in=WAITING)
        if not scope.everywhere:
            found = found.filter(organization__in=scope.codes)
        for document in found.select_related("organization", "reviewer"):
            lines.append(_line(document, kind, reach, today))
    return sorted(lines, key=lambda line: (-line.days, line.document.organization.name, line.title))


def _line(document: Document, kind: Any, reach: Reach, today: datetime.date) -> Line:
    sent = timezone.localdate(document.sent_at) if document.sent_at else today
    served = bool({document.organization_id, document.organization.parent_id} & set(reach.assigned))
    alone = bool(kind.advises) and reach.may(kind.decides, document.org_code)
    mine = document.reviewer_id == reach.person.pk or (document.reviewer_id is None and (served or alone))
    days = (today - sent).days
    return Line(document, kind.title(document), kind.review_url(document), days, mine, kind.due(document))
