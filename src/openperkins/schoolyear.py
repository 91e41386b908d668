"""School years: `2016-17` is the year that ends in 2017."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """One school year, held as the calendar year it ends in.

    Its three collections are October of the year before, March and End of Year of `ends`.
    """

    ends: int

    @classmethod
    def parse(cls, text: str) -> SchoolYear:
        """Read `2016-17`. Raises ValueError when the two years do not follow each other."""
        match = _WRITTEN.fullmatch(text.strip())
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"{text!r} is not a school year; write it as 2016-17")
        return cls(int(match[1]) + 1)

    @property
    def october(self) -> int:
        """The calendar year of this school year's own October collection."""
        return self.ends - 1

    def __str__(self) -> str:
        return f"{self.ends - 1}-{self.ends % 100:02d}"

    def __sub__(self, years: int) -> SchoolYear:
        return SchoolYear(self.ends - years)

    def __add__(self, years: int) -> SchoolYear:
        return SchoolYear(self.ends + years)
