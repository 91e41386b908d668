"""Points: what the State asks a district to change, each at the answer it is about, and whether it was answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Q

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Comment, Document
from openperkins.portal.documents.showing import comments
from openperkins.portal.documents.telling import told_of_comment


@dataclass(frozen=True, slots=True)
class Point:
    """One point as a page shows it: `title` names the answer it is about, `url` leads there on the reader's side."""

    comment: Comment
    title: str
    url: str


def points(document: Document, reach: Reach, *, for_state: bool) -> list[Point]:
    """The points that are not answered yet, in order of time."""
    about = document.about
    page = about.review_url(document) if for_state else about.url(document)
    return [
        Point(one, place_title(document, one.question), page + (about.anchor(one.question) if one.question else ""))
        for one in comments(document, reach)
        if one.asks_change and one.settled_at is None
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as a page lists it, with what it is about; `may_settle` whether the reader can mark it as answered.

    A point of the reader's own is taken back instead.
    """

    comment: Comment
    title: str
    may_settle: bool
    is_own_point: bool


def said_of(document: Document, reach: Reach) -> list[Said]:
    """What the reader may read of the remarks, in order of time."""
    about = document.about
    takes_part = any(reach.may(right, document.org_code) for right in (about.remarks, about.begins_with))
    return [
        Said(
            one,
            place_title(document, one.question) if one.question else "",
            takes_part and one.settled_at is None,
            is_own_point(one, reach),
        )
        for one in comments(document, reach)
    ]


def is_own_point(remark: Comment, reach: Reach) -> bool:
    """Whether a remark is a point of the reader's, who takes it back rather than answers it."""
    return remark.asks_change and remark.said_by_id == reach.person.pk


def read_by(document: Document, reach: Reach) -> str:
    """Who will read a comment of the writers' side, and who is told of it, as sentences."""
    about, name = document.about, document.organization.name
    if about.private:
        return f"Only people of {name} who see this document read it."
    if about.of_the_state:
        return "The State's people who see this plan read it."
    told = [str(one) for one in told_of_comment(document, by_who_decides=False) if one.pk != reach.person.pk]
    mailed = f"Told by mail: {', '.join(told)}." if told else "Nobody is told by mail."
    if document.never_sent:
        return f"Nothing was sent yet: only people of {name} read it now, the State once the document is sent. {mailed}"
    return f"People of {name} and of the State who see this document read it. {mailed}"


def place_title(document: Document, question: str) -> str:
    """What a remark is about, in words."""
    return document.about.question_title(question) if question else "The whole document"


def answered(documents: Collection[int]) -> dict[int, tuple[int, int]]:
    """Document → (points answered, points made), of those with any. One query at most."""
    if not documents:
        return {}
    made = Comment.objects.filter(document__in=list(documents), asks_change=True).order_by()
    made = made.exclude(settled_by=F("said_by"))  # taken back
    counted = made.values("document").annotate(all=Count("pk"), done=Count("pk", filter=Q(settled_at__isnull=False)))
    return {row["document"]: (row["done"], row["all"]) for row in counted}
