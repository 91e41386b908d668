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


@dataclass
class History:
    """What is known of the students so far: the latest birth date, gender, race and name, and every identity."""

    latest: pl.DataFrame | None = None
    identities: pl.DataFrame | None = None
    periods: list[Period] = field(default_factory=list)
    counts: dict[tuple[Period, str], int] = field(default_factory=dict)
    hashes: dict[tuple[str, str], SourceFile] = field(default_factory=dict)
    #: some SIMS record could not be read: a student that no file knows may be on it
    incomplete: bool = False

    def compare(self, unit: pl.DataFrame, period: Period, tallies: Mapping[str, Tally]) -> None:
        """Compare a collection (later than all before it) with what is known, then remember it."""
        now = _compared(unit)
        # Only a contested student has a second row, so nothing needs to be made unique among the others.
        shared = now.filter(pl.col("contested"))
        once = shared["student"].is_first_distinct()
        first, again = pl.concat([now.filter(~pl.col("contested")), shared.filter(once)]), shared.filter(~once)
        if self.latest is None:
            news = first
        else:
            both = first.join(self.latest, on="student", how="left", suffix="_before", maintain_order="left")
            self._changes(both, tallies)
            same = (pl.col("identity") == pl.col("identity_before")).fill_null(value=False)
            news = both.filter(~same).select(now.columns)
        pair = ["identity", "student"]
        told = first.filter(pl.col("student").is_in(again["student"].implode()))
        again = again.join(told, on=pair, how="anti").unique(pair, keep="first", maintain_order=True)
        self._same_person(pl.concat([news, again]), tallies)
        self._remember(first, period)

    def _remember(self, first: pl.DataFrame, period: Period) -> None:
        """What a collection says of a student replaces what an earlier one said."""
        self.periods.append(period)
        seen = pl.lit(len(self.periods) - 1, dtype=pl.UInt16).alias("seen")
        now = first.select("student", "born", "DOE009", "DOE010", "name", "identity", seen)
        if self.latest is None:
            self.latest = now
        else:
            self.latest = pl.concat([self.latest.join(first, on="student", how="anti"), now])

    def _changes(self, both: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
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
        wide = f"{{count}} records have another {what} than in an earlier collection; the first is row {{row}}."
        finding = Finding(id, "warning", _LOOK, element, wide=wide)

        def message(line: Mapping) -> str:
            when = self.periods[line["seen"]]
            if column == "name":
                return f"The {what} of {line['sasid']} is not that of {when}."
            return f"The {what} of {line['sasid']} is {line['now']}; in {when} it was {line['before']}."

        shows = None if column == "name" else "now"
        _by_file(shown, lambda tally, rows: tally.rows(finding, rows, message, value=shows), tallies)

    def _same_person(self, now: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
        """V29: a SASID new for a person (district, LASID, name, birth date) that already has another.

        `now` has each pair of identity and student once; `identities` holds every such pair seen so far.
        """
        known = self.identities
        new = now.filter(pl.col("identity").is_not_null())
        if known is not None:
            new = new.join(known, on=["identity", "student"], how="anti", maintain_order="left")
        added = new.select("identity", "student")
        taken = ~pl.col("identity").is_first_distinct()
        if known is not None:
            had = known.join(added, on="identity", how="semi")["identity"]
            taken = taken | pl.col("identity").is_in(had.implode())
        self.identities = added if known is None else pl.concat([known, added])
        twice = new.filter(taken)
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
        if before >= EARLIER_RECORDS and 0 < rows * FEWER <= before:
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
        if self.incomplete or self.latest is None or not self.latest.height:
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
        if self.latest is None:
            return
        dated = unit.filter(pl.col("dob").is_not_null()).with_columns(student_number("sasid"))
        both = dated.join(self.latest, on="student", how="inner", maintain_order="left")
        changed = both.filter(pl.col("dob") != pl.col("born")).unique("student", keep="first", maintain_order=True)
        shown = changed.with_columns(_text("dob").alias("now"), _text("born").alias("before"))
        finding = Finding("V30", "warning", _LOOK, "dob")

        def message(line: Mapping) -> str:
            when = self.periods[line["seen"]]
            return f"The birth date of {line['sasid']} is {line['now']}; in SIMS ({when}) it is {line['before']}."

        _by_file(shown, lambda tally, rows: tally.rows(finding, rows, message, value="now"), tallies)


def _compared(unit: pl.DataFrame) -> pl.DataFrame:
    """The few columns compared, one row per row with a SASID.

    Names and identities (district, LASID, name, birth date) are 64-bit hashes: only their equality is asked.
    """
    first, last = (pl.col(e).str.to_lowercase() for e in ("DOE003", "DOE005"))
    district = pl.col("DOE015").cast(pl.String).str.slice(0, 4)
    told = pl.all_horizontal(pl.col("DOE001", "DOE003", "DOE005", "DOE015", "born").is_not_null())
    return (
        unit.lazy()
        .filter(pl.col("student").is_not_null())
        .with_columns(
            pl.when(pl.col("DOE003").is_not_null() & pl.col("DOE005").is_not_null())
            .then(first.hash(seed=1) ^ last.hash(seed=2))
            .alias("name")
        )
        .select(
            "student",
            "sasid",
            "born",
            "DOE009",
            "DOE010",
            "name",
            pl.when(told)
            .then(pl.col("name") ^ district.hash(seed=3) ^ pl.col("DOE001").hash(seed=4) ^ pl.col("born").hash(seed=5))
            .alias("identity"),
            "contested",
            "file",
            "row",
        )
        .collect()
    )


def _text(column: str) -> pl.Expr:
    dated = column.startswith(("born", "dob"))
    return pl.col(column).dt.strftime("%m/%d/%Y") if dated else pl.col(column).cast(pl.String)


def _by_file(rows: pl.DataFrame, tell, tallies: Mapping[str, Tally]) -> None:
    """Hand each file's rows, in row order, to the tally of that file."""
    for (file,), lines in rows.with_columns(pl.col("file").cast(pl.String)).group_by("file"):
        tell(tallies[str(file)], lines.sort("row"))
