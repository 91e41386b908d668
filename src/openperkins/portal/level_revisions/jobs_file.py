"""Jobs by month from a small file with the columns region, month and jobs, read as every other file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openperkins.offline.small_table import SmallTable
from openperkins.portal.level_revisions.answers import REGIONS
from openperkins.portal.level_revisions.jobs import MOST_MONTHS, as_text, count_of, month_of, month_text
from openperkins.records.problems import shown

COLUMNS = ("region", "month", "jobs")
#: a few hundred lines take a few kilobytes
_TABLE = SmallTable(
    COLUMNS,
    {"region": "text", "month": "word", "jobs": "number"},
    1_000_000,
    len(REGIONS) * MOST_MONTHS,
    "It holds more than jobs by month.",
)
_MOST_FAULTS = 20


def read_jobs(file: Any) -> tuple[dict[str, str], list[str]]:
    """Region → its jobs as they are typed, and what is wrong, as sentences; nothing is read of a file with a fault."""
    rows, faults = _TABLE.read(file, file.name)
    if faults:
        return {}, faults[:_MOST_FAULTS]
    return _regions((row, *(texts[column] for column in COLUMNS)) for row, texts in rows)


def _regions(rows: Iterable[tuple[int, str, str, str]]) -> tuple[dict[str, str], list[str]]:
    found: dict[str, dict[tuple[int, int], int]] = {}
    faults = []
    for row, region, month, jobs in rows:
        read, count = month_of(month), count_of(jobs)
        if not region:
            faults.append(f"Row {row}: the region is missing.")
        elif read is None:
            faults.append(f"Row {row}: “{shown(month, 40)}” is not a month; write such as 2017-03.")
        elif count is None:
            faults.append(f"Row {row}: “{shown(jobs, 40)}” is not a number of jobs; write such as 41200.")
        elif read in found.setdefault(region, {}):
            faults.append(f"Row {row}: {month_text(read)} of {shown(region, 40)} is there twice.")
        else:
            found[region][read] = count
    if len(found) > len(REGIONS):
        faults.append(f"The file names {len(found)} regions; a request has at most {len(REGIONS)}.")
    if faults:
        return {}, faults[:_MOST_FAULTS]
    return {name: as_text((*month, count) for month, count in jobs.items()) for name, jobs in found.items()}, []


def placed(regions: Mapping[str, str], answers: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Question → answer: each region where it stands already, by its name, else where none is written."""
    names = {number: answers.get(f"region{number}.name", "") for number in REGIONS}
    free = [number for number in REGIONS if not names[number] and not answers.get(f"region{number}.jobs")]
    typed = {}
    for name, jobs in regions.items():
        known = next((number for number, one in names.items() if one.casefold() == name.casefold()), None)
        if known is None and not free:
            return {}, [f"There is no room for {shown(name, 60)}: {len(REGIONS)} other regions are written."]
        number = known or free.pop(0)
        if known is None:
            typed[f"region{number}.name"] = name
        typed[f"region{number}.jobs"] = jobs
    return typed, []
