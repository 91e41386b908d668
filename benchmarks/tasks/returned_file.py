"""The sender's own file back, with what is wrong in it: the rows of one large collection that a district could send.

python returned_file.py FILE.csv ROWS OUT     prints JSON: seconds of wall and CPU, and problems

The file is cut and checked before the clock starts; OUT is a folder, made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from itertools import islice
from pathlib import Path

from openperkins.api import check_submission, write_annotated
from openperkins.law import load_ruleset


def main(source: str, rows: str, out: str) -> dict[str, float]:
    """Write the workbook of the first so many rows."""
    shutil.rmtree(out, ignore_errors=True)
    Path(out).mkdir(parents=True)
    sent = Path(out) / "sent.csv"
    with Path(source).open("rb") as file:
        sent.write_bytes(b"".join(islice(file, int(rows))))
    law = load_ruleset("perkins_iv_ma")
    report = check_submission(sent, kind="sims", school_year=2018, season="october", file_name=sent.name, law=law)
    wall, cpu = time.perf_counter(), os.times()
    write_annotated(sent, report, Path(out) / "returned.xlsx", kind="sims", source_suffix=".csv", law=law)
    spent = os.times()
    used = spent.user + spent.system - cpu.user - cpu.system
    return {"wall": time.perf_counter() - wall, "cpu": used, "problems": len(report.problems)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
