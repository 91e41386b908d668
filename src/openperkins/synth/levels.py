"""Adjusted performance levels of the State and of those that agreed on their own, and plans already on file."""

from __future__ import annotations

from fractions import Fraction

from openperkins.schoolyear import SchoolYear
from openperkins.synth.chance import stream
from openperkins.synth.organizations import STATE_CODE, Organizations

# Levels of 2017-18 in hundredths of a percentage point; earlier years are a little lower.
STATE_LEVELS = {
    "1S1": 9000, "1S2": 7550, "2S1": 9050, "3S1": 9850, "4S1": 9400, "5S1": 9625, "6S1": 2350, "6S2": 2225,
}  # fmt: skip
_NEWEST = 2018
_OLDEST = 2008  # levels were first agreed for 2007-08, performance year 1 (R57)
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


def agreed(organizations: Organizations) -> set[str]:
    """Those with a local level: every consortium, and every other of those that agree on levels at all."""
    return set(organizations.consortium_codes) | set(organizations.accountable()[::2])


def level_rows(
    seed: int, organizations: Organizations, first: int, last: int, ties: dict[tuple[int, str], Fraction]
) -> list[dict[str, str]]:
    """The rows of levels.csv: the State every year, local levels for half of those that agree on levels.

    `ties` gives the 6S1 level of (year, organization) that puts some group exactly on a limit (see `ties`).
    """
    own = sorted(agreed(organizations))
    rows = []
    for year in range(max(first, _OLDEST), last + 1):
        rng = stream(seed, "levels", year)
        for indicator in STATE_LEVELS:
            level = state_level(indicator, year)
            rows.append(_row(year, STATE_CODE, indicator, level))
            steps = rng.integers(0, len(_LOCAL_STEPS), len(own))
            for code, step in zip(own, steps, strict=True):
                local = min(level + Fraction(_LOCAL_STEPS[step], 1000), Fraction(99))
                if indicator == "6S1":
                    local = ties.get((year, code), local)
                rows.append(_row(year, code, indicator, local))
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
        for _ in range(int(rng.integers(1, 6))):
            indicator = list(STATE_LEVELS)[int(rng.integers(0, 8))]
            population = POPULATIONS[int(rng.choice([0, 1, 2, 5, 6, 8, 10, 11, 14, 16]))]
            year = int(rng.integers(min(max(first, _OLDEST), last), last + 1))
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
