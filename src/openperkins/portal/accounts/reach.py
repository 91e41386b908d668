"""How far a person reaches today: which actions, for which organizations. The answer comes from rights.csv alone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openperkins.portal.accounts.models import Membership, Person
from openperkins.portal.directory.models import LiaisonAssignment, Organization
from openperkins.workflows.rights import actions_while_viewing, right, roles


@dataclass(frozen=True, slots=True)
class Scope:
    """Organizations an action reaches: every one, or those of `codes`. `data_only` limits the event log."""

    everywhere: bool = False
    codes: frozenset[str] = frozenset()
    data_only: bool = False

    def __contains__(self, org_code: object) -> bool:
        return self.everywhere or org_code in self.codes

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.codes)


_NOWHERE = Scope()


@dataclass(frozen=True)
class Reach:
    """A person on a day. Equal persons are equal, so that a workflow can ask whether two are the same.

    `viewing` is the code of the district whose pages are seen as it sees them: then nothing else is reached, and
    nothing can be written.
    """

    person: Person
    day: datetime.date
    held: tuple[tuple[str, str], ...]
    members: dict[str, frozenset[str]] = field(compare=False, repr=False)
    assigned: frozenset[str] = field(compare=False)
    viewing: str | None = None

    def __eq__(self, other: object) -> bool:
        return self.person == (other.person if isinstance(other, Reach) else other)

    def __hash__(self) -> int:
        return hash(self.person)

    def may(self, action: str, org_code: str) -> bool:
        """Whether the action is allowed for an organization."""
        return org_code in self.scope(action)

    def may_anywhere(self, action: str) -> bool:
        """Whether the action is allowed for some organization."""
        return bool(self.scope(action))

    def scope(self, action: str) -> Scope:
        """Where the action is allowed. Raises UnknownNameError for one that is not in the table."""
        if self.viewing is not None:
            return Scope(codes=frozenset({self.viewing})) if action in actions_while_viewing() else _NOWHERE
        return self._scopes(action)

    def _scopes(self, action: str) -> Scope:
        reach, codes, kinds = right(action).reach, set(), set()
        for role, org_code in self.held:
            kind = reach[role]
            kinds.add(kind)
            if kind in ("own", "own+members"):
                codes.add(org_code)
            if kind == "own+members":
                codes |= self.members.get(org_code, frozenset())
            if kind == "assigned":
                codes |= self.assigned
        everywhere = bool(kinds & {"all", "data"})
        return Scope(everywhere, frozenset(codes), data_only=everywhere and "all" not in kinds)

    @cached_property
    def is_state(self) -> bool:
        """Whether the person works for the State (and does not view pages as a district does)."""
        return self.viewing is None and any(roles()[role].side == "state" for role, _ in self.held)

    @property
    def reads_drafts(self) -> bool:
        """Whether the person reads what a district is writing: its own people do, nobody who views as they do."""
        return self.viewing is None and not self.is_state

    @cached_property
    def districts(self) -> frozenset[str]:
        """Organizations in which a district role is held: those a person's home can be."""
        if self.viewing is not None:
            return frozenset({self.viewing})
        return frozenset(code for role, code in self.held if roles()[role].side == "district")

    def titles(self, org_code: str | None) -> str:
        """The roles held for an organization (or for the State), in words."""
        wanted = [
            roles()[role].title
            for role, code in self.held
            if (code == org_code or roles()[role].side == "state") and role in roles()
        ]
        return ", ".join(dict.fromkeys(wanted))


def reach_of(person: Person, day: datetime.date, viewing: str | None = None) -> Reach:
    """The reach of a person on a day: three queries, whatever the number of districts."""
    today = Membership.objects.filter(person=person).on(day).order_by("begins", "id")
    held = tuple(today.values_list("role", "organization_id"))
    own = {code for role, code in held if roles()[role].side == "district"}
    members: dict[str, set[str]] = {}
    of_consortia = Organization.objects.filter(parent__in=own, parent__kind="consortium", kind="district")
    for parent, code in of_consortia.values_list("parent_id", "code") if own else ():
        members.setdefault(parent, set()).add(code)
    assigned = frozenset()
    if any(role == "liaison" for role, _ in held):
        assigned = _served(person, day)
    return Reach(person, day, held, {k: frozenset(v) for k, v in members.items()}, assigned, viewing)


def _served(person: Person, day: datetime.date) -> frozenset[str]:
    """Districts a liaison serves, and the members of the consortia among them."""
    served = set(LiaisonAssignment.objects.filter(liaison=person).on(day).values_list("organization_id", flat=True))
    members = Organization.objects.filter(parent__in=served, kind="district").values_list("code", flat=True)
    return frozenset(served | set(members))


def visible(queryset: Any, reach: Reach, action: str, column: str = "organization_id") -> Any:
    """Only the rows of organizations the action reaches: every list of a page goes through here."""
    scope = reach.scope(action)
    return queryset if scope.everywhere else queryset.filter(**{f"{column}__in": scope.codes})
