"""Reading and nothing else, by DuckDB.

python bare_read.py columns SEALED.json 2017 [2016 …]   the columns hand.sql reads, each decoded once
python bare_read.py text FILE.csv                       52 columns of text, each value parsed
Both print JSON: seconds of wall and CPU inside the process, and rows.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import duckdb
from hand_sql import COLUMNS

#: a March record is only looked at for its status and place, where a cohort has no file
_MARCH = ["school_year", "sasid", "DOE012", "DOE015"]
_STUDENT_TABLES = ("october", "march", "end_of_year", "mcas", "follow_up", "cohort", "migrant")
_ELEMENTS = 52


def columns(sealed: str, *years: str) -> list[str]:
    """Queries that decode every needed column of every needed file."""
    tables, last = json.loads(Path(sealed).read_text(encoding="utf-8"))["tables"], max(map(int, years))
    queries = []
    for name, files in tables.items():
        if not name.startswith(_STUDENT_TABLES):
            continue
        wanted = [path for year, path in files.items() if int(year) <= last + ("october" in name)]
        names = _MARCH if name.startswith("march") else COLUMNS[name]
        counts = ", ".join(f"count({column})" for column in names)
        if wanted:
            queries.append(f"SELECT count(*), {counts} FROM read_parquet({wanted})")
    return queries


def text(path: str) -> list[str]:
    """A query that parses every value of a file, as text."""
    names = [f"c{number}" for number in range(_ELEMENTS)]
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    counts = ", ".join(f"count({name})" for name in names)
    source = f"read_csv('{path}', header=false, auto_detect=false, delim=',', quote='\"', columns={{{types}}})"
    return [f"SELECT count(*), {counts} FROM {source}"]


def main(what: str, *arguments: str) -> dict[str, float]:
    """Run the queries and say what they cost."""
    connection = duckdb.connect()
    queries = {"columns": columns, "text": text}[what](*arguments)
    wall, cpu = time.perf_counter(), os.times()
    rows = sum(connection.execute(query).fetchall()[0][0] for query in queries)
    spent = os.times()
    return {
        "wall": time.perf_counter() - wall,
        "cpu": spent.user + spent.system - cpu.user - cpu.system,
        "rows": rows,
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
