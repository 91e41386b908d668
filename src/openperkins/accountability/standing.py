"""Met, within reach, or below: a rate against its level and its line, in whole numbers only (R50)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from openperkins.accountability.exact import decimal_text, fraction, largest, whole_type

#: Columns a comparison needs of a level: numerator × up ≥ down × denominator is "at least".
SCALE_COLUMNS = ("level_up", "level_down", "line_up", "line_down")


def line_of(law: Any) -> Fraction:
    """The share of the level that is the line, exactly (R50: 9/10)."""
    return fraction(law.accountability.line)


def level_scales(levels: list[str], line: Fraction) -> pl.DataFrame:
    """What comparing with each level takes.

    Grain: one row per distinct level of `levels` (percent, decimal text), sorted: `level`, `threshold`
    (line × level, exact shortest decimal text, never rounded), and whole numbers in lowest terms so that
    `numerator × level_up ≥ level_down × denominator` says the level is met and the same with `line_up` and
    `line_down` that the line is reached. Raises ValueError for text that is no decimal.
    """
    rows = []
    for text in sorted(set(levels)):
        level = fraction(text)
        met, reached = level / 100, level * line / 100
        rows.append(
            {
                "level": text,
                "threshold": decimal_text(level * line),
                "level_up": met.denominator,
                "level_down": met.numerator,
                "line_up": reached.denominator,
                "line_down": reached.numerator,
            }
        )
    widest = max((abs(row[name]) for row in rows for name in SCALE_COLUMNS), default=0)
    kind = whole_type(widest)
    schema = {"level": pl.String, "threshold": pl.String} | dict.fromkeys(SCALE_COLUMNS, kind)
    return pl.DataFrame(rows, schema=schema)


def with_standing(frame: pl.DataFrame, law: Any) -> pl.DataFrame:
    """Adds `threshold`, `percent` and `standing` to rows of `numerator`, `denominator` and `level`.

    Grain: that of `frame`, its order kept. `numerator` and `denominator` are whole numbers of students
    (both null where there is no result), `level` is percent as decimal text (null when none). `percent` is
    text, half up to two decimals, null without students; `standing` is `met`, `within`, `below`, or `none`
    (no students, no level, no result). Raises ValueError for a numerator outside 0..denominator, or only
    one of the two.
    """
    texts = frame["level"].drop_nulls().unique().to_list()
    scales = level_scales(texts, line_of(law))
    scaled = frame.join(scales, on="level", how="left", maintain_order="left")
    return judge_scaled(scaled).drop(SCALE_COLUMNS)


def judge_scaled(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `percent` and `standing` to rows that carry their level's scale (`level_scales`).

    The comparison itself, for callers that have joined the scales already. Raises as `with_standing`.
    """
    check_counts(frame)
    students = largest(frame, "denominator")
    wide = whole_type(students * max(1, largest(frame, *SCALE_COLUMNS)))
    numerator, denominator = pl.col("numerator").cast(wide), pl.col("denominator").cast(wide)

    def reaches(up: str, down: str) -> pl.Expr:
        return numerator * pl.col(up).cast(wide) >= pl.col(down).cast(wide) * denominator

    comparable = (pl.col("denominator") > 0) & pl.col("level_up").is_not_null()
    return frame.with_columns(
        percent_text(students),
        pl.when(~comparable.fill_null(False))
        .then(pl.lit("none"))
        .when(reaches("level_up", "level_down"))
        .then(pl.lit("met"))
        .when(reaches("line_up", "line_down"))
        .then(pl.lit("within"))
        .otherwise(pl.lit("below"))
        .alias("standing"),
    )


def percent_text(largest_count: int) -> pl.Expr:
    """`percent`: 100 × numerator ÷ denominator as text, half up to two decimals; null without students.

    `largest_count` is the largest denominator, from which the width of the whole-number arithmetic follows.
    """
    wide = whole_type(20_001 * max(1, largest_count))
    numerator, denominator = pl.col("numerator").cast(wide), pl.col("denominator").cast(wide)
    hundredths = (numerator * 20_000 + denominator) // (denominator * 2)
    index = pl.when(pl.col("denominator") > 0).then(hundredths).cast(pl.UInt32)
    return pl.lit(_PRINTED).gather(index).alias("percent")


#: 0.00 to 100.00 in hundredths: a rate is one of these 10,001 texts.
_PRINTED = pl.Series("percent", [f"{n // 100}.{n % 100:02d}" for n in range(10_001)], dtype=pl.String)


def check_counts(frame: pl.DataFrame) -> None:
    """Raises ValueError for a numerator outside 0..denominator, or one of the two without the other."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    wrong = frame.filter((numerator.is_null() != denominator.is_null()) | (numerator < 0) | (numerator > denominator))
    if wrong.height:
        first = {name: value for name, value in wrong.row(0, named=True).items() if name not in SCALE_COLUMNS}
        raise ValueError(f"{wrong.height} rows have a numerator that is not between 0 and its denominator: {first}")
