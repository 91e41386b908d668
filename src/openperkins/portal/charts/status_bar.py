"""How many results stand where, as one bar and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from openperkins.portal.charts.drawing import WIDTH, Figures, checked_key, units

#: The statuses in the order of the bar.
STATUSES = ("met", "within", "plan", "below", "on_file", "small", "none")
_INSET = 1
_SIGN = 8
_KEY_TOP, _KEY_ROW, _KEY_COLUMNS = 66, 22, 2


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar: where it stands, in units, and its number above it, empty where it has no room."""

    status: str
    x: str
    width: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key: a status, its word and its number, and where it stands."""

    status: str
    told: str
    x: str
    y: str
    x_text: str
    y_text: str


@dataclass(frozen=True, slots=True)
class StatusBar:
    """What `status_bar.html` draws; `empty` is the sentence in place of a drawing."""

    key: str
    title: str
    description: str
    empty: str
    figures: Figures
    segments: tuple[Segment, ...] = ()
    entries: tuple[KeyEntry, ...] = ()


def status_bar(
    key: str,
    title: str,
    counts: Mapping[str, int],
    words: Mapping[str, str],
    of: str = "populations",
) -> StatusBar:
    """The chart of `counts`, status -> how many; a status that is not there counts none.

    `words` are the words of all statuses (the ruleset's share and smallest denominator are in them), `of`
    names what is counted. Raises ValueError for a status that is not one of `STATUSES`, for a count below
    zero, and for a key that cannot begin an id.
    """
    checked_key(key)
    for status, count in counts.items():
        if status not in STATUSES or count < 0:
            raise ValueError(f"{status!r}: {count} is not a status and how many; statuses are {', '.join(STATUSES)}")
    # Only a part of a district is below without owing a plan or being excused from one.
    numbers = {status: counts.get(status, 0) for status in STATUSES if status != "below" or counts.get(status)}
    total = sum(numbers.values())
    rows = tuple((words[status], f"{number:,}") for status, number in numbers.items())
    figures = Figures(title, ("Standing", of[:1].upper() + of[1:]), (*rows, ("All", f"{total:,}")))
    if not total:
        return StatusBar(key, title, "", f"There are no {of} to count.", figures)
    told = "; ".join(f"{word}: {number}" for word, number in rows)
    return StatusBar(
        key=key,
        title=title,
        description=f"Of {total:,} {of}: {told}.",
        empty="",
        figures=figures,
        segments=_segments(numbers, total),
        entries=tuple(_entry(number, status, *rows[number]) for number, status in enumerate(numbers)),
    )


def _segments(numbers: Mapping[str, int], total: int) -> tuple[Segment, ...]:
    room, before, segments = WIDTH - 2 * _INSET, 0, []
    for status, number in numbers.items():
        if not number:
            continue
        left, width = _INSET + Fraction(room * before, total), Fraction(room * number, total)
        label = f"{number:,}"
        segments.append(
            Segment(
                status=status,
                x=units(left),
                width=units(width),
                middle=units(left + width / 2),
                label=label if width >= _SIGN * len(label) + 2 else "",
            )
        )
        before += number
    return tuple(segments)


def _entry(number: int, status: str, word: str, count: str) -> KeyEntry:
    row, column = divmod(number, _KEY_COLUMNS)
    x, y = _INSET + column * WIDTH // _KEY_COLUMNS, _KEY_TOP + row * _KEY_ROW
    return KeyEntry(status, f"{word}: {count}", str(x), str(y), str(x + 20), str(y + 11))
