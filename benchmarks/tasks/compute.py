"""The engine by itself: counting students, tally and judging, from sealed tables to the table of results.

python compute.py SEALED.json MEMORY 2017 [2016 …]     prints JSON: seconds of wall and CPU, and the rows

Imports and the look-up of the ruleset are outside the clock; compiled queries are kept in the store as a run keeps
them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pyarrow.parquet  # noqa: F401 - what a run loads on its way is loaded before the clock starts
from measuring.states import read_snapshot

import openperkins.engine.duckdb_engine  # noqa: F401
from openperkins.engine.run import compute
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear


def main(sealed: str, memory: str, *years: str) -> dict[str, float]:
    """Compute once and say what it cost."""
    snapshot, ruleset = read_snapshot(Path(sealed)), load_ruleset("perkins_iv_ma")
    wanted = tuple(SchoolYear(int(year)) for year in sorted(years))
    wall, cpu = time.perf_counter(), os.times()
    found = compute(snapshot, wanted, ruleset, engine="duckdb", memory=memory)
    spent = os.times()
    return {
        "wall": time.perf_counter() - wall,
        "cpu": spent.user + spent.system - cpu.user - cpu.system,
        "rows": found.results.height,
        "students": found.counted.height,
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
