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
from openperkins.engine.snapshot import Snapshot, seal
from openperkins.engine.store import Store, default_store
from openperkins.engine.tally import INDICATORS, rollup
from openperkins.errors import UnknownNameError, nearest
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
    the_year, rules = _year_and_rules(year, ruleset, changes)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), rules)
    return _of_snapshot(snapshot, the_year, rules, engine, memory)


@dataclass(frozen=True)
class FollowUpOf:
    """The follow-up of one organization's leavers of a school year. Restricted.

    `leavers`: one row per concentrator who left, sorted by name: sasid, org_code (its school where known), program,
    lasid, last_name, first_name, status, responded_on, institution, note (of the answer that counts, R29; null
    without one), answered (something was learned). `response_rate` is a percent with two decimals, empty when there
    are no leavers; `leavers_count` and `answered_count` are what it is made of.
    """

    school_year: SchoolYear
    org_code: str
    name: str
    leavers: pl.DataFrame
    leavers_count: int
    answered_count: int
    response_rate: str
    statuses: tuple[str, ...]
    nothing_learned: str

    def write_worksheet(self, path: str | Path) -> None:
        """Write the leavers as a workbook to fill in, which is a follow-up file as it stands: who has no answer yet
        is there with the status that says nothing was learned. Raises StorageError when it cannot be written.
        """
        from openperkins.records.submitted.worksheet import write_worksheet

        columns = [pl.col(c).fill_null("") for c in WORKSHEET if c not in ("sasid", "status")]
        status = pl.col("status").fill_null(self.nothing_learned)
        write_worksheet(self.leavers.select("sasid", status, *columns), path, self.statuses)


def follow_up_of(
    source: Snapshot | str | Path,
    year: SchoolYear | str,
    org_code: str,
    *,
    ruleset: str = "perkins_iv_ma",
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
) -> FollowUpOf:
    """Whom one organization must follow up, from a snapshot (quicker) or a records folder.

    A consortium has the leavers of its members, the State (00000000) all. Raises what `run` raises, and
    UnknownNameError for an organization that is not there.
    """
    the_year, rules = _year_and_rules(year, ruleset, changes)
    if not isinstance(source, Snapshot):
        source = seal(existing(source), Store(Path(store) if store else default_store()), rules)
    found = _of_snapshot(source, the_year, rules, engine, memory)
    organizations = all_organizations(source.frame("organizations"), source.organizations_named, rules.law)
    named = organizations.filter(org_code=org_code)
    if not named.height:
        raise UnknownNameError(
            f"There is no organization {org_code}.", nearest(org_code, organizations["org_code"].to_list())
        )
    own = found.leavers.filter(pl.col("counted_in").list.contains(org_code))
    counts = found.response.filter(org_code=org_code).select("leavers", "answered", "response_rate").rows()
    leavers, answered, rate = counts[0] if counts else (0, 0, "")
    return FollowUpOf(
        the_year,
        org_code,
        named["name"][0],
        _with_names(_with_answers(own, source, the_year), source, the_year),
        leavers,
        answered,
        rate or "",
        tuple(rules.law.placement.status_order),
        _nothing_learned(rules)[0],
    )


def _with_answers(leavers: pl.DataFrame, snapshot: Snapshot, year: SchoolYear) -> pl.DataFrame:
    """What was told beside the status that counts; of several such answers the first of the files."""
    told = ("responded_on", "institution", "note")
    answers = snapshot.frame("follow_up")
    if answers is None:
        return leavers.with_columns(pl.lit(None, pl.String).alias(c) for c in told)
    own = answers.filter(school_year=year.ends).with_columns(pl.col("status").cast(pl.String))
    once = own.sort("file", "row").unique(["sasid", "status"], keep="first", maintain_order=True)
    return leavers.join(once.select("sasid", "status", *told), on=["sasid", "status"], how="left")


def _with_names(leavers: pl.DataFrame, snapshot: Snapshot, year: SchoolYear) -> pl.DataFrame:
    """The leavers with name and local number of their End of Year record, that of their own school first."""
    tables = [t for t in snapshot.tables if t.school_year == year.ends and t.table.startswith("end_of_year")]
    names = {"lasid": "DOE001", "last_name": "DOE005", "first_name": "DOE003", "school": "DOE015"}
    columns = ["sasid", *[pl.col(c).cast(pl.String).alias(name) for name, c in names.items()]]
    wanted = pl.col("sasid").is_in(leavers["sasid"].implode())
    lots = [pl.scan_parquet(snapshot.store.path_of(t.sha256), glob=False).filter(wanted) for t in tables]
    records = pl.concat([lot.select(columns).collect() for lot in lots])
    joined = leavers.join(records, on="sasid", how="left").with_columns(own=pl.col("school") == pl.col("org_code"))
    once = joined.sort(["sasid", "own", "school"], descending=[False, True, False]).unique("sasid", keep="first")
    kept = ("sasid", "org_code", "program", "lasid", "last_name", "first_name", "status")
    ordered = once.sort("last_name", "first_name", "sasid", nulls_last=True)
    return ordered.select(*kept, "responded_on", "institution", "note", "answered")


def _year_and_rules(year: SchoolYear | str, ruleset: str, changes: Mapping[str, Any] | None) -> tuple[SchoolYear, Any]:
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    rules = load_ruleset(ruleset, changes)
    rules.check_year(the_year)
    return the_year, rules


def _of_snapshot(snapshot: Snapshot, the_year: SchoolYear, rules: Any, engine: str, memory: str) -> FollowUp:
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
