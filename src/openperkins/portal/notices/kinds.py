"""What notices are about: groups that a person can get in one mail a day, each with why one is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of notices that belong together: those beginning with one of `prefixes`. `why` stands in each mail."""

    code: str
    title: str
    why: str
    prefixes: tuple[str, ...] = ()


GROUPS = (
    Group(
        "deadlines", "Reminders of deadlines", "your role is reminded of deadlines, or you asked for it", ("deadline",)
    ),
    Group("files", "Sent files", "you sent the file, or may certify it", ("submission.", "follow_up.")),
    Group(
        "figures",
        "Publications and readings",
        "your role is told when figures, or the readings they follow, change",
        ("publication.", "adoption.", "ruleset."),
    ),
    Group(
        "documents",
        "Levels, plans and reports",
        "you write, send or review it, or your role is told of it",
        ("document.", "state_levels."),
    ),
    Group("letters", "Letters", "the State wrote to your role", ("letter.",)),
    Group("people", "Roles and liaisons", "it concerns your role, or who your liaison is", ("role.", "liaison.")),
)
_OTHER = Group("other", "Other notices", "it concerns your role")


def group_of(kind: str) -> Group:
    """The group a kind of notice belongs to."""
    return next((group for group in GROUPS if kind.startswith(group.prefixes)), _OTHER)
