"""Whether a region lost enough jobs to ask for another 5S1 level (R59, W8).

Each of the three (or more) months immediately before the placement period has to be at least five percent
below the same region's jobs in the month before the loss began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openperkins.accountability.exact import decimal_text, fixed_text, fraction

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MonthLoss:
    """One month before the placement period: its jobs, and the exact percent fewer than in the base month."""

    year: int
    month: int
    jobs: int
    percent_fewer: Fraction
    enough: bool


@dataclass(frozen=True, slots=True)
class JobLossFinding:
    """What one region's jobs say.

    `meets` is whether the rule is met; `base` and `base_jobs` the month before the loss began and its jobs,
    and `months` the months after it up to the placement period, in time order: those of the longest loss
    that meets the rule, else of the shortest that could. `missing` are months needed that were not given;
    then nothing is found.
    """

    meets: bool
    base: Month | None
    base_jobs: int | None
    months: tuple[MonthLoss, ...]
    missing: tuple[Month, ...]
    sentence: str


def losses(months: Sequence[tuple[int, int, int]], placement_starts: Month, law: Any) -> JobLossFinding:
    """Applies R59 to one region.

    `months` are (year, month 1-12, jobs), in any order; those from `placement_starts` on do not matter. The
    loss may have begun at any month at least `law.job_loss.months` before the placement period, as long as
    every month since is given and at least `law.job_loss.percent` percent below the month before it. Raises
    ValueError for a month given twice, a month that is none, or negative jobs.
    """
    jobs = _by_number(months)
    start = _number(placement_starts)
    least = law.job_loss.months
    missing = tuple(_month(n) for n in range(start - least - 1, start) if n not in jobs)
    if missing:
        return _undecided(missing, placement_starts, law)
    longest = least
    while start - longest - 2 in jobs:
        longest += 1
    for length in range(longest, least - 1, -1):
        found = _against(jobs, start, length, law)
        if all(month.enough for month in found):
            return _found(found, jobs, start, law)
    return _not_found(_against(jobs, start, least, law), jobs, start, law)


def _against(jobs: dict[int, int], start: int, length: int, law: Any) -> tuple[MonthLoss, ...]:
    """The `length` months before the placement period, each against the month before them."""
    base, percent = jobs[start - length - 1], fraction(law.job_loss.percent)
    found = []
    for n in range(start - length, start):
        fewer = Fraction(100 * (base - jobs[n]), base) if base else Fraction(0)
        found.append(MonthLoss(*_month(n), jobs[n], fewer, base > 0 and fewer >= percent))
    return tuple(found)


def _found(found: tuple[MonthLoss, ...], jobs: dict[int, int], start: int, law: Any) -> JobLossFinding:
    base = start - len(found) - 1
    smallest = min(found, key=lambda month: month.percent_fewer)
    told = (
        f"Each of the {len(found)} months before the placement period began in {_name(start)} had at least "
        f"{_percent(law)}% fewer jobs than {_name(base)} ({jobs[base]:,}); the smallest loss, in "
        f"{_name(_number((smallest.year, smallest.month)))}, was {_points(smallest.percent_fewer)}%: "
        "the rule for asking for another level is met."
    )
    return JobLossFinding(True, _month(base), jobs[base], found, (), told)


def _not_found(found: tuple[MonthLoss, ...], jobs: dict[int, int], start: int, law: Any) -> JobLossFinding:
    base = start - len(found) - 1
    short = next(month for month in found if not month.enough)
    change = "fewer" if short.percent_fewer >= 0 else "more"
    told = (
        f"{_name(_number((short.year, short.month)))} had {_points(abs(short.percent_fewer))}% {change} jobs "
        f"than {_name(base)} ({short.jobs:,} against {jobs[base]:,}): not a loss of {_percent(law)}% in each "
        f"of the {law.job_loss.months} or more months before the placement period began in {_name(start)}, "
        "so the rule for asking for another level is not met."
    )
    return JobLossFinding(False, _month(base), jobs[base], found, (), told)


def _undecided(missing: tuple[Month, ...], placement_starts: Month, law: Any) -> JobLossFinding:
    names = ", ".join(_name(_number(month)) for month in missing)
    told = (
        f"Jobs of {names} are missing; the {law.job_loss.months} months before the placement period began in "
        f"{_name(_number(placement_starts))} and the month before them are needed to say whether the rule "
        "is met."
    )
    return JobLossFinding(False, None, None, (), missing, told)


def _by_number(months: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    jobs: dict[int, int] = {}
    for year, month, count in months:
        number = _number((year, month))
        if number in jobs:
            raise ValueError(f"the jobs of {_name(number)} are given twice")
        if count < 0:
            raise ValueError(f"the jobs of {_name(number)} are negative: {count}")
        jobs[number] = count
    return jobs


def _number(month: Month) -> int:
    """Months counted on from year 0, so that the one before is one less."""
    year, number = month
    if not 1 <= number <= 12:
        raise ValueError(f"{number} is not a month; write 1 to 12")
    return year * 12 + number - 1


def _month(number: int) -> Month:
    return number // 12, number % 12 + 1


def _name(number: int) -> str:
    year, month = _month(number)
    return f"{_MONTHS[month - 1]} {year}"


def _percent(law: Any) -> str:
    return decimal_text(fraction(law.job_loss.percent))


def _points(percent: Fraction) -> str:
    """Two decimals, cut rather than rounded, so that 4.999 percent never prints as the five it is not."""
    hundredths = percent.numerator * 100 // percent.denominator
    return fixed_text(hundredths, 2)
