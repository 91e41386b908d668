"""Who is told of a document's steps and comments. What people wrote stays out of mails: they lead to the page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openperkins.portal.accounts.models import Person
from openperkins.portal.documents.models import Comment, Document, Move, Sending
from openperkins.portal.notices.telling import DISTRICT_ROLES, by_name, holders, tell
from openperkins.workflows.rights import reaches, roles

#: word of a workflow's table → roles at the district (or, of the State, who leads)
_ROLES = {"district": DISTRICT_ROLES, "administrator": ("administrator",)}
_OF_THE_STATE = ("liaison", "administrator")


def told_of(document: Document, step: str) -> dict[str, list[Any]]:
    """Page → the people a step tells, each led to the page of their own side."""
    about, found, known = document.about, {}, set()
    for word in about.workflow.step(step).tells:
        link = about.review_url(document) if word in _OF_THE_STATE else about.url(document)
        for person in _people(document, word):
            if person.pk not in known:
                known.add(person.pk)
                found.setdefault(link, []).append(person)
    return found


def tell_move(document: Document, move: Move) -> int:
    """Tell of a step, all but who took it; returns how many were told."""
    about, people_of = document.about, told_of(document, move.step)
    if not people_of:
        return 0
    subject, body = about.words[move.step]
    said = {
        "document": about.title(document),
        "by": move.taken_by,
        "organization": document.organization.name,
        "year": document.year,
    }
    return sum(
        tell(
            [person for person in people if person.pk != move.taken_by_id],
            key=f"document {document.pk} step {move.number}",
            kind=f"document.{move.step}",
            subject=subject.format(**said),
            body=body.format(**said),
            link=link,
            organization=document.organization,
        )
        for link, people in people_of.items()
    )


def tell_sending(sending: Sending, moves: list[Move]) -> int:
    """Tell once of everything that was sent together; returns how many were told."""
    people: dict[int, tuple[Any, bool, list[str]]] = {}
    for move in moves:
        document = move.document
        for link, told in told_of(document, move.step).items():
            for person in told:
                is_state = link != document.about.url(document)
                people.setdefault(person.pk, (person, is_state, []))[2].append(str(document))
    own = reverse("receipt_sent", args=[sending.organization_id, sending.school_year, sending.pk])
    return sum(
        tell(
            [person],
            key=f"documents sent {sending.pk}",
            kind="document.sent_together",
            subject=f"{sending.organization.name} sent {len(titles)} document{'' if len(titles) == 1 else 's'}",
            body=f"{sending.sent_by} sent: {'; '.join(titles)}.",
            link=reverse("queue") if is_state else own,
            organization=sending.organization,
        )
        for person, is_state, titles in people.values()
        if person.pk != sending.sent_by_id
    )


def tell_comment(comment: Comment, *, by_who_decides: bool) -> int:
    """A shared comment is told to the other side; one for the State alone to nobody."""
    if comment.state_only:
        return 0
    document = comment.document
    own = by_who_decides or document.never_sent
    return tell(
        [person for person in told_of_comment(document, by_who_decides) if person.pk != comment.said_by_id],
        key=f"document {document.pk} comment {comment.pk}",
        kind="document.commented",
        subject=f"A comment on {document.about.title(document)}",
        body=f"{comment.said_by} commented on {document.named}.",
        link=document.about.url(document) if own else document.about.review_url(document),
        organization=document.organization,
    )


def told_of_comment(document: Document, by_who_decides: bool) -> list[Any]:
    """Who is told of a shared comment: the other side, or colleagues who write while nothing was ever sent."""
    if document.never_sent and not by_who_decides:
        return holders(_writing(document.about.begins_with), [document.organization_id])
    return _people(document, document.about.remark_tells[by_who_decides])


def _writing(right: str) -> list[str]:
    """District roles that have a right."""
    return [code for code, role in roles().items() if role.side == "district" and reaches(right, [code])]


def tell_assigned(document: Document, reviewer: Any, *, by: Any, number: int) -> int:
    """Whoever is to look at a document is told; `number` is the event's, so that a second time is told again."""
    title = document.about.title(document)
    return tell(
        [reviewer],
        key=f"document {document.pk} assigned {number}",
        kind="document.assigned",
        subject=f"{title} of {document.organization.name}: yours to look at",
        body=f"{by} asks you to look at the {title} of {document.organization.name}.",
        link=document.about.review_url(document),
        organization=document.organization,
    )


def reviewers_of(document: Document) -> list[Any]:
    """Who looks at it for the State: the person it was given to, else the liaisons who serve the district today.

    Where nobody serves it, those who say who does.
    """
    if document.looked_at_by is not None:
        return [document.looked_at_by]
    served = {document.organization_id, document.organization.parent_id} - {None}
    serving = Person.objects.filter(is_active=True, assignments__organization__in=served)
    today = timezone.localdate()
    return by_name(serving.filter(assignments__in=_on(today)).distinct()) or holders(("administrator",))


def _on(day: Any) -> Any:
    from openperkins.portal.directory.models import LiaisonAssignment

    return LiaisonAssignment.objects.on(day)


def _people(document: Document, word: str) -> list[Any]:
    if word == "liaison":
        return reviewers_of(document)
    roles = document.about.tells_roles.get(word, _ROLES.get(word))
    if roles is None:
        raise ValueError(f"Nobody is known as {word}.")
    return holders(roles, None if word == "administrator" else [document.organization_id])
