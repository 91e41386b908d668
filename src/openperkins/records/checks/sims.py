"""One SIMS collection: its files are checked row by row, then together, then against earlier collections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import polars as pl

from openperkins.records.checks import collection
from openperkins.records.checks.across import History
from openperkins.records.checks.codebook import ELEMENTS
from openperkins.records.checks.cross_element import RecordRules
from openperkins.records.checks.elements import COUNTS, ElementChecks, Period, Refusals
from openperkins.records.checks.known import Known
from openperkins.records.checks.tally import Tally
from openperkins.records.model import Season, SourceFile

#: the columns of the sealed table that stand for elements; DOE002 is `sasid`
SEALED = ("sasid", *(e for e in ELEMENTS if e != "DOE002"))
_SEASONS = pl.Enum(get_args(Season))


class Collection:
    """A unit of SIMS files of one collection."""

    def __init__(self, period: Period, known: Known, history: History) -> None:
        self.period, self.known, self.history = period, known, history
        self.elements = ElementChecks(known.codebook, period)
        self.rules = RecordRules(period)
        self.frames: list[pl.DataFrame] = []
        #: files that only stand beside the one in question: earlier years are no matter of theirs
        self.beside: tuple[str, ...] = ()
        self.table = pl.DataFrame()
        self.order = pl.Series(dtype=pl.UInt32)

    def add(self, source: SourceFile, chunks: Iterable[pl.DataFrame], tally: Tally) -> None:
        """Check one file's chunks; keep them in compact form."""
        refusals = Refusals(self.elements, tally)
        for chunk in chunks:
            compact = self.elements.compact(chunk)
            refusals.add(chunk, compact)
            self.rules.report(chunk, compact, source.district, tally)
            kept = compact.drop(*COUNTS.values()).rename({"DOE002": "sasid"})
            self.frames.append(kept.with_columns(pl.lit(source.name, dtype=pl.Categorical).alias("file")))
        refusals.finish()

    def file_read(self, source: SourceFile, rows: int, tally: Tally) -> None:
        """Compare the number of records with that of a year earlier."""
        self.history.fewer(source, self.period, rows, tally)

    def together(self, tallies: Mapping[str, Tally]) -> None:
        """Duplicates, conflicting claims, unknown codes; then what changed since earlier collections."""
        if not self.frames:
            return
        table = pl.concat(self.frames).with_columns(collection.student_number("sasid"))
        self.frames.clear()
        self.order = collection.by_student(table)
        self.table = table.with_columns(collection.contested(table, self.order))
        collection.check(self.table, self.period, self.known, tallies)
        own = self.table.filter(~pl.col("file").cast(pl.String).is_in(self.beside)) if self.beside else self.table
        self.history.compare(own, self.period, tallies)
        self.table = self.table.drop("born")

    def sealed(self) -> pl.DataFrame:
        """The sealed table, sorted by SASID and school, contested rows after all others.

        Elements of which every value can be listed stay Enum. Categories of text that cannot be listed have no fixed
        order, so that text becomes String.
        """
        ordered = self.table[collection.by_school(self.table, self.order)]
        self.table = pl.DataFrame()
        listed = [c for c, dtype in ordered.schema.items() if isinstance(dtype, pl.Enum)]
        return ordered.select(
            pl.lit(self.period.school_year, dtype=pl.Int16).alias("school_year"),
            pl.lit(self.period.season, dtype=_SEASONS).alias("season"),
            *[pl.col(c) if c in listed else pl.col(c).cast(pl.String) for c in SEALED],
            "contested",
            pl.col("file").cast(pl.String),
            "row",
        )
