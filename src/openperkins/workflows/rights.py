"""Who may do what, and where: roles.csv and rights.csv as the portal, the docs and the tests read them.

A cell of rights.csv says how far a role reaches for one action:

    own           the organization of the membership
    own+members   the same, and the members of a consortium
    assigned      the districts a liaison serves that day
    all           every organization
    data          every organization, but only what happened to files and publications
    -             not at all

`reads` says whether the action only reads: `no`, `yes`, or `private` for what is not shown to somebody who views
pages as a district does.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from openperkins.errors import UnknownNameError, nearest

Reach = Literal["own", "own+members", "assigned", "all", "data", "-"]
Side = Literal["district", "state"]
_REACHES = ("own", "own+members", "assigned", "all", "data", "-")
_READS = ("yes", "no", "private")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as a person is granted it: `side` is where it can be held."""

    code: str
    title: str
    side: Side
    who: str


@dataclass(frozen=True, slots=True)
class Right:
    """One action; `reach` maps every role's code to how far it goes. `says` completes "may …"."""

    thing: str
    action: str
    says: str
    reads: Literal["yes", "no", "private"]
    reach: dict[str, Reach]


@cache
def roles() -> dict[str, Role]:
    """Role code → role, in the order of the table."""
    return {row["role"]: Role(row["role"], row["title"], row["side"], row["who"]) for row in _rows("roles.csv")}


@cache
def rights() -> dict[str, Right]:
    """Action → right, in the order of the table. Raises ValueError when the table is not sound."""
    known = list(roles())
    found: dict[str, Right] = {}
    for row in _rows("rights.csv"):
        reach = {role: row[role] for role in known}
        if set(row) != {"thing", "action", "says", "reads", *known}:
            raise ValueError(f"rights.csv: the columns are not those of roles.csv: {sorted(row)}")
        if row["reads"] not in _READS or not set(reach.values()) <= set(_REACHES) or row["action"] in found:
            raise ValueError(f"rights.csv: the line of {row['action']} is not sound")
        found[row["action"]] = Right(row["thing"], row["action"], row["says"], row["reads"], reach)
    return found


def right(action: str) -> Right:
    """The right of an action. Raises UnknownNameError, with the nearest name, for one that is not in the table."""
    try:
        return rights()[action]
    except KeyError:
        raise UnknownNameError(f"There is no action {action}.", nearest(action, rights())) from None


@cache
def shared_actions() -> frozenset[str]:
    """What everybody of a district reaches for every organization: it says nothing of whose district one's own is."""
    district = [role.code for role in roles().values() if role.side == "district"]
    return frozenset(action for action, one in rights().items() if any(one.reach[role] == "all" for role in district))


def reaches(action: str, held: Iterable[str]) -> set[Reach]:
    """How far the roles `held` reach for an action; empty when they do not at all."""
    asked = right(action)
    return {asked.reach[role] for role in held} - {"-"}


def actions_while_viewing() -> frozenset[str]:
    """What somebody may do who views pages as a district does: read what is not private (and nothing else)."""
    return frozenset(
        action for action, asked in rights().items() if asked.reads == "yes" and asked.reach["cte_director"] != "-"
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
