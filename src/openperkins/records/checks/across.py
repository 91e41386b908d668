"""Checks across files and years, all warnings: V29, V30, X02, X03, X06, X07, X08.

What earlier collections said of each student is kept as one small row per student, so that dozens of collections are
compared in one pass, in the order of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from openperkins.records.checks.collection import student_number
from openperkins.records.checks.elements import Period
from openperkins.records.checks.tally import Finding, Tally
from openperkins.records.model import SourceFile

#: X06: at least this many records a year earlier, and at most one in `FEWER` of them now
EARLIER_RECORDS, FEWER = 10, 5
_LOOK = "Check which is right; nothing is refused."
_STATE = {
    "student": pl.Int64,
    "born": pl.Date,
    "DOE009": pl.String,
    "DOE010": pl.String,
    "name": pl.UInt64,
    "seen": pl.UInt16,
}


@dataclass
class History:
    """What is known of the students so far: the latest birth date, gender, race and name, and every identity."""

    latest: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_STATE))
    identities: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"identity": pl.UInt64, "student": pl.Int64})
    )
    periods: list[Period] = field(default_factory=list)
    counts: dict[tuple[Period, str], int] = field(default_factory=dict)
    hashes: dict[tuple[str, str], SourceFile] = field(default_factory=dict)

    @property
    def has_students(self) -> bool:
        """Whether any SIMS collection was read."""
        return bool(self.latest.height)

    def compare(self, unit: pl.DataFrame, period: Period, tallies: Mapping[str, Tally]) -> None:
        """Compare a collection (later than all before it) with what is known, then remember it."""
        now = self._now(unit)
        first = now.unique("student", keep="first", maintain_order=True)
        if self.latest.height:
            self._changes(first, tallies)
        self._same_person(now, tallies)
        self.periods.append(period)
        kept = self.latest.join(first, on="student", how="anti")
        seen = first.select(*[c for c in _STATE if c != "seen"]).with_columns(
            seen=pl.lit(len(self.periods) - 1, dtype=pl.UInt16)
        )
        self.latest = pl.concat([kept, seen])

    @staticmethod
    def _now(unit: pl.DataFrame) -> pl.DataFrame:
        """The few columns compared. Names and identities as 64-bit hashes: only their equality is asked."""
        name = pl.concat_str("DOE003", "DOE005", separator="\x1f").str.to_lowercase().hash(seed=1)
        return (
            unit.lazy()
            .filter(pl.col("student").is_not_null())
            .select(
                "student",
                "sasid",
                "born",
                pl.col("DOE009").cast(pl.String),
                pl.col("DOE010").cast(pl.String),
                pl.when(pl.col("DOE003").is_not_null() & pl.col("DOE005").is_not_null()).then(name).alias("name"),
                pl.struct(pl.col("DOE015").cast(pl.String).str.slice(0, 4), "DOE001").hash(seed=2).alias("local"),
                "file",
                "row",
            )
            .collect()
        )

    def _changes(self, first: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
        both = first.join(self.latest, on="student", how="inner", suffix="_before")
        compared = {
            "DOE006": ("born", "V30", "birth date"),
            "DOE005": ("name", "V30", "first or last name"),
            "DOE009": ("DOE009", "X02", "gender"),
            "DOE010": ("DOE010", "X03", "race/ethnicity"),
        }
        for element, (column, id, what) in compared.items():
            changed = both.filter(pl.col(column) != pl.col(f"{column}_before"))
            if changed.height:
                self._tell_changes(changed, element, column, id, what, tallies)

    def _tell_changes(
        self,
        changed: pl.DataFrame,
        element: str,
        column: str,
        id: str,
        what: str,
        tallies: Mapping[str, Tally],
    ) -> None:
        shown = changed.with_columns(_text(column).alias("now"), _text(f"{column}_before").alias("before"))
        finding = Finding(id, "warning", _LOOK, element)

        def message(line: Mapping) -> str:
            when = self.periods[line["seen"]]
            if column == "name":
                return f"The {what} of {line['sasid']} is not that of {when}."
            return f"The {what} of {line['sasid']} is {line['now']}; in {when} it was {line['before']}."

        shows = None if column == "name" else "now"
        _by_file(shown, lambda tally, rows: tally.rows(finding, rows, message, value=shows), tallies)

    def _same_person(self, now: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
        """V29: a SASID new for a person (district, LASID, name, birth date) that already has another."""
        pairs = (
            now.filter(pl.col("born").is_not_null() & pl.col("name").is_not_null())
            .with_columns(pl.struct("local", "name", "born").hash(seed=3).alias("identity"))
            .select("identity", "student", "sasid", "file", "row")
        )
        new = pairs.join(self.identities, on=["identity", "student"], how="anti", maintain_order="left")
        new = new.unique(["identity", "student"], keep="first", maintain_order=True)
        known = self.identities.unique("identity").rename({"student": "other"})
        told = new.join(known, on="identity", how="left", maintain_order="left").with_columns(
            nth=pl.int_range(pl.len()).over("identity")
        )
        twice = told.filter(pl.col("other").is_not_null() | (pl.col("nth") > 0))
        self.identities = pl.concat([self.identities, new.select("identity", "student")])
        if not twice.height:
            return
        finding = Finding(
            "V29", "warning", "If it is one student, report one SASID only; the other must be retired.", "DOE002"
        )

        def message(line: Mapping) -> str:
            return f"The district reports another SASID than {line['sasid']} with the same LASID, name and birth date."

        _by_file(twice, lambda tally, rows: tally.rows(finding, rows, message, value="sasid"), tallies)

    def fewer(self, source: SourceFile, period: Period, rows: int, tally: Tally) -> None:
        """X06: a file with a fifth or less of the records the same file or district sent a year earlier."""
        sender = source.district or ""
        self.counts[period, sender] = rows
        before = self.counts.get((period.before, sender), 0)
        if before >= EARLIER_RECORDS and rows * FEWER <= before:
            finding = Finding("X06", "warning", "If the file is cut off, send the whole of it.")
            tally.whole(finding, f"{rows:,} records; in {period.before} there were {before:,}. Is this the whole?")

    def same_bytes(self, source: SourceFile, sha256: str, rows: int, tally: Tally) -> None:
        """X07: a file that is, byte for byte, one already sent for another collection or year."""
        if not rows:
            return
        first = self.hashes.setdefault((source.kind, sha256), source)
        if (first.school_year, first.season) != (source.school_year, source.season):
            finding = Finding("X07", "warning", "Send the file of this collection.")
            tally.whole(finding, f"This file is byte for byte {first.name}.")

    def unknown_students(self, unit: pl.DataFrame, what: str, tallies: Mapping[str, Tally]) -> None:
        """X08: rows of another file (sasid, file, row) whose student no SIMS file knows."""
        if not self.has_students:
            return
        numbered = unit.select("sasid", "file", "row", student_number("sasid"))
        missing = numbered.filter(pl.col("student").is_not_null()).join(
            self.latest, on="student", how="anti", maintain_order="left"
        )
        finding = Finding("X08", "warning", "Correct the SASID, or add the student's collection.", "sasid")

        def message(line: Mapping) -> str:
            return f"No SIMS file has SASID {line['sasid']}; this {what} row belongs to nobody."

        _by_file(missing, lambda tally, rows: tally.rows(finding, rows, message, value="sasid"), tallies)

    def birth_dates(self, unit: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
        """V30 for the MCAS file: rows (sasid, dob as a Date, file, row) that disagree with SIMS, once per student."""
        dated = unit.filter(pl.col("dob").is_not_null()).with_columns(student_number("sasid"))
        both = dated.join(self.latest, on="student", how="inner", maintain_order="left")
        changed = both.filter(pl.col("dob") != pl.col("born")).unique("student", keep="first", maintain_order=True)
        shown = changed.with_columns(_text("dob").alias("now"), _text("born").alias("before"))
        finding = Finding("V30", "warning", _LOOK, "dob")

        def message(line: Mapping) -> str:
            when = self.periods[line["seen"]]
            return f"The birth date of {line['sasid']} is {line['now']}; in SIMS ({when}) it is {line['before']}."

        _by_file(shown, lambda tally, rows: tally.rows(finding, rows, message, value="now"), tallies)


def _text(column: str) -> pl.Expr:
    dated = column.startswith(("born", "dob"))
    return pl.col(column).dt.strftime("%m/%d/%Y") if dated else pl.col(column).cast(pl.String)


def _by_file(rows: pl.DataFrame, tell, tallies: Mapping[str, Tally]) -> None:
    """Hand each file's rows, in row order, to the tally of that file."""
    for (file,), lines in rows.with_columns(pl.col("file").cast(pl.String)).group_by("file"):
        tell(tallies[str(file)], lines.sort("row"))
