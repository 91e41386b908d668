"""Local levels that put a group of students exactly on the line (or on the level), so that ties occur.

Only 6S1 is used: it follows from one October alone (R30). A group lies on the line when
numerator x 100 = 0.9 x level x denominator, on the level when numerator x 100 = level x denominator.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from openperkins.synth.organizations import Organizations
from openperkins.synth.programs import Programs

LINE, LEVEL = Fraction(9, 10), Fraction(1)
_NEAR = 8  # percentage points around the State's level in which a local level is believable
_SMALLEST = 16
_EACH_YEAR = 3
_POPULATIONS = {
    "all": pl.lit(True),
    "male": pl.col("DOE009") == "M",
    "female": pl.col("DOE009") == "F",
    "asian": pl.col("DOE010") == "03",
    "black_or_african_american": pl.col("DOE010") == "02",
    "white": pl.col("DOE010") == "01",
    "hispanic_or_latino": pl.col("DOE010") >= "33",
    "two_or_more_races": pl.col("DOE010").is_between(pl.lit("06"), pl.lit("31")),
    "students_with_disabilities": pl.col("DOE034") != "00",
    "economically_disadvantaged": pl.col("DOE019").is_in(["01", "02"]),
    "limited_english_proficient": pl.col("DOE025") == "01",
}


def find_ties(
    organizations: Organizations,
    programs: Programs,
    october: pl.DataFrame,
    year: int,
    state: Fraction,
    agreed: set[str],
) -> dict[tuple[int, str], Fraction]:
    """(year, organization) → a 6S1 level near the State's on which, or on whose line, some group of 16 or more lies.

    Only for organizations in `agreed`. Ties on the line are looked for first; at most three a year, one for each.
    """
    groups = list(_groups(organizations, programs, october))
    found: dict[tuple[int, str], Fraction] = {}
    for part in (LINE, LEVEL):
        for code, total, crossing in groups:
            level = Fraction(100 * crossing, total) / part
            ends = (level * 1_000_000).denominator == 1
            if code in agreed and ends and abs(level - state) <= _NEAR and len(found) < _EACH_YEAR:
                found.setdefault((year, code), level)
    return found


def _groups(organizations: Organizations, programs: Programs, october: pl.DataFrame) -> Iterator[tuple[str, int, int]]:
    """(organization whose level counts, participants in one-gender fields, those of that gender).

    One for each population of 16 or more of that organization, its member districts and its schools.
    """
    participants = _participants(organizations, programs, october)
    for place in ("code", "district", "DOE015"):
        for flag in _POPULATIONS.values():
            counts = (
                participants.filter(flag)
                .group_by(pl.col("code"), pl.col(place).alias("place"))
                .agg(pl.len().alias("n"), pl.col("crossing").sum())
            )
            large = counts.filter(pl.col("n") >= _SMALLEST).sort("code", "place")
            yield from large.select("code", "n", "crossing").iter_rows()


def _participants(organizations: Organizations, programs: Programs, october: pl.DataFrame) -> pl.DataFrame:
    """Winning October records (R02) of students in a program nontraditional for one gender."""
    field = {row["code"]: row["nontraditional_for"] for row in programs.rows() if row["nontraditional_for"]}
    measured = dict(zip(organizations.district_codes, organizations.accountable_of().tolist(), strict=True))
    program = pl.when(pl.col("DOE043") != "500").then(pl.col("DOE043")).otherwise(pl.col("DOE044"))
    return (
        october.lazy()
        .filter(pl.col("DOE012") == "01")
        .sort("DOE002", "DOE015")
        .unique(subset=["DOE002"], keep="first", maintain_order=True)
        .filter(~pl.col("DOE035").is_in(["00", "01"]))
        .with_columns(
            field=program.replace_strict(field, default=""),
            district=pl.col("DOE015").str.slice(0, 4) + "0000",
        )
        .with_columns(code=pl.col("district").replace_strict(measured))
        .filter(pl.col("field") != "")
        .with_columns(crossing=pl.col("field") == pl.col("DOE009"))
        .collect()
    )
