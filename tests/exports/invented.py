"""Judged results of a small invented state, for the exports' tests."""

from __future__ import annotations

import polars as pl

from openperkins.accountability.names import INDICATORS, POPULATIONS, STATE
from openperkins.accountability.plans_owed import judge
from openperkins.law import load_ruleset

ORGANIZATIONS = pl.DataFrame(
    [
        ("09010000", "Twin Rivers", "consortium", ""),
        ("01010000", '=HYPERLINK("http://x")', "district", "09010000"),
        ("02020000", "Birch & <Oak>", "district", ""),
        ("02020505", "Birch High", "school", "02020000"),
    ],
    schema=["org_code", "name", "kind", "parent"],
    orient="row",
)
KINDS = {STATE: "state"} | dict(ORGANIZATIONS.select("org_code", "kind").rows())
PROVENANCE = {"run": "f" * 64, "version": "0.1.0", "inputs": 23, "results": "e" * 64, "made by": "+1"}
RULESET = load_ruleset("perkins_iv_ma", {"academic.attempt": "best"})


def results() -> pl.DataFrame:
    """Two years; 5S1 has no result in 2016-17, 6S2 no level, single parents no students."""
    rows = []
    for year in (2016, 2017):
        for code, kind in KINDS.items():
            for indicator in INDICATORS:
                for number, population in enumerate(POPULATIONS):
                    counted = (40 - number, 30 + number // 4 - number)
                    if population == "single_parents":
                        counted = (0, 0)
                    if (indicator, year) == ("5S1", 2017):
                        counted = (None, None)
                    rows.append((year, code, kind, indicator, population, *counted))
    columns = ["school_year", "org_code", "org_kind", "indicator", "population", "denominator", "numerator"]
    counts = pl.DataFrame(rows, schema=columns, orient="row")
    levels = pl.DataFrame(
        [(y, STATE, i, "96.25") for y in (2016, 2017) for i in INDICATORS if i != "6S2"]
        + [(2017, "02020000", "1S1", "80")],
        schema=["school_year", "org_code", "indicator", "level"],
        orient="row",
    )
    filed = pl.DataFrame(
        [("02020000", "1S2", "all", 2012)],
        schema=["org_code", "indicator", "population", "accepted_year"],
        orient="row",
    )
    return judge(counts, ORGANIZATIONS, levels, filed, RULESET.law)
