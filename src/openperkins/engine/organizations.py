"""Every organization a run reports: those of organizations.csv and those only the records name."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from openperkins.engine.tally import STATE

STATE_NAME = "State"


def all_organizations(listed: pl.DataFrame, named: Iterable[str]) -> pl.DataFrame:
    """`org_code, name, kind, parent`, the State first; a code only the records name stands under its own code.

    A placeholder school code of no district (`0000` in front) is no organization.
    """
    rows = {STATE: (STATE, STATE_NAME, "state", "")}
    for row in listed.sort("org_code").select("org_code", "name", "kind", "parent").iter_rows():
        rows[row[0]] = row
    for code in sorted(named):
        district = f"{code[:4]}0000"
        if district == STATE:
            continue
        rows.setdefault(district, (district, district, "district", ""))
        rows.setdefault(code, (code, code, "school", district))
    schema = ["org_code", "name", "kind", "parent"]
    return pl.DataFrame(list(rows.values()), schema=schema, orient="row").sort("org_code")
