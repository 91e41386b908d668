"""What the charts share: the table under each, scales in whole numbers, texts that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from openperkins.accountability.exact import decimal_text, fixed_text, fraction, half_up

#: All drawings are this many units wide: at 320 px a unit is a pixel, and wider they grow to one and a half.
WIDTH = 320
#: what is printed where there is no number
NO_NUMBER = "–"
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_LEAST_SPAN = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """The table under a drawing: its caption, heads, and rows of texts of which the first is the row's head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a scale: where it stands, in units, and its number."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Percent to units: `low` at `start`, `high` at `end`; `step` percent between ticks."""

    low: int
    high: int
    step: int
    start: int
    end: int

    def at(self, percent: str) -> str:
        """Where `percent` stands, in units to a tenth. Raises ValueError for text that is no decimal."""
        share = (fraction(percent) - self.low) / (self.high - self.low)
        return units(self.start + share * (self.end - self.start))

    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the scale from low to high."""
        return tuple(Tick(self.at(str(one)), str(one)) for one in range(self.low, self.high + 1, self.step))


def scale_of(percents: Iterable[str], start: int, end: int) -> Scale:
    """A scale that holds all of `percents` (at least one), twenty points long or more, within 0 and 100.

    Raises ValueError for text that is no decimal and for a percent outside 0 to 100.
    """
    values = [checked_percent(text) for text in percents]
    for step in (5, 10, 20):
        grid = max(step, 10)
        low = int(min(values) // grid) * grid
        high = -int(-max(values) // grid) * grid
        low = max(0, min(low, high - _LEAST_SPAN))
        high = max(high, low + _LEAST_SPAN)
        if high - low <= 5 * step:
            break
    return Scale(low, high, step, start, end)


def checked_percent(text: str) -> Fraction:
    """The exact percent. Raises ValueError for text that is no decimal and for one outside 0 to 100."""
    value = fraction(text)
    if not 0 <= value <= 100:
        raise ValueError(f"{text} is not a percent from 0 to 100")
    return value


def checked_key(key: str) -> str:
    """`key`, which begins the ids of a chart. Raises ValueError unless it is small letters, digits, hyphens."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"the key of a chart is small letters, digits and hyphens, not {key!r}")
    return key


def units(value: Fraction | int) -> str:
    """A place in a drawing as text, to a tenth: `12.5`, `40`."""
    return decimal_text(fraction(fixed_text(half_up(Fraction(value), 1), 1)))


def shortened(text: str, most: int) -> str:
    """`text`, cut to `most` signs with an ellipsis; the table under the drawing has it whole."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def as_head(name: str) -> str:
    """A name where it stands first: `90% line`, `Line`."""
    return name[:1].upper() + name[1:]


def percent_or_none(text: str | None) -> str:
    """A percent as a table shows it: as printed, a dash for none."""
    return NO_NUMBER if text is None else text


def students_or_none(number: int | None) -> str:
    """A number of students as a table shows it: `1,204`, a dash for none."""
    return NO_NUMBER if number is None else f"{number:,}"
