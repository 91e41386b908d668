"""A letter before it is sent: whom it goes to, and how each district will read it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.signing import Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from openperkins.portal.accounts.models import Membership
from openperkins.portal.accounts.reach import Reach
from openperkins.portal.deadlines.done import done_on
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.portal.documents.kinds import kind_of
from openperkins.portal.notices.telling import DISTRICT_ROLES
from openperkins.schoolyear import SchoolYear
from openperkins.workflows.rights import roles

#: what stands for something else in a letter → what it stands for, as the page explains it
PLACEHOLDERS = {"{organization}": "the name of the district", "{liaison}": "the name of its liaison"}


#: deadlines of the negotiation, which the negotiator has to know of
_OF_LEVELS = ("level_proposals", "negotiations_complete")
#: what looks like a placeholder, known or not
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True)
class Addressed:
    """One organization a letter goes to: the people, and subject and text as they read it."""

    organization: Organization
    people: list[Any]
    subject: str
    text: str

    @property
    def read_by(self) -> list[int]:
        """Who reads it, by id."""
        return [person.pk for person in self.people]


def districts_of(reach: Reach) -> list[Organization]:
    """Districts and consortia the reader may write to, by name. One query."""
    scope = reach.scope("write_letters")
    found = Organization.objects.filter(kind__in=("district", "consortium"))
    if not scope.everywhere:
        found = found.filter(code__in=scope.codes)
    return list(found.order_by("name", "code"))


def seal(reach: Reach, roles_: Collection[str], shown: Iterable[Addressed]) -> str:
    """What a preview hands on: that this reader saw these people of these districts read just this, signed.

    Nobody can be told from it: it is a signature, and holds none of what it stands for.
    """
    each = sorted([one.organization.code, *sorted(one.read_by), one.subject, one.text] for one in shown)
    return Signer(salt=f"letter of person {reach.person.pk}").signature(json.dumps([sorted(roles_), each]))


def was_seen(reach: Reach, roles_: Collection[str], letters: Iterable[Addressed], sealed: str) -> bool:
    """Whether a preview handed on this seal for just these letters to these people."""
    return constant_time_compare(seal(reach, roles_, letters), sealed)


def not_done(organizations: Iterable[Organization], deadline: str, year: SchoolYear) -> list[str]:
    """Codes of those who are not done with a deadline of a year; members owe only what they do themselves."""
    codes = [one.code for one in organizations]
    done = done_on(deadline, codes, year)
    return [code for code in codes if code not in done]


def addressed(
    organizations: Collection[Organization], wanted: Collection[str], *, subject: str, text: str
) -> list[Addressed]:
    """How the letter reads at each organization, with the people of the roles it is written to. Two queries."""
    today, codes = timezone.localdate(), [one.code for one in organizations]
    held = Membership.objects.on(today).filter(role__in=list(wanted), organization__in=codes, person__is_active=True)
    people: dict[str, dict[int, Any]] = {}
    for one in held.select_related("person").order_by("person__name", "person"):
        people.setdefault(one.organization_id, {})[one.person_id] = one.person
    serving = LiaisonAssignment.objects.on(today).filter(organization__in=codes).select_related("liaison")
    liaisons: dict[str, str] = {}
    for served in serving.order_by("-covers", "-begins"):  # who covers stands in only where nobody serves
        liaisons[served.organization_id] = str(served.liaison)
    found = []
    for one in organizations:
        said = {"{organization}": one.name, "{liaison}": liaisons.get(one.code, "your liaison")}
        found.append(Addressed(one, list(people.get(one.code, {}).values()), _put(subject, said), _put(text, said)))
    return found


def unknown_placeholders(text: str) -> list[str]:
    """What stands in curly brackets and becomes nothing, each once, in order."""
    return [one for one in dict.fromkeys(_PLACEHOLDER.findall(text)) if one not in PLACEHOLDERS]


def roles_for(deadline: str) -> list[str]:
    """Roles a letter on a deadline is written to, until somebody chooses others: who is told of that document."""
    told = kind_of("levels").tells_roles["district"] if deadline in _OF_LEVELS else DISTRICT_ROLES
    return list(told)


def role_choices() -> list[tuple[str, str]]:
    """District roles a letter can be written to."""
    return [(role.code, role.title) for role in roles().values() if role.side == "district"]


def _put(text: str, said: dict[str, str]) -> str:
    for placeholder, value in said.items():
        text = text.replace(placeholder, value)
    return text
