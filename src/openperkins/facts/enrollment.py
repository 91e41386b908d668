"""R01, R03, R04: the Octobers in which a student was enrolled in CTE.

A history is one whole number: bit k is set when the student was enrolled in CTE in the October of k school years
before the reporting year (k = 0 is the reporting year's own October). Two consecutive Octobers are then
`history & (history >> 1)`; no year is ever joined to another.
"""

from __future__ import annotations

from typing import Any

from openperkins.lazy import ibis

#: histories are stored against this school year and shifted to the reporting year
LAST_SCHOOL_YEAR = 2050
#: the highest bit of a positive 64-bit number; too large for 32 bits, so every engine keeps it whole
_HIGHEST_BIT = 62


def is_enrolled_in_cte(record: Any, law: Any) -> Any:
    """R01: DOE012 says enrolled and DOE035 names a program type that is CTE."""
    enrolled = record.DOE012.isin(law.enrollment.enrolled_codes)
    return enrolled & record.DOE035.notin(law.enrollment.not_cte_program_types)


def histories(octobers: ibis.Table, law: Any) -> ibis.Table:
    """One row per student who was ever enrolled in CTE in an October: `sasid`, `history` (int64)."""
    in_cte = octobers.filter(is_enrolled_in_cte(octobers, law))
    years_back = in_cte.school_year.cast("int64") - (LAST_SCHOOL_YEAR - _HIGHEST_BIT)
    bit = ibis.literal(1 << _HIGHEST_BIT, "int64") >> years_back
    # through a decimal: DuckDB sums into 128 bits, and Ibis drops a cast to the type it believes it has already
    whole = in_cte.select("sasid", bit=bit).group_by("sasid").agg(summed=lambda t: t.bit.sum().cast("decimal(38, 0)"))
    return whole.select("sasid", history=whole.summed.cast("int64"))


def seen_from(history: Any, school_year: Any) -> Any:
    """The history as of a reporting year: later Octobers fall off, bit 0 is the year's own October."""
    return history >> (LAST_SCHOOL_YEAR - school_year.cast("int64"))


def octobers_of(history: int, school_year: int) -> list[int]:
    """The calendar years of the Octobers in a history, oldest first (for a trace)."""
    return sorted(school_year - k - 1 for k in range(history.bit_length()) if history >> k & 1)


def has_run(history: Any, octobers: int, *, consecutive: bool) -> Any:
    """Whether a history holds so many Octobers, in a row or anywhere."""
    left = history
    for step in range(1, octobers):
        # in a row: shift and keep what overlaps; anywhere: clear the lowest bit
        left = left & (history >> step) if consecutive else left & (left - 1)
    return left != 0


def within(history: Any, lookback: int) -> Any:
    """The last `lookback` Octobers of a history."""
    return history & ((1 << lookback) - 1)
