"""How figures are printed for a person: rates by R52, gaps in points, counts, and ordinal numbers."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from openperkins.accountability.exact import decimal_text, fixed_text, fraction, half_up


def print_rate(
    numerator: int | None, denominator: int | None, level: str | None, line: str | Fraction, law: Any
) -> str:
    """The rate in percent as printed (R52), without the sign; empty text when there are no students.

    Half up to `law.printing.rate_decimals`; to `close_decimals` when the exact rate lies within
    `close_within` percentage points of `level` (percent, decimal text or None) or of `line` × `level`, both
    ends included. Raises ValueError for text that is no decimal.
    """
    if not denominator or numerator is None:
        return ""
    places = law.printing.rate_decimals
    if level is not None and _is_close(numerator, denominator, _close_to(level, line, law.printing.close_within)):
        places = law.printing.close_decimals
    units = (200 * numerator * 10**places + denominator) // (2 * denominator)  # half up
    return fixed_text(units, places)


def _is_close(numerator: int, denominator: int, ranges: tuple[tuple[Fraction, Fraction], ...]) -> bool:
    """Whether 100 × numerator ÷ denominator lies in one of them; in whole numbers, for pages print many rates."""
    hundredfold = 100 * numerator
    return any(
        low.numerator * denominator <= hundredfold * low.denominator
        and hundredfold * high.denominator <= high.numerator * denominator
        for low, high in ranges
    )


@lru_cache(maxsize=4096)
def _close_to(level: str, line: str | Fraction, within: str) -> tuple[tuple[Fraction, Fraction], ...]:
    """The rates close to a level and to its line, lowest and highest of each."""
    share = line if isinstance(line, Fraction) else fraction(line)
    wide = fraction(within)
    return tuple((middle - wide, middle + wide) for middle in (fraction(level), fraction(level) * share))


def print_points(points: Fraction, law: Any) -> str:
    """Percentage points, half up (away from zero) to `law.printing.rate_decimals`, without a sign."""
    places = law.printing.rate_decimals
    return fixed_text(half_up(abs(points), places), places)


def print_share(share: Fraction) -> str:
    """A share as percent: 9/10 prints `90%`."""
    return f"{decimal_text(share * 100)}%"


def count_of(number: int, one: str, many: str) -> str:
    """`1 student`, `1,204 students`."""
    return f"{number:,} {one if number == 1 else many}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
