"""The trace of one student by itself, in a process that has the snapshot open.

python trace.py SEALED.json 2017 SASID     prints JSON: seconds of wall
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring.states import read_snapshot

from openperkins.explain.student import trace
from openperkins.indicators.catalogue import INDICATORS
from openperkins.law import load_ruleset
from openperkins.schoolyear import SchoolYear


def main(sealed: str, year: str, sasid: str) -> dict[str, float]:
    """Trace twice; the first loads the engine, the second is the trace."""
    snapshot, ruleset = read_snapshot(Path(sealed)), load_ruleset("perkins_iv_ma")
    for _ in range(2):
        begun = time.perf_counter()
        found = trace(snapshot, SchoolYear(int(year)), sasid, INDICATORS, ruleset, engine="duckdb")
        wall = time.perf_counter() - begun
    return {"wall": wall, "indicators": len(found.indicators)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
