"""results.csv by hand-written DuckDB SQL (hand.sql) over the sealed Parquet: what the engine is measured against.

python hand_sql.py SEALED.json OUT.csv 2017 [2016 …]     prints JSON: seconds of wall and CPU of the query alone

SEALED.json (made by benchmarks/data.py) names the sealed files of each table by school year. Standard library and
duckdb only: nothing of OpenPerkins runs here.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

_ELEMENTS = (9, 10, 12, 15, 16, 19, 25, 31, 34, 35, 42, 43, 44)
_SIMS = ["school_year", "sasid", *(f"DOE{number:03d}" for number in _ELEMENTS)]
_RESULTS = ("eteststat", "eperf2", "mteststat", "mperf2")
#: table → the columns the SQL reads
COLUMNS = {
    **{f"{season}{part}": _SIMS for season in ("october", "march", "end_of_year") for part in ("", "_contested")},
    "mcas": [
        "sasid",
        "administration_year",
        "administration_month",
        "grade",
        "eteststat",
        "eperf2",
        "mteststat",
        "mperf2",
    ],
    "follow_up": ["school_year", "sasid", "status"],
    "cohort": ["school_year", "sasid", "org_code", "outcome"],
    "migrant": ["school_year", "sasid"],
    "programs": ["code", "nontraditional_for"],
    "organizations": ["org_code", "kind", "parent"],
    "levels": ["school_year", "org_code", "indicator", "level"],
    "plans_on_file": ["org_code", "indicator", "population", "accepted_year"],
}
_NUMBERS = {"school_year", "administration_year", "administration_month", "accepted_year"}


def connect(sealed: dict[str, Any], years: Iterable[int]) -> duckdb.DuckDBPyConnection:
    """A connection with `results`, a view of the table results.csv holds, made by hand.sql."""
    years = sorted(years)
    connection = duckdb.connect()
    for name, columns in COLUMNS.items():
        connection.execute(
            f"CREATE TEMP VIEW {name} AS {_select(sealed['tables'].get(name, {}), name, columns, years)}"
        )
    connection.execute("CREATE TEMP TABLE named AS SELECT unnest($1::VARCHAR[]) AS org_code", [sealed["named"]])
    connection.execute(_text(sealed["tables"], years))
    return connection


def _text(tables: dict[str, dict[str, str]], years: list[int]) -> str:
    filed = [year for year in years if str(year) in tables.get("cohort", {})]
    values = {
        "years": years,
        "filed": filed,
        "derived": [year for year in years if year not in filed],
        "no_followup": [year for year in years if str(year) not in tables.get("follow_up", {})],
    }
    text = Path(__file__).with_name("hand.sql").read_text(encoding="utf-8")
    for name, listed in values.items():
        text = text.replace(f"{{{name}}}", ", ".join(map(str, listed)) or "NULL")
    text = text.replace("{last}", str(years[-1])).replace("{no_mcas}", str("mcas" not in tables).lower())
    return text.replace("{any_derived}", str(bool(values["derived"])).lower())


def _select(files: dict[str, str], name: str, columns: list[str], years: list[int]) -> str:
    last = years[-1] + ("october" in name)
    wanted = [path for year, path in sorted(files.items()) if int(year) <= last]
    if not wanted:
        empty = ", ".join(f"NULL::{'SMALLINT' if c in _NUMBERS else 'VARCHAR'} AS {c}" for c in columns)
        return f"SELECT {empty} WHERE false"
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in wanted)
    return f"SELECT {', '.join(columns)} FROM read_parquet([{listed}])"


def main(sealed: Path, out: Path, years: list[int]) -> dict[str, float]:
    """Write results.csv and say what the query cost, without the start of Python and without writing."""
    wall, cpu = time.perf_counter(), os.times()
    connection = connect(json.loads(sealed.read_text(encoding="utf-8")), years)
    table = connection.sql("FROM results").to_arrow_table()
    spent = os.times()
    cost = {"wall": time.perf_counter() - wall, "cpu": spent.user + spent.system - cpu.user - cpu.system}
    connection.register("found", table)
    connection.execute(f"COPY found TO '{out}' (HEADER, DELIMITER ',')")
    return {**cost, "rows": table.num_rows}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), [int(year) for year in sys.argv[3:]])))
