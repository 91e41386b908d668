"""The workbooks of an export, from the results of a run.

python workbooks.py RESULTS.parquet SEALED.json OUT HOW_MANY     prints JSON: seconds of wall and CPU, and workbooks

OUT is made anew. The results are read before the clock starts.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring.states import read_snapshot

from openperkins.exports.workbook import write_all_workbooks
from openperkins.law import load_ruleset


def main(results: str, sealed: str, out: str, how_many: str) -> dict[str, float]:
    """Write the workbooks of the first so many districts."""
    shutil.rmtree(out, ignore_errors=True)
    frame = pl.read_parquet(results)
    organizations = read_snapshot(Path(sealed)).frame("organizations")
    codes = organizations.filter(kind="district")["org_code"].sort().to_list()[: int(how_many)]
    ruleset = load_ruleset("perkins_iv_ma")
    provenance = {"run": "benchmark", "version": "benchmark", "inputs": 0}
    wall, cpu = time.perf_counter(), os.times()
    paths = write_all_workbooks(Path(out), frame, organizations, ruleset, provenance, org_codes=codes)
    spent = os.times()
    used = spent.user + spent.system - cpu.user - cpu.system
    return {"wall": time.perf_counter() - wall, "cpu": used, "workbooks": len(paths)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
