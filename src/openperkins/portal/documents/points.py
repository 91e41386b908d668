"""Points: what the State asks a district to change, each at the answer it is about, and whether it was answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from openperkins.portal.accounts.reach import Reach
from openperkins.portal.documents.models import Comment, Document
from openperkins.portal.documents.showing import comments


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
    """A remark as a page lists it, with what it is about; `may_settle` whether the reader can mark it as answered."""

    comment: Comment
    title: str
    may_settle: bool


def said_of(document: Document, reach: Reach) -> list[Said]:
    """What the reader may read of the remarks, in order of time."""
    about = document.about
    takes_part = any(reach.may(right, document.org_code) for right in (about.remarks, about.begins_with))
    return [
        Said(one, place_title(document, one.question) if one.question else "", takes_part and one.settled_at is None)
        for one in comments(document, reach)
    ]


def place_title(document: Document, question: str) -> str:
    """What a remark is about, in words."""
    return document.about.question_title(question) if question else "The whole document"


def answered(documents: Collection[int]) -> dict[int, tuple[int, int]]:
    """Document → (points answered, points made), of those with any. One query at most."""
    if not documents:
        return {}
    made = Comment.objects.filter(document__in=list(documents), asks_change=True).order_by()
    counted = made.values("document").annotate(all=Count("pk"), done=Count("pk", filter=Q(settled_at__isnull=False)))
    return {row["document"]: (row["done"], row["all"]) for row in counted}
