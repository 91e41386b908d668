"""Checking a records folder and sealing it into a new store, without a run.

python check_and_seal.py FOLDER STORE     prints JSON: rows sealed
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store
from openperkins.law import load_ruleset


def main(folder: str, store: str) -> dict[str, int]:
    """Seal a folder that has no errors."""
    snapshot = seal(Path(folder), Store(Path(store)), load_ruleset("perkins_iv_ma"))
    return {"rows": sum(table.rows for table in snapshot.tables), "warnings": snapshot.warnings}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
