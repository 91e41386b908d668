"""Checks over one whole SIMS collection, all its files together: V05, V28, X01, X04, X05.

The frame is the compact one of every file, in order of file and row, with `sasid`, `file`, and `student` (Int64: the
SASID read as a number in base 36, exact because a SASID has ten letters or digits; null where it was refused).
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from openperkins.records.checks.cross_element import among
from openperkins.records.checks.elements import Period
from openperkins.records.checks.known import Known
from openperkins.records.checks.rows import RowRule, repeated
from openperkins.records.checks.tally import Finding, Tally

TWICE = RowRule(
    "V28",
    "error",
    "DOE002",
    pl.lit(value=True),
    "SASID `{DOE002}` is already on {where}{same}; a district reports a student once in a collection.",
    "Keep the record that is right and remove the other.",
)
_DISTRICT = pl.col("DOE015").cast(pl.String).str.slice(0, 4).alias("district")


def student_number(column: str) -> pl.Expr:
    """A well-written SASID as a number (Int64), equal exactly when the SASIDs are; null for any other text."""
    text = pl.col(column)
    well_written = text.str.contains(r"^[0-9A-Za-z]{10}$")
    number = pl.when(well_written).then(text).otherwise(None).str.to_integer(base=36, strict=False)
    return number.cast(pl.Int64).alias("student")


def by_student(unit: pl.DataFrame) -> pl.Series:
    """The rows (from 0) in order of student, rows of one student in the order of file and row; unknown ones last."""
    return unit.select(pl.arg_sort_by("student", nulls_last=True, maintain_order=True)).to_series()


def by_school(unit: pl.DataFrame, order: pl.Series) -> pl.Series:
    """The rows as `by_student` gives them in `order`: students on one row first, then the rows of the contested.

    Those of one student are in order of school, file and row.
    """
    shared = unit["contested"].gather(order)
    rows = order.filter(shared)
    several = unit.select("student", pl.col("DOE015", "file").cast(pl.String), "row")[rows]
    places = several.select(pl.arg_sort_by("student", "DOE015", "file", "row")).to_series()
    return pl.concat([order.filter(~shared), rows.gather(places)])


def contested(unit: pl.DataFrame, order: pl.Series) -> pl.Series:
    """Per row: the student is on more than one row of the collection. `order` is that of `by_student`."""
    same = unit["student"].gather(order).diff() == 0
    again = same.fill_null(value=False)
    first = again.shift(-1, fill_value=False)
    rows = order.filter(again | first)
    return pl.repeat(False, unit.height, eager=True).scatter(rows, True).alias("contested")


def check(unit: pl.DataFrame, period: Period, known: Known, tallies: Mapping[str, Tally]) -> None:
    """Run all checks of the collection; findings go to the tally of the file that holds the row."""
    shared = unit.filter(pl.col("contested")).with_columns(_DISTRICT, DOE002="sasid").drop("sasid")
    _twice(shared, tallies)
    _claims(shared, period, tallies)
    _certificates(unit, period, tallies)
    _unknown_schools(unit, known, tallies)
    _unknown_programs(unit, known, tallies)


def _twice(shared: pl.DataFrame, tallies: Mapping[str, Tally]) -> None:
    known_district = shared.filter(pl.col("district").is_not_null()).drop("contested", "student")
    repeated(known_district, ["district", "DOE002"], tallies, TWICE)


def _claims(shared: pl.DataFrame, period: Period, tallies: Mapping[str, Tally]) -> None:
    """X01: one warning per student and collection, at the last district's row (R02 decides who wins)."""
    per_student = (
        shared.filter(pl.col("district").is_not_null())
        .group_by("student", maintain_order=True)
        .agg(
            pl.col("DOE002").last(),
            pl.col("file").cast(pl.String).last(),
            pl.col("row").last(),
            districts=pl.col("district").unique().sort().str.join(", "),
            count=pl.col("district").n_unique(),
        )
        .filter(pl.col("count") > 1)
        .sort("file", "row")
    )
    finding = Finding("X01", "warning", "The districts should agree whose student this is.", "DOE002")
    for (file,), rows in per_student.group_by("file", maintain_order=True):
        tallies[str(file)].rows(
            finding,
            rows,
            lambda line: (
                f"{line['count']} districts ({line['districts']}) report SASID `{line['DOE002']}` in "
                f"{period}: one claim counts (R02)."
            ),
            value="DOE002",
        )


def _certificates(unit: pl.DataFrame, period: Period, tallies: Mapping[str, Tally]) -> None:
    """V05: one error per district, at the first row of the status it began to use second."""
    either = unit.filter(among("DOE012", ("10", "11"))).with_columns(_DISTRICT)
    firsts = (
        either.filter(pl.col("district").is_not_null())
        .group_by("district", "DOE012", maintain_order=True)
        .agg(pl.col("file").cast(pl.String).first(), pl.col("row").first())
        .with_columns(
            other=pl.format("row {} of {}", pl.col("row").first(), pl.col("file").first()).over("district"),
            nth=pl.int_range(pl.len()).over("district"),
        )
        .filter(pl.col("nth") == 1)
    )
    finding = Finding(
        "V05",
        "error",
        "A district that offers a Certificate of Attainment reports 10, one that does not reports 11.",
        "DOE012",
    )
    for line in firsts.iter_rows(named=True):
        message = (
            f"District {line['district']}0000 reports DOE012 `{line['DOE012']}` here and the other of 10 and 11 on "
            f"{line['other']} ({period})."
        )
        tallies[line["file"]].whole(finding, message, line["row"], line["DOE012"])


def _unknown_schools(unit: pl.DataFrame, known: Known, tallies: Mapping[str, Tally]) -> None:
    if known.organizations is None:
        return
    names = unit.filter(pl.col("DOE015").is_not_null()).group_by("file", "DOE015")
    codes = names.agg(pl.len().alias("count"), pl.col("row").min()).with_columns(pl.col("DOE015").cast(pl.String))
    unknown = codes.filter(known.unknown_organization("DOE015"))
    remedy = "Add the school to organizations.csv, or correct the code. Its results will carry the code as name."
    _tell(unknown, "DOE015", "school", "organizations.csv", Finding("X04", "warning", remedy, "DOE015"), tallies)


def _unknown_programs(unit: pl.DataFrame, known: Known, tallies: Mapping[str, Tally]) -> None:
    if known.programs is None:
        return
    nothing = known.law.law.program.no_program
    listed = [*known.programs["code"].to_list(), nothing]
    remedy = "Add the program to programs.csv, or correct the code. It counts as not nontraditional (R33)."
    for element in ("DOE043", "DOE044"):
        codes = (
            unit.filter(pl.col(element).is_not_null())
            .group_by("file", element)
            .agg(pl.len().alias("count"), pl.col("row").min())
            .with_columns(pl.col(element).cast(pl.String))
        )
        finding = Finding("X05", "warning", remedy, element)
        unknown = codes.filter(~pl.col(element).is_in(listed))
        _tell(unknown, element, "program", "programs.csv", finding, tallies)


def _tell(
    unknown: pl.DataFrame,
    element: str,
    what: str,
    table: str,
    finding: Finding,
    tallies: Mapping[str, Tally],
) -> None:
    for line in unknown.with_columns(pl.col("file").cast(pl.String)).sort("file", "row").iter_rows(named=True):
        rows = "1 row" if line["count"] == 1 else f"{line['count']:,} rows"
        message = f"{element} names the {what} {line[element]} on {rows}; {table} does not have it."
        tallies[line["file"]].whole(finding, message, line["row"], line[element])
