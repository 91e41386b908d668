"""Lists of one year's leavers, an organization each: restricted files made of certified records."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
from django.conf import settings

from openperkins.engine.follow_up import follow_up, follow_up_of
from openperkins.portal.results.compose import store
from openperkins.portal.rulesets.queries import adopted_for
from openperkins.schoolyear import SchoolYear

_MDY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one leaver. `responded_on` is a day as year-month-day, or empty; so are the others."""

    status: str = ""
    responded_on: str = ""
    institution: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody to follow up, and what certified files tell of them. `school` and `program` are codes."""

    sasid: str
    last_name: str
    first_name: str
    lasid: str
    school: str
    program: str
    told: Told

    @property
    def name(self) -> str:
        return ", ".join(part for part in (self.last_name, self.first_name) if part) or "No name in the records"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many leavers an organization has, and of how many something was learned."""

    org_code: str
    leavers: int
    answered: int


def root() -> Path:
    """The folder of lists and drafts."""
    made = Path(settings.HOME) / "follow_up"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def make(year: SchoolYear, records: Path) -> list[Counts]:
    """Write the lists of a year from a records folder; returns the counts of every organization with leavers.

    The folder of lists is named as that of the records, and is there whole or not at all. Takes seconds to minutes.
    Raises OpenPerkinsError when the records do not allow it.
    """
    name, changes = adopted_for(year)
    options: dict[str, Any] = {"ruleset": name, "changes": changes or None, "store": store()}
    options["memory"] = settings.RUN_MEMORY
    whole = follow_up(records, year, **options)
    named = follow_up_of(records, year, settings.STATE_CODE, **options)
    listed = named.leavers.join(whole.leavers.select("sasid", "counted_in"), on="sasid", how="left")
    _write(listed, _folder(year.ends, records.name))
    rows = whole.response.select("org_code", "leavers", "answered").iter_rows()
    return [Counts(*row) for row in rows]


def read(year: int, key: str, org_code: str) -> list[Leaver]:
    """The leavers of an organization, by name; none when it has no list."""
    path = _folder(year, key) / f"{org_code}.parquet"
    if not key or not path.is_file():
        return []
    rows = pl.read_parquet(path, glob=False).iter_rows(named=True)
    return [_leaver(row) for row in rows]


def _write(listed: pl.DataFrame, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    aside = target.with_name(f".{uuid4().hex}")
    aside.mkdir(mode=0o700)
    try:
        for (code,), rows in listed.explode("counted_in").partition_by("counted_in", as_dict=True).items():
            if code is not None:
                rows.drop("counted_in").write_parquet(aside / f"{code}.parquet")
        if target.exists():  # made before from the same records, perhaps by other readings
            old = target.with_name(f".{uuid4().hex}")
            target.rename(old)
            shutil.rmtree(old, ignore_errors=True)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    os.utime(target)


def _folder(year: int, key: str) -> Path:
    return root() / str(year) / key


def _leaver(row: dict[str, Any]) -> Leaver:
    said = Told(row["status"] or "", iso(row["responded_on"] or ""), row["institution"] or "", row["note"] or "")
    names = (row["sasid"], *(row[name] or "" for name in ("last_name", "first_name", "lasid", "org_code", "program")))
    return Leaver(*names, told=said)


def iso(day: str) -> str:
    """A day of a follow-up file (MM/DD/YYYY) as year-month-day; what is none stays as it is."""
    found = _MDY.fullmatch(day)
    return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}" if found else day


def american(day: str) -> str:
    """The other way round."""
    parts = day.split("-")
    return f"{parts[1]}/{parts[2]}/{parts[0]}" if len(parts) == 3 else day
