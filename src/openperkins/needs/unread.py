"""Text of a filled worksheet outside its open cells: under a table, over a label or a grey figure.

Nothing is asked there and nothing is read there; it is told of, so that nobody believes it is kept. The hidden sheet
holds a short mark of every text the worksheet was written with; what has none of them was typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

#: stands before the marks on the hidden sheet
SHOWN = "shown"
_SIGNS = 10


@dataclass(frozen=True, slots=True)
class Unread:
    """One text that is not read, with its sheet and cell."""

    sheet: str
    cell: str
    text: str


class _Read(Protocol):
    @property
    def text(self) -> str: ...


def marks_of(texts: Iterable[str]) -> str:
    """The marks of all these texts, one after another without a blank; each counts once."""
    return "".join(sorted({_mark(text) for text in texts}))


def typed_beside(
    cells: Mapping[tuple[int, int], _Read], place: tuple[int, int], answers: Collection[tuple[int, int]], marks: str
) -> list[tuple[int, int]]:
    """Where text stands that nobody wrote, of a sheet with its hidden marks at `place`: row and column, in order.

    A worksheet without `marks` is one of before: nothing can be told of it.
    """
    written = {marks[start : start + _SIGNS] for start in range(0, len(marks), _SIGNS)}
    return [
        at
        for at, cell in sorted(cells.items())
        if written
        and cell.text.strip()
        and at[0] != place[0]
        and at[1] != place[1]
        and at not in answers
        and _mark(cell.text) not in written
    ]


def _mark(text: str) -> str:
    """A short sum over a text; blanks make no difference, which spreadsheet programs change."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
