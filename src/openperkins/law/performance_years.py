"""Perkins Performance Years: 2007-08 is Year 1 (R57)."""

from __future__ import annotations

from openperkins.errors import UnknownNameError
from openperkins.law.model import Ruleset
from openperkins.schoolyear import SchoolYear


def performance_year(ruleset: Ruleset, year: SchoolYear) -> int:
    """The number of the Performance Year a school year is. Raises UnknownNameError before the first year.

    2017-18 is Year 11, as Workbook Section 2 counts; its Appendix C prints "Year 10" (R57).
    """
    ruleset.check_year(year)
    return year.ends - _first(ruleset).ends + 1


def school_year_of(ruleset: Ruleset, number: int) -> SchoolYear:
    """The school year of a Performance Year. Raises UnknownNameError under the first."""
    if number < 1:
        raise UnknownNameError(f"There is no Performance Year {number}.", f"Performance Year 1 is {_first(ruleset)}.")
    year = _first(ruleset) + (number - 1)
    ruleset.check_year(year)
    return year


def _first(ruleset: Ruleset) -> SchoolYear:
    return SchoolYear.parse(ruleset.law.years.performance_year_1)
