"""How many more students would have reached the line, or the level: the number a director asks for first."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from openperkins.accountability.exact import ceiling, fraction, largest, whole_type
from openperkins.accountability.standing import SCALE_COLUMNS, level_scales, line_of


def how_many_more(numerator: int, denominator: int, level: str | None, line: str | Fraction = "1") -> int | None:
    """The fewest further students in the numerator, denominator unchanged, that reach `line` × `level`.

    The comparison is that of R50. `level` is percent as decimal text, `line` the share of it (`"0.9"`, or 1
    for the level itself). None when it is reached already, there are no students, or no level. Raises
    ValueError for text that is no decimal.
    """
    if not denominator or level is None:
        return None
    share = line if isinstance(line, Fraction) else fraction(line)
    needed = ceiling(fraction(level) * share * denominator / 100) - numerator
    return needed if needed > 0 else None


def with_how_many_more(frame: pl.DataFrame, law: Any) -> pl.DataFrame:
    """Adds `more_to_line` and `more_to_level` (Int64 students, null where reached or nothing to reach).

    Grain: that of `frame`, its order kept; needs `numerator`, `denominator` (whole numbers) and `level`
    (decimal text or null). The same figures as `how_many_more`, row by row. Raises ValueError for text that
    is no decimal.
    """
    scales = level_scales(frame["level"].drop_nulls().unique().to_list(), line_of(law)).drop("threshold")
    scaled = frame.join(scales, on="level", how="left", maintain_order="left")
    wide = whole_type((largest(scaled, "denominator") + 1) * max(1, largest(scaled, *SCALE_COLUMNS)))

    def missing(up: str, down: str) -> pl.Expr:
        # the ceiling of a quotient of whole numbers, without leaving them
        above, below = pl.col(down).cast(wide) * pl.col("denominator").cast(wide), pl.col(up).cast(wide)
        more = ((above + below - 1) // below - pl.col("numerator").cast(wide)).cast(pl.Int64)
        return pl.when((more > 0) & (pl.col("denominator") > 0)).then(more)

    return scaled.with_columns(
        missing("line_up", "line_down").alias("more_to_line"),
        missing("level_up", "level_down").alias("more_to_level"),
    ).drop(SCALE_COLUMNS)
