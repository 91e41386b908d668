"""One figure of the review as it was counted: exact, for the organization itself and the State."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from openperkins.accountability.exact import fixed_text, half_up

#: digits after the point of a printed percent
_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """Students (programs, for the number of programs) counted; a count has no `numerator`.

    Both are None where there is no result, as placement without a follow-up. Raises ValueError for counts that cannot
    be.
    """

    denominator: int | None
    numerator: int | None = None

    def __post_init__(self) -> None:
        if self.denominator is None and self.numerator is not None:
            raise ValueError("a figure without a denominator has no numerator")
        if self.denominator is not None and not 0 <= (self.numerator or 0) <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} students cannot be")

    @property
    def has_result(self) -> bool:
        return self.denominator is not None

    @property
    def is_count(self) -> bool:
        return self.denominator is not None and self.numerator is None

    @property
    def fraction(self) -> Fraction | None:
        """The share exactly; None for a count, without students and without a result."""
        if not self.denominator or self.numerator is None:
            return None
        return Fraction(self.numerator, self.denominator)

    @property
    def percent_text(self) -> str:
        """The share in percent, half up to one decimal, without the sign; empty where there is none."""
        share = self.fraction
        return "" if share is None else fixed_text(half_up(100 * share, _DECIMALS), _DECIMALS)
