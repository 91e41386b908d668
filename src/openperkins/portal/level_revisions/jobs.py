"""Jobs of a region by month, as people write them: a month a line, such as `2017-03 41,200`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openperkins.accountability.job_loss import Month
from openperkins.records.problems import shown

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: `2017-03`, `2017-03-01`, `3/2017`, `3/1/2017`, `March 2017`
_MONTH = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})(?:-\d{1,2})?(?: 00:00:00)?"
    r"|(?P<m2>\d{1,2})/(?:\d{1,2}/)?(?P<y2>\d{4})"
    r"|(?P<name>[A-Za-z]{3,9})\.? (?P<y3>\d{4})"
)
_JOBS = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,12}")
_LINE = re.compile(rf"(?P<month>{_MONTH.pattern})[\s,;:]+(?P<jobs>{_JOBS.pattern})\.?")
#: twenty years and one more month
MOST_MONTHS = 241
_FIRST, _LAST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is written of one region: (year, month, jobs) in the order written, and what cannot be read."""

    months: tuple[tuple[int, int, int], ...]
    faults: tuple[str, ...]


def jobs_of(text: str) -> Jobs:
    """Reads what is typed or pasted; blank lines do not count."""
    months: dict[Month, int] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        read = _LINE.fullmatch(" ".join(line.split()))
        month = _month(read) if read else None
        if read is None or month is None:
            faults.append(
                f"Line {number}, “{shown(line.strip(), 40)}”, is not a month and its jobs: "
                "write such as 2017-03 41,200."
            )
        elif month in months:
            faults.append(f"Line {number}: {month_text(month)} is there twice.")
        else:
            months[month] = number_of(read["jobs"])
    if len(months) > MOST_MONTHS:
        faults.append(f"There are {len(months)} months; at most {MOST_MONTHS} can be read.")
    return Jobs(tuple((*month, count) for month, count in months.items()), tuple(faults[:20]))


def month_of(text: str) -> Month | None:
    """(year, month) of what is typed; None for what is no month."""
    read = _MONTH.fullmatch(" ".join(text.split()))
    return _month(read) if read else None


def month_text(month: Month) -> str:
    """`2017-03`."""
    return f"{month[0]}-{month[1]:02d}"


def count_of(text: str) -> int | None:
    """A number of jobs as typed, commas allowed; None for what is none."""
    return number_of(text) if _JOBS.fullmatch(text.strip()) else None


def number_of(text: str) -> int:
    return int(text.strip().replace(",", ""))


def as_text(months: Iterable[tuple[int, int, int]]) -> str:
    """As `jobs_of` reads it, in order of time."""
    return "\n".join(f"{month_text((year, month))} {jobs}" for year, month, jobs in sorted(months))


def _month(read: re.Match[str]) -> Month | None:
    year = int(read["y1"] or read["y2"] or read["y3"])
    number = int(read["m1"] or read["m2"] or 0) or _named(read["name"] or "")
    return (year, number) if 1 <= number <= 12 and _FIRST <= year <= _LAST else None


def _named(name: str) -> int:
    """1 to 12 for a month's name or its first letters; 0 for none."""
    found = [number for number, known in enumerate(_NAMES, 1) if known.startswith(name.lower())]
    return found[0] if name and len(found) == 1 else 0
