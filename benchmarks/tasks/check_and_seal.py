"""Checking a records folder and sealing it into a new store, without a run.

python check_and_seal.py FOLDER STORE     prints JSON: rows sealed
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from measuring.states import sealed_records


def main(folder: str, store: str) -> dict[str, int]:
    """Seal a folder that has no errors."""
    snapshot = sealed_records(Path(folder), Path(store))
    return {"rows": sum(table.rows for table in snapshot.tables), "warnings": snapshot.warnings}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
