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
from openperkins.portal.letters.writing import addressed
from openperkins.portal.notices.telling import tell
from openperkins.portal.workflow import Refused


@transaction.atomic
def send(
    *, organizations: Collection[Organization], roles: Collection[str], subject: str, text: str, nonce: str, by: Reach
) -> Letter:
    """Send one text to people of districts; the same page sent again is the letter it sent before.

    Raises Refused when the sender may not write to one of the districts, or nobody would get it.
    """
    foreign = [one.name for one in organizations if not by.may("write_letters", one.code)]
    if foreign:
        raise Refused([f"You do not serve {name}." for name in foreign])
    Person.objects.select_for_update().get(pk=by.person.pk)  # of two presses at once the second finds the letter
    known = Letter.objects.filter(nonce=nonce, sent_by=by.person).first()
    if known is not None:
        return known
    letters = [one for one in addressed(organizations, roles, subject=subject, text=text) if one.people]
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
