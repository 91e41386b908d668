"""Every organization a run reports: those of organizations.csv and those only the records name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from openperkins.engine.tally import STATE

STATE_NAME = "State"


def all_organizations(listed: pl.DataFrame, named: Iterable[str], law: Any) -> pl.DataFrame:
    """`org_code, name, kind, parent`, the State first; a code only the records name stands under its own code.

    The parent of a school is the district its code begins with (R08). A placeholder school code of no district
    (`0000` in front) is no organization.
    """
    digits = law.organization.district_digits
    rows = {STATE: (STATE, STATE_NAME, "state", "")}
    for row in listed.sort("org_code").select("org_code", "name", "kind", "parent").iter_rows():
        code, name, kind, parent = row
        rows[code] = (code, name, kind, _district(code, digits) if kind == "school" else parent)
    for code in sorted(named):
        district = _district(code, digits)
        if district == STATE:
            continue
        rows.setdefault(district, (district, district, "district", ""))
        rows.setdefault(code, (code, code, "school", district))
    schema = ["org_code", "name", "kind", "parent"]
    return pl.DataFrame(list(rows.values()), schema=schema, orient="row").sort("org_code")


def _district(code: str, digits: int) -> str:
    return code[:digits] + "0" * (len(code) - digits)
