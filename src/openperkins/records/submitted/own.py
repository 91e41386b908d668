"""Checks T01 and T02: a district hands in rows about its own students and organizations only.

SIMS files have a check of their own for that (V31). No message says which other district it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from openperkins.records.checks.known import EIGHT_DIGITS, Known
from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.model import SourceFile

_NEAREST, _NEAR, _FAR = 0, 1, 2
_TITLES = {"follow_up": "follow-up", "cohort": "cohort", "migrant": "migrant", "mcas": "MCAS"}


def members(known: Known, district: str) -> tuple[str, ...]:
    """The first four digits of a district and, of a consortium, of its member districts."""
    organizations = known.organizations
    codes = [district]
    if organizations is not None:
        codes += organizations.filter(pl.col("parent") == district, kind="district")["org_code"].to_list()
    return tuple(code[:4] for code in codes)


def refuse_others(
    rows: pl.DataFrame, seen: Sequence[pl.DataFrame], source: SourceFile, own: tuple[str, ...], tally: Tally
) -> None:
    """Tally the rows (sasid, row, org_code where the file has it) that are not the sender's.

    `seen`: sasid, district, year and season, one frame per SIMS collection; `own` as `members` gives it.
    """
    if "org_code" in rows.columns:
        _other_organizations(rows, source, own, tally)
    if seen:
        _other_students(rows, pl.concat(seen), source, own, tally)


def _other_organizations(rows: pl.DataFrame, source: SourceFile, own: tuple[str, ...], tally: Tally) -> None:
    code = pl.col("org_code")
    bad = rows.filter(code.str.contains(EIGHT_DIGITS) & ~code.str.slice(0, 4).is_in(own))
    finding = Finding(
        "T01",
        "error",
        "Remove the row; its own district hands it in.",
        "org_code",
        "other district",
        f"{{count}} rows name organizations that are not district {source.district}'s; the first is row {{row}}.",
    )

    def message(line: Mapping[str, Any]) -> str:
        return f"The file is district {source.district}'s; {line['org_code']} is not one of its organizations."

    tally.rows(finding, bad, message, value="org_code")


def _other_students(
    rows: pl.DataFrame, seen: pl.DataFrame, source: SourceFile, own: tuple[str, ...], tally: Tally
) -> None:
    """A student whom other districts report and this one does not, in the collections nearest to the file's year."""
    told = (
        seen.filter(pl.col("district").is_not_null())
        .with_columns(_distance(source.school_year), mine=pl.col("district").is_in(own))
        .group_by("sasid")
        .agg(mine=pl.col("mine").filter(pl.col("distance") == pl.col("distance").min()).any())
    )
    strangers = told.filter(~pl.col("mine"))["sasid"]
    what = _TITLES[source.kind]
    finding = Finding(
        "T02",
        "error",
        "Remove the row, or correct the SASID. The district that reports the student hands in the row.",
        "sasid",
        "other district",
        f"{{count}} rows are about students of other districts, the first is row {{row}}; the {what} file is district "
        f"{source.district}'s.",
    )

    def message(line: Mapping[str, Any]) -> str:
        return f"SASID {line['sasid']} is another district's student; the {what} file is district {source.district}'s."

    tally.rows(finding, rows.filter(pl.col("sasid").is_in(strangers.implode())), message, value="sasid")


def _distance(school_year: int | None) -> pl.Expr:
    """How near a collection is to the year of the file: the End of Year record says where a leaver left.

    A summer exit is reported in the October that follows; without a record of that time any other tells.
    """
    year, season = pl.col("year"), pl.col("season")
    same_time = (year == school_year) | ((year == (school_year or 0) + 1) & (season == "october"))
    nearest = (year == school_year) & (season == "end_of_year")
    return pl.when(nearest).then(_NEAREST).when(same_time).then(_NEAR).otherwise(_FAR).alias("distance")
