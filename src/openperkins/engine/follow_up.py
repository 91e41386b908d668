"""W14: the graduate follow-up of a school year: who must be followed up, and how many answers there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.accountability.exact import largest
from openperkins.accountability.standing import percent_text
from openperkins.engine.organizations import all_organizations
from openperkins.engine.readiness import require
from openperkins.engine.run import DEFAULT_MEMORY, count_students, existing, parse_year
from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store, default_store
from openperkins.engine.tally import INDICATORS, rollup
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear

#: everyone 3S1 counts left education as a concentrator: the leavers the follow-up asks (R28)
_LEAVERS = 1 << [indicator.code for indicator in INDICATORS].index("3S1")
#: the columns a follow-up file has
WORKSHEET = ("sasid", "status", "responded_on", "institution", "note")


@dataclass(frozen=True)
class FollowUp:
    """The follow-up of one year's leavers.

    `leavers`: one row per concentrator who left: school_year, sasid, org_code, program, status (the one that
    counts, R29; null without an answer). Restricted. `response`: one row per organization with leavers:
    org_code, name, kind, leavers, answered, response_rate (percent, two decimals).
    """

    school_year: SchoolYear
    leavers: pl.DataFrame
    response: pl.DataFrame

    def worksheet(self, org_code: str | None = None) -> pl.DataFrame:
        """The leavers still without an answer, as a follow-up file to fill in; of one organization or all."""
        open_ones = self.leavers.filter(~pl.col("answered"))
        if org_code is not None:
            open_ones = open_ones.filter(pl.col("counted_in").list.contains(org_code))
        blank = pl.lit("", pl.String)
        return open_ones.select("sasid", **dict.fromkeys(WORKSHEET[1:], blank)).sort("sasid")


def follow_up(
    folder: str | Path,
    year: SchoolYear | str,
    *,
    ruleset: str = "perkins_iv_ma",
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
) -> FollowUp:
    """Who left in a school year and must be followed up, and the response rate of every organization.

    Raises what `run` raises. A year without a follow-up file yet has a response rate of zero.
    """
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    rules = load_ruleset(ruleset, changes)
    rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules)
    require(snapshot, (the_year,))
    counted, _ = count_students(snapshot, (the_year.ends,), rules, engine=engine, memory=memory)
    organizations = all_organizations(snapshot.frame("organizations"), snapshot.organizations_named, rules.law)
    targets = rollup(organizations).select("org_code", "counted_in")
    leavers = (
        counted.filter((pl.col("denominators") & _LEAVERS) != 0)
        .select("sasid", "org_code", "program")
        .join(_answers(snapshot.frame("follow_up"), the_year, rules.law), on="sasid", how="left")
        .with_columns(answered=pl.col("status").is_not_null() & ~pl.col("status").is_in(_nothing_learned(rules)))
        .join(targets.group_by("org_code").agg("counted_in"), on="org_code")
        .sort("sasid")
    )
    return FollowUp(the_year, leavers, _response(leavers, organizations))


def _nothing_learned(rules: Any) -> list[str]:
    return list(rules.law.placement.no_answer_statuses)


def _answers(answers: pl.DataFrame | None, year: SchoolYear, law: Any) -> pl.DataFrame:
    """The status of each answering leaver; of several the first in the law's order (R29)."""
    if answers is None:
        return pl.DataFrame(schema={"sasid": pl.String, "status": pl.String})
    order = list(law.placement.status_order)
    places = pl.DataFrame({"status": order, "place": range(len(order))})
    own = answers.filter(school_year=year.ends).select("sasid", pl.col("status").cast(pl.String))
    best = own.join(places, on="status").group_by("sasid").agg(pl.col("place").min())
    return best.join(places, on="place").select("sasid", "status")


def _response(leavers: pl.DataFrame, organizations: pl.DataFrame) -> pl.DataFrame:
    counts = (
        leavers.explode("counted_in")
        .group_by(org_code="counted_in")
        .agg(denominator=pl.len().cast(pl.Int64), numerator=pl.col("answered").sum().cast(pl.Int64))
    )
    named = organizations.select("org_code", "name", "kind").join(counts, on="org_code")
    rate = percent_text(largest(counts, "denominator"))
    return named.sort("org_code").select(
        "org_code", "name", "kind", leavers="denominator", answered="numerator", response_rate=rate
    )
