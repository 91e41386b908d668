"""Checks S101 … S152: what each element of a SIMS record may hold, whole columns at a time.

A chunk of text becomes a compact chunk: codes as an Enum of every accepted code, so a refused value turns into null
in the same pass that checks it. Rules across elements see the null and stay silent about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from openperkins.records.checks.codebook import ELEMENTS, Codebook, Element
from openperkins.records.checks.refused import list_refused, refused_values
from openperkins.records.checks.tally import Tally
from openperkins.records.checks.valid import all_accepted, date_of, valid
from openperkins.records.model import Season

#: V27: an element may not be empty
EMPTY = "V27"
#: so many refused values of an element are held before their causes are named
LOT = 20_000
#: elements that are compared as numbers, and the name of the number
COUNTS = {"DOE017": "attended", "DOE018": "membership", "DOE052": "absent"}
_REPORT_DAY: dict[Season, tuple[int, int]] = {"october": (10, 1), "march": (3, 1), "end_of_year": (6, 30)}
_TITLE: dict[Season, str] = {"october": "October", "march": "March", "end_of_year": "End of Year"}


@dataclass(frozen=True, slots=True)
class Period:
    """The collection a file belongs to; `school_year` is the year the school year ends in."""

    school_year: int
    season: Season

    @property
    def report_date(self) -> date:
        """The day on which ages are taken: October 1, March 1 or June 30."""
        month, day = _REPORT_DAY[self.season]
        return date(self.school_year - 1 if self.season == "october" else self.school_year, month, day)

    @property
    def before(self) -> Period:
        """The same collection a year earlier."""
        return Period(self.school_year - 1, self.season)

    def __str__(self) -> str:
        return f"{_TITLE[self.season]} {self.report_date.year}"


@dataclass(frozen=True)
class ElementChecks:
    """The checks of one collection's elements.

    `compact` takes a chunk of text (DOE001 … DOE052 and `row`) and returns it with refused values as null, codes as
    Enum or Categorical, and `born` (Date), `attended`, `membership`, `absent` (Int16) beside them.
    """

    codebook: Codebook
    period: Period

    def compact(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """Check and shrink one chunk; grain and order stay those of the file."""
        return chunk.with_columns(date_of("DOE006").alias("born")).select(self._expressions)

    @cached_property
    def _expressions(self) -> list[pl.Expr]:
        typed = [self._typed(e) for e in self.codebook.elements]
        counts = [pl.col(e).cast(pl.Int16, strict=False).alias(name) for e, name in COUNTS.items()]
        return [*typed, pl.col("born"), *counts, pl.col("row").cast(pl.Int32)]

    def _typed(self, element: Element) -> pl.Expr:
        """Null where refused. An Enum of all that is accepted is both the fastest test and the smallest column."""
        column, year = pl.col(element.id), self.period.school_year
        if element.form == "date":
            return pl.when(pl.col("born").is_not_null()).then(column).alias(element.id)
        accepted = all_accepted(element, year)
        if accepted:
            typed = column.cast(pl.Enum(accepted), strict=False)
            retired = element.retired(year)
            gone = pl.any_horizontal([typed == code for code in retired]) if retired else None
            return typed if gone is None else pl.when(~gone).then(typed).alias(element.id)
        kept = pl.when(valid(element, year)).then(column).otherwise(None)
        return (kept.cast(pl.Categorical) if element.form == "digits" else kept).alias(element.id)


class Refusals:
    """The refused values of one file, gathered over its chunks and told to the tally in large lots.

    Naming causes costs a dozen patterns per lot, whatever its size; a lot is bounded so that memory is.
    """

    def __init__(self, checks: ElementChecks, tally: Tally) -> None:
        self._checks, self._tally = checks, tally
        self._held: dict[str, list[pl.DataFrame]] = {}

    def add(self, chunk: pl.DataFrame, compact: pl.DataFrame) -> None:
        """Take the values of a chunk that are null in its compact form."""
        refused = compact.select(ELEMENTS).null_count().row(0, named=True)
        for element in self._checks.codebook.elements:
            if refused[element.id]:
                held = self._held.setdefault(element.id, [])
                held.append(refused_values(chunk, element.id, compact[element.id].is_null()))
                if sum(lot.height for lot in held) >= LOT:
                    self._tell(element)

    def finish(self) -> None:
        """Tell what is left."""
        for element in self._checks.codebook.elements:
            if element.id in self._held:
                self._tell(element)

    def _tell(self, element: Element) -> None:
        lot = pl.concat(self._held.pop(element.id))
        year = self._checks.period.school_year
        list_refused(element, lot, self._tally, school_year=year, empty_id=EMPTY)
