"""Where a district is with one process, in a word."""

from __future__ import annotations

from dataclasses import dataclass

#: a word → how it looks (see components/status.html)
LOOKS = {
    "Completed": "done",
    "Published": "done",
    "Has errors": "action",
    "Returned": "action",
    "State countered": "action",
    "Sent": "waiting",
    "In progress": "progress",
    "Not yet started": "todo",
    "Not yet published": "waiting",
    "Cannot start yet": "blocked",
    "Sent by the members": "filed",
    "With its consortium": "filed",
    "Nothing owed": "filed",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A word of `LOOKS`, and the numbers behind it."""

    word: str
    detail: str = ""

    @property
    def look(self) -> str:
        return LOOKS[self.word]
