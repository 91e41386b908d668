"""What the tables of the workflows promise of notices, held against those that were made."""

from __future__ import annotations

from collections import Counter
from typing import Any

from openperkins.portal.accounts.models import Person
from openperkins.portal.documents.kinds import kind_of
from openperkins.portal.documents.models import Document, Sending
from openperkins.portal.notices.models import Notice
from tests.portal.factories import STATE

#: word of the workflows' tables → kind (or "") → roles at the district, or of the State
TOLD = {
    "district": {
        "levels": ("cte_director", "superintendent", "negotiator"),
        "level_revision": ("cte_director", "superintendent", "negotiator"),
        "": ("cte_director", "superintendent"),
    },
    "liaison": {"": ("liaison",)},
    "administrator": {"": ("administrator",)},
    "data_stewards": {"": ("data_steward",)},
}


def every_notice_was_made_once(*written: str) -> None:
    """As the workflows' tables say, reckoned by roles alone; what was sent together is told once.

    No mail holds a word of what was `written`.
    """
    expected: Counter[tuple[str, str, str]] = Counter()
    for one in Document.objects.all():
        for move in one.moves.all():
            if move.sending is None or move.sending.moves.count() == 1:
                kind = f"document.{move.step}"
                expected.update((email, kind, one.about.title(one)) for email in _told(one, move))
    for sending in Sending.objects.all():
        moves = list(sending.moves.select_related("document"))
        if len(moves) > 1:
            emails = {email for move in moves for email in _told(move.document, move)}
            expected.update((email, "document.sent_together", str(sending.pk)) for email in emails)
    made = Notice.objects.filter(kind__startswith="document.").exclude(kind__in=("document.commented",))
    found = Counter((one.person.email, one.kind, _about(one)) for one in made)
    assert found == expected and len(expected) > 40
    twice = Counter(Notice.objects.values_list("person", "key")).most_common(1)
    assert twice[0][1] == 1
    for one in Notice.objects.all():
        assert not any(words in one.subject + one.body for words in written), one


def _told(one: Document, move: Any) -> set[str]:
    found = set()
    for word in kind_of(one.kind).workflow.step(move.step).tells:
        of_kind = TOLD[word]
        for role in of_kind.get(one.kind, of_kind[""]):
            at = one.organization_id if word == "district" else STATE
            found.add(f"{role}.{at}@example.org")
    there = set(Person.objects.values_list("email", flat=True))  # nobody is told of a role nobody holds
    return (found & there) - {move.taken_by.email}


def _about(notice: Notice) -> str:
    if notice.kind == "document.sent_together":
        return notice.key.rpartition(" ")[2]
    return str(Document.objects.get(pk=notice.key.split()[1]))
