"""Measures as a table for a person."""

from __future__ import annotations

import polars as pl


def shown(found: pl.DataFrame) -> pl.DataFrame:
    """Without the year and kind, which are the same in every row or follow from the code, and with `percent`."""
    from openperkins.accountability.exact import largest
    from openperkins.accountability.standing import percent_text

    rates = found.with_columns(percent_text(largest(found, "denominator")))
    return rates.select("org_code", "scope", "measure", "population", "denominator", "numerator", "percent")
