"""What is counted: indicators and populations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openperkins.kernel.rules import Rule

#: the record whose organization and attributes a student is counted with (R07)
Record = Literal["end_of_year", "october", "cohort"]


@dataclass(frozen=True, eq=False)
class Indicator:
    """A core indicator: population, denominator and numerator, each a part of the one before.

    The denominator is `population & denominator`, the numerator `population & denominator & numerator`:
    a numerator outside its denominator cannot be written. `record` says which record places the student.
    """

    code: str
    title: str
    record: Record
    population: Rule
    denominator: Rule
    numerator: Rule
    needs: tuple[str, ...]
    cites: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, Rule], ...]:
        """The three rules in the order in which they narrow."""
        return (
            ("population", self.population),
            ("denominator", self.denominator),
            ("numerator", self.numerator),
        )

    @property
    def counts_in_denominator(self) -> Rule:
        return self.population & self.denominator

    @property
    def counts_in_numerator(self) -> Rule:
        return self.population & self.denominator & self.numerator


@dataclass(frozen=True, eq=False)
class Population:
    """One line of every report: all students or one of the sixteen populations (R40)."""

    code: str
    title: str
    rule: Rule
    reading: str
