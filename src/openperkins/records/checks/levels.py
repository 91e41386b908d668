"""Checks L01 … L08: State and local adjusted performance levels."""

from __future__ import annotations

import polars as pl

from openperkins.records.checks.codebook import column
from openperkins.records.checks.known import Known, org_code, school_year
from openperkins.records.checks.refused import check_column
from openperkins.records.checks.rows import RowRule, apply
from openperkins.records.checks.tally import Tally
from openperkins.records.checks.valid import school_year_of
from openperkins.schoolyear import SchoolYear

#: plain decimal notation, at most six decimals
DECIMAL = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
REPEATED = RowRule(
    "L05",
    "error",
    "indicator",
    pl.lit(value=True),
    "The level of {org_code} for {indicator} in {school_year} is already on {where}{same}.",
    "Keep one of the rows.",
)
_LEVEL = "Write a decimal such as 90.5, without a percent sign."


def check(chunk: pl.DataFrame, known: Known, tally: Tally) -> pl.DataFrame:
    """Check a chunk of levels.csv; returns school_year (text), org_code, indicator, level (shortest form), row."""
    check_column(chunk, school_year("school_year", "L01"), tally)
    check_column(chunk, org_code("org_code", "L02"), tally)
    check_column(chunk, column("indicator", "L03", "code", "an indicator", values=known.indicators), tally)
    apply(chunk, [*_level_rules(), *_rules(known)], tally)
    return chunk.select("school_year", "org_code", "indicator", shortest("level"), pl.col("row").cast(pl.Int32))


def shortest(name: str) -> pl.Expr:
    """A plain decimal in its shortest exact form: `081.50` is `81.5`, `90.000` is `90`."""
    text = pl.col(name).str.replace(r"^0+([0-9])", "$1")
    fraction = text.str.contains(".", literal=True)
    return pl.when(fraction).then(text.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(text)


def _level_rules() -> list[RowRule]:
    level = pl.col("level")
    plain = level.str.contains(DECIMAL)
    percent, comma = level.str.contains("%", literal=True), level.str.contains(r"^[0-9]+,[0-9]+$")
    long = level.str.contains(r"^[0-9]{1,3}\.[0-9]{7,}$")
    # 100 and anything from 101 up start with a digit group of three; only 100 itself, with no fraction, is allowed.
    above = plain & level.str.contains(r"^[0-9]{3}") & ~level.str.contains(r"^(100(\.0+)?|0[0-9]{2}(\.[0-9]+)?)$")
    other = ~plain & ~percent & ~comma & ~long & (level != "")
    return [
        RowRule("L04", "error", "level", level == "", "level is empty.", "Give the level or remove the row."),
        RowRule("L04", "error", "level", percent, "level: `{level}` has a percent sign.", _LEVEL),
        RowRule("L04", "error", "level", comma, "level: `{level}` has a decimal comma.", "Write a point."),
        RowRule(
            "L04",
            "error",
            "level",
            long,
            "level: `{level}` has more than 6 decimals.",
            "Round it to the level agreed on.",
        ),
        RowRule(
            "L04", "error", "level", above, "level: `{level}` is above 100.", "A level is a percentage from 0 to 100."
        ),
        RowRule("L04", "error", "level", other, "level: `{level}` is not a decimal number from 0 to 100.", _LEVEL),
    ]


def _rules(known: Known) -> list[RowRule]:
    first = SchoolYear.parse(str(known.law.law.years.first)).ends
    rules = [
        RowRule(
            "L06",
            "warning",
            "org_code",
            known.unknown_organization("org_code"),
            "{org_code} is not in organizations.csv; its level is used if records name it.",
            "Add the organization, or correct the code.",
        ),
        RowRule(
            "L08",
            "warning",
            "school_year",
            school_year_of("school_year") < first,
            f"{{school_year}} is before the first year of the rules ({SchoolYear(first)}): the level is not used.",
            "Correct the school year.",
        ),
    ]
    measured = [code for code, parent in known.parents.items() if parent]
    if measured:
        # A school is measured by its district, a member district by its consortium.
        rules.append(
            RowRule(
                "L07",
                "warning",
                "org_code",
                pl.col("org_code").is_in(measured),
                "{org_code} is measured against the level of the organization it belongs to; this level is ignored.",
                "Remove the row, or give the level to the parent.",
            )
        )
    return rules
