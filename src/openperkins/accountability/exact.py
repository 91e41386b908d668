"""Exact numbers: decimal text to fractions and back, rounding half up, and integers wide enough to multiply.

No rate, level or line is ever a floating-point number here: what a district is judged by is a comparison of
whole numbers (R50).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

import polars as pl

_INT64 = 2**63 - 1
_INT128 = 2**127 - 1


@lru_cache(maxsize=4096)
def fraction(text: str) -> Fraction:
    """The exact value of plain decimal text such as `86.625` (percent or a bare number, as given).

    Raises ValueError when the text is not a decimal number.
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a decimal number such as 86.625") from None
    if not number.is_finite():
        raise ValueError(f"{text!r} is not a decimal number such as 86.625")
    return Fraction(number)


def decimal_text(value: Fraction) -> str:
    """The shortest decimal text that is exactly `value`: `81`, `86.625`.

    Raises ValueError when the value has no finite decimal form (one third).
    """
    places, rest = 0, value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        raise ValueError(f"{value} has no exact decimal form")
    return fixed_text(value.numerator * 10**places // value.denominator, places)


def fixed_text(units: int, places: int) -> str:
    """Whole `units` of 1/10**places as decimal text with exactly `places` digits after the point."""
    sign = "-" if units < 0 else ""
    digits = str(abs(units)).zfill(places + 1)
    return sign + (digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}")


def half_up(value: Fraction, places: int) -> int:
    """`value` in units of 1/10**places, rounded half away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return -units if value < 0 else units


def ceiling(value: Fraction) -> int:
    """The smallest whole number not below `value`."""
    return -(-value.numerator // value.denominator)


def whole_type(bound: int) -> pl.DataType:
    """The narrowest polars whole-number type in which numbers up to `bound` cannot overflow.

    Raises OverflowError past 128 bits, rather than ever wrapping round in silence.
    """
    if bound <= _INT64:
        return pl.Int64()
    if bound <= _INT128:
        return pl.Int128()
    raise OverflowError(f"a comparison needs numbers up to {bound}, more than 128 bits hold")


def largest(frame: pl.DataFrame, *columns: str) -> int:
    """The largest absolute value in these whole-number columns; 0 when they hold none."""
    found = [frame[name].abs().max() for name in columns]
    return max((int(value) for value in found if value is not None), default=0)
