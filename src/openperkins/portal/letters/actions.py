"""The only writer of letters: the letter, a notice for each person, and its event, in one transaction."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from openperkins.portal.accounts.models import Person
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.audit.log import record
from openperkins.portal.directory.models import Organization
from openperkins.portal.letters.models import Letter
from openperkins.portal.letters.writing import Addressed, addressed, was_seen
from openperkins.portal.notices.models import Notice
from openperkins.portal.notices.telling import tell
from openperkins.portal.workflow import Refused

_CHANGED = "The letter, or who gets it, was changed since you were shown it. Look at it as it is now, then press Send."


@transaction.atomic
def send(
    *,
    organizations: Collection[Organization],
    roles: Collection[str],
    subject: str,
    text: str,
    nonce: str,
    sealed: str,
    by: Reach,
) -> Letter:
    """Send one text to people of districts; the same page sent again is the letter it sent before.

    `sealed` is the seal of what its page showed last: who gets it is decided by that look, not by what roles are now.
    Raises Refused when the sender may not write to one of the districts, nobody would get it, it is not what was
    shown, or the page sent another letter before.
    """
    foreign = [one.name for one in organizations if not by.may("write_letters", one.code)]
    if foreign:
        raise Refused([f"You do not serve {name}." for name in foreign])
    Person.objects.select_for_update().get(pk=by.person.pk)  # of two presses at once the second finds the letter
    shown = addressed(organizations, roles, subject=subject, text=text)
    letters = [one for one in shown if one.people]
    known = _sent_from(nonce, by)
    if known is not None:
        if _says(known, letters, roles, subject, text):
            return known
        raise Refused([_another(known), *([] if was_seen(by, roles, shown, sealed) else [_CHANGED])])
    if not was_seen(by, roles, shown, sealed):
        raise Refused([_CHANGED])
    if not letters:
        raise Refused(["Nobody at these districts has one of these roles."])
    letter = Letter.objects.create(
        subject=subject, text=text, roles=sorted(roles), nonce=nonce, sent_by=by.person, sent_at=timezone.now()
    )
    told = sum(
        tell(
            one.people,
            key=f"{letter.key}{one.organization.code}",
            kind="letter.sent",
            subject=one.subject,
            body=f"{one.text}\n\n{by.person}",
            organization=one.organization,
        )
        for one in letters
    )
    codes = [one.organization.code for one in letters]
    record("letter.sent", by=by.person, about=letter, districts=len(codes), told=told, to=codes)
    return letter


def _sent_from(nonce: str, by: Reach) -> Letter | None:
    """The letter a page of this sender sent; None for a page that sent nothing."""
    return Letter.objects.filter(nonce=nonce, sent_by=by.person).first()


def _another(known: Letter) -> str:
    """What is said when a page that sent a letter is used for another."""
    return f"This page was sent already, as “{known.subject}”. Press Send to send the letter below, too."


def _says(known: Letter, letters: Collection[Addressed], roles: Collection[str], subject: str, text: str) -> bool:
    """Whether a letter sent before has this text and went to these districts."""
    if (known.subject, known.text, known.roles) != (subject, text, sorted(roles)):
        return False
    told = Notice.objects.filter(key__startswith=known.key).values_list("organization", flat=True)
    return set(told) == {one.organization.code for one in letters}
