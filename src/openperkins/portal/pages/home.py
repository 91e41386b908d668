"""What is waiting: for the reader and for others, gathered from every part of the portal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing somebody has to do. `who` is the role that does it, empty when it is the reader; `when` in words."""

    title: str
    url: str
    when: str = ""
    who: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """One of the year's processes on a district's home: where it stands in words, and where it is opened."""

    number: int
    title: str
    status: str
    detail: str
    url: str
    label: str
    done: int = 0
    of: int = 0
