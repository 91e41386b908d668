"""Adjusted performance levels, plans already on file, and local levels that put a district exactly on the line."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from openperkins.schoolyear import SchoolYear
from openperkins.synth.chance import stream
from openperkins.synth.organizations import STATE_CODE, Organizations
from openperkins.synth.programs import Programs

# Levels of 2017-18 in hundredths of a percentage point; earlier years are a little lower.
STATE_LEVELS = {
    "1S1": 9000, "1S2": 7550, "2S1": 9050, "3S1": 9850, "4S1": 9400, "5S1": 9625, "6S1": 2350, "6S2": 2225,
}  # fmt: skip
_NEWEST = 2018
_LOWER_EACH_YEAR = 25
_LOCAL_STEPS = (-3000, -1125, -500, -375, -125, 250, 500, 625, 1000, 1375)  # thousandths of a point
POPULATIONS = [
    "all",
    "male",
    "female",
    "american_indian_or_alaska_native",
    "asian",
    "black_or_african_american",
    "hispanic_or_latino",
    "native_hawaiian_or_pacific_islander",
    "white",
    "two_or_more_races",
    "students_with_disabilities",
    "economically_disadvantaged",
    "single_parents",
    "displaced_homemakers",
    "limited_english_proficient",
    "migrant",
    "nontraditional",
]


def state_level(indicator: str, year: int) -> Fraction:
    """The State level of a school year, in percent."""
    behind = max(0, _NEWEST - year)
    return Fraction(STATE_LEVELS[indicator] - _LOWER_EACH_YEAR * behind, 100)


def level_rows(
    seed: int, organizations: Organizations, first: int, last: int, ties: dict[tuple[int, str], Fraction]
) -> list[dict[str, str]]:
    """The rows of levels.csv: the State every year, local levels for half of those that agree on levels.

    `ties` gives the 6S1 level of (year, organization) that puts a group exactly on the line.
    """
    agreed = {code for k, code in enumerate(organizations.accountable()) if k % 2 == 0}
    agreed |= set(organizations.consortium_codes)
    rows = []
    for year in range(first, last + 1):
        rng = stream(seed, "levels", year)
        for indicator in STATE_LEVELS:
            level = state_level(indicator, year)
            rows.append(_row(year, STATE_CODE, indicator, level))
            steps = rng.integers(0, len(_LOCAL_STEPS), len(agreed))
            for code, step in zip(sorted(agreed), steps, strict=True):
                local = min(level + Fraction(_LOCAL_STEPS[step], 1000), Fraction(99))
                if indicator == "6S1":
                    local = ties.get((year, code), local)
                rows.append(_row(year, code, indicator, local))
        rows += [
            _row(year, code, "6S1", level)
            for (tied_year, code), level in sorted(ties.items())
            if tied_year == year and code not in agreed
        ]
    return sorted(rows, key=lambda row: (row["school_year"], row["org_code"], row["indicator"]))


def _row(year: int, code: str, indicator: str, level: Fraction) -> dict[str, str]:
    return {
        "school_year": str(SchoolYear(year)),
        "org_code": code,
        "indicator": indicator,
        "level": decimal_text(level),
    }


def decimal_text(value: Fraction) -> str:
    """A finite decimal in its shortest exact form: 81, 86.625. Raises ValueError when it does not end in six places."""
    scaled = value * 1_000_000
    if scaled.denominator != 1:
        raise ValueError(f"{value} has no decimal form of six places")
    whole, part = divmod(scaled.numerator, 1_000_000)
    return f"{whole}.{part:06d}".rstrip("0").rstrip(".")


def plan_rows(seed: int, organizations: Organizations, first: int, last: int) -> list[dict[str, str]]:
    """The rows of plans_on_file.csv: some accepted early, a few only in the last year (not counting for it)."""
    rng = stream(seed, "plans")
    rows = {}
    for code in organizations.accountable():
        for _ in range(int(rng.integers(0, 5))):
            indicator = list(STATE_LEVELS)[int(rng.integers(0, 8))]
            population = POPULATIONS[int(rng.choice([0, 1, 2, 5, 6, 8, 10, 11, 14, 16]))]
            year = int(rng.integers(first, last + 1))
            rows.setdefault((code, indicator, population), year)
    return [
        {
            "org_code": code,
            "indicator": indicator,
            "population": population,
            "accepted_year": str(SchoolYear(year)),
        }
        for (code, indicator, population), year in sorted(rows.items())
    ]


def find_ties(
    organizations: Organizations, programs: Programs, october: pl.DataFrame, year: int
) -> dict[tuple[int, str], Fraction]:
    """6S1 levels near the State's for which some group of a district lies exactly on 90% of it.

    Counts nontraditional participants by organization and gender in the October just written, leaving out
    nothing that 6S1 counts; returns at most four, at most one for each organization.
    """
    field = {row["code"]: row["nontraditional_for"] for row in programs.rows() if row["nontraditional_for"]}
    state = state_level("6S1", year)
    found: dict[tuple[int, str], Fraction] = {}
    for code, total, crossing in _participants(organizations, october, field).iter_rows():
        level = Fraction(1000 * crossing, 9 * total)
        near = abs(level - state) <= 4 and (level * 1_000_000).denominator == 1
        if near and total >= 16 and (year, code) not in found and len(found) < 4:
            found[year, code] = level
    return found


def _participants(organizations: Organizations, october: pl.DataFrame, field: dict[str, str]) -> pl.DataFrame:
    """Participants in programs nontraditional for one gender: organization, how many, how many of that gender."""
    measured = dict(zip(organizations.district_codes, organizations.accountable_of().tolist(), strict=True))
    winners = (
        october.lazy()
        .filter(pl.col("DOE012") == "01")
        .sort("DOE002", "DOE015")
        .unique(subset=["DOE002"], keep="first", maintain_order=True)
        .filter(~pl.col("DOE035").is_in(["00", "01"]))
        .with_columns(
            program=pl.when(pl.col("DOE043") != "500").then(pl.col("DOE043")).otherwise(pl.col("DOE044")),
            code=(pl.col("DOE015").str.slice(0, 4) + "0000").replace_strict(measured),
        )
        .with_columns(field=pl.col("program").replace_strict(field, default=""))
        .filter(pl.col("field") != "")
        .with_columns(crossing=pl.col("field") == pl.col("DOE009"))
    )
    groups = [
        pl.lit("all"),
        "g" + pl.col("DOE009"),
        "e" + pl.col("DOE025"),
        "r" + pl.col("DOE010"),
    ]
    # Genders M and F, English learners and single-race codes are populations as they stand.
    parts = [
        winners.group_by("code", group.alias("group")).agg(pl.len().alias("n"), pl.col("crossing").sum())
        for group in groups
    ]
    wanted = ["all", "gM", "gF", "e01", "r01", "r02", "r03"]
    return (
        pl.concat(parts)
        .filter(pl.col("group").is_in(wanted))
        .sort("code", "group")
        .select("code", "n", "crossing")
        .collect()
    )
