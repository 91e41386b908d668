"""Units: the files that are checked and sealed together (a SIMS collection, a year's follow-up, all MCAS files).

A unit takes its files one by one (`add`), then looks at them together, then gives its sealed table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

import polars as pl

from openperkins.records.checks import (
    cohort,
    follow_up,
    levels,
    mcas,
    migrant,
    organizations,
    plans_on_file,
    programs,
)
from openperkins.records.checks.across import History
from openperkins.records.checks.elements import Period
from openperkins.records.checks.known import Known
from openperkins.records.checks.rows import RowRule, repeated
from openperkins.records.checks.sims import Collection
from openperkins.records.checks.tally import Tally
from openperkins.records.checks.valid import date_of, school_year_of
from openperkins.records.model import Kind, SourceFile
from openperkins.records.reading.layouts import LAYOUTS

Tallies = Mapping[str, Tally]


class Unit(Protocol):
    """What the pipeline asks of every unit."""

    def add(self, source: SourceFile, chunks: Iterable[pl.DataFrame], tally: Tally) -> None:
        """Check one file's chunks and keep what is sealed or compared."""

    def file_read(self, source: SourceFile, rows: int, tally: Tally) -> None:
        """Called when the file was read to its end."""

    def together(self, tallies: Tallies) -> None:
        """Check the files of the unit together, and against what is known."""

    def sealed(self) -> pl.DataFrame:
        """The sealed table, sorted."""


def key_of(source: SourceFile) -> tuple:
    """The unit a file belongs to, within its kind."""
    if source.kind == "sims":
        return (source.school_year, source.season)
    return (source.school_year,) if source.kind in ("follow_up", "cohort", "migrant") else ()


def time_of(kind: Kind, key: tuple) -> tuple:
    """What puts the units of one kind in the order of time."""
    return (Period(*key).report_date,) if kind == "sims" else key


def unit_of(kind: Kind, key: tuple, known: Known, history: History) -> Unit:
    """An empty unit of that kind."""
    if kind == "sims":
        return Collection(Period(*key), known, history)
    return _KINDS[kind](kind, key, known, history)


class HeadedUnit:
    """A unit of headed files: `check` per chunk, `repeats` (rule, key columns) over all of them, `sort`."""

    whole_file = False
    repeats: tuple[RowRule, list[str]] | None = None
    sort: tuple[str, ...] = ("sasid", "file", "row")
    students = ""

    def __init__(self, kind: Kind, key: tuple, known: Known, history: History) -> None:
        self.kind, self.key, self.known, self.history = kind, key, known, history
        self.frames: list[pl.DataFrame] = []
        self.table = pl.DataFrame()

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        """Check one chunk; returns the columns to keep."""
        raise NotImplementedError(type(self).__name__)

    def add(self, source: SourceFile, chunks: Iterable[pl.DataFrame], tally: Tally) -> None:
        """Check one file's chunks and keep what is sealed."""
        if self.whole_file:
            read = list(chunks)
            # A column as sent is there only in chunks where it was rewritten.
            chunks = [pl.concat(read, how="diagonal")] if read else []
        for chunk in chunks:
            self._keep(chunk, source.name, tally)

    def _keep(self, chunk: pl.DataFrame, file: str, tally: Tally) -> None:
        kept = self.check(chunk, tally)
        self.frames.append(kept.with_columns(pl.lit(file, dtype=pl.Categorical).alias("file")))

    def file_read(self, source: SourceFile, rows: int, tally: Tally) -> None:
        """Nothing to compare for most kinds."""

    def together(self, tallies: Tallies) -> None:
        """Repeated rows, and students no SIMS file knows. Files without a record still make an (empty) table."""
        if not self.frames:
            texts = dict.fromkeys(LAYOUTS[self.kind].columns, pl.String)
            self._keep(pl.DataFrame(schema={**texts, "row": pl.UInt32}), "", Tally())
        self.table = pl.concat(self.frames)
        self.frames.clear()
        if self.repeats:
            rule, key = self.repeats
            repeated(self.may_repeat(), key, tallies, rule)
        if self.students:
            self.history.unknown_students(self.table, self.students, tallies)
        self.compare(tallies)

    def may_repeat(self) -> pl.DataFrame:
        """The rows among which repeated ones are looked for."""
        return self.table

    def compare(self, tallies: Tallies) -> None:
        """What one kind compares beside that."""

    def finished(self) -> pl.DataFrame:
        """The table in the sealed columns, before `file` and `row`."""
        return self.table

    def sealed(self) -> pl.DataFrame:
        """The sealed table, sorted."""
        table = self.finished().with_columns(pl.col("file").cast(pl.String))
        last = [c for c in table.columns if c not in ("file", "row")]
        return table.select(*last, "file", "row").sort(list(self.sort))


class FollowUpUnit(HeadedUnit):
    """The answers of one school year's leavers."""

    students = "follow-up"

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        return follow_up.check(chunk, self.known, tally)

    def finished(self) -> pl.DataFrame:
        return self.table.select(_year(self.key), pl.all())


class CohortUnit(HeadedUnit):
    """One graduation cohort."""

    students = "cohort"
    repeats = (cohort.REPEATED, ["sasid"])
    sort = ("sasid",)

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        return cohort.check(chunk, self.known, tally, self.key[0])

    def finished(self) -> pl.DataFrame:
        return self.table.select(_year(self.key), pl.all())


class MigrantUnit(HeadedUnit):
    """One school year's migrant supplement."""

    students = "migrant"
    repeats = (migrant.REPEATED, ["sasid"])
    sort = ("sasid", "row")

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        return migrant.check(chunk, self.known, tally)

    def finished(self) -> pl.DataFrame:
        return self.table.select(_year(self.key), pl.all())


class McasUnit(HeadedUnit):
    """All MCAS files."""

    students = "MCAS"
    sort = ("sasid", "administration_year", "administration_month", "file", "row")
    repeats = (mcas.REPEATED, [*mcas.ATTEMPT, *mcas.RESULTS])

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        return mcas.check(chunk, self.known, tally)

    def may_repeat(self) -> pl.DataFrame:
        # Few students have several rows; comparing whole rows of all would be slow.
        several = self.table.filter(pl.col("sasid").is_duplicated())
        return several.select("file", "row", "adminyear", *mcas.ATTEMPT, *mcas.RESULTS)

    def compare(self, tallies: Tallies) -> None:
        dated = self.table.select("sasid", date_of("dob").alias("dob"), "file", "row")
        self.history.birth_dates(dated, tallies)

    def finished(self) -> pl.DataFrame:
        return self.table.drop("dob")


class TopUnit(HeadedUnit):
    """One of the files at the top of the folder."""

    def __init__(
        self,
        checks: Any,
        key_columns: list[str],
        sort: tuple[str, ...],
        finish: Callable[[pl.DataFrame], pl.DataFrame],
        kind: Kind,
        key: tuple,
        known: Known,
        history: History,
    ) -> None:
        super().__init__(kind, key, known, history)
        self.checks, self.finish = checks, finish
        self.repeats = (checks.REPEATED, key_columns)
        self.sort = sort
        self.whole_file = checks is organizations

    def check(self, chunk: pl.DataFrame, tally: Tally) -> pl.DataFrame:
        return self.checks.check(chunk, self.known, tally)

    def compare(self, tallies: Tallies) -> None:
        """Organizations and programs are what later files are compared with; a file nobody could read is not."""
        if not self.table.height:
            return
        if self.checks is organizations:
            self.known.organizations = self.table
            self.known.parents = dict(self.table.select("org_code", "parent").iter_rows())
        elif self.checks is programs:
            self.known.programs = self.table

    def finished(self) -> pl.DataFrame:
        return self.finish(self.table)


def _year(key: tuple) -> pl.Expr:
    return pl.lit(key[0], dtype=pl.Int16).alias("school_year")


def _as_year(column: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda table: table.with_columns(school_year_of(column).alias(column))


def _as_is(table: pl.DataFrame) -> pl.DataFrame:
    return table


_PLAN = ["org_code", "indicator", "population", "accepted_year"]
_LEVEL = ["school_year", "org_code", "indicator"]
_KINDS: dict[str, Callable[[Kind, tuple, Known, History], HeadedUnit]] = {
    "follow_up": FollowUpUnit,
    "cohort": CohortUnit,
    "migrant": MigrantUnit,
    "mcas": McasUnit,
    "plans_on_file": partial(TopUnit, plans_on_file, _PLAN, (*_PLAN, "row"), _as_year("accepted_year")),
    "programs": partial(TopUnit, programs, ["code"], ("code",), _as_is),
    "organizations": partial(TopUnit, organizations, ["org_code"], ("org_code",), _as_is),
    "levels": partial(TopUnit, levels, _LEVEL, tuple(_LEVEL), _as_year("school_year")),
}
