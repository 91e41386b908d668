"""A report of edit checks in the format asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any


def rendered(report: Any, form: str) -> bytes:
    """`table`, `csv`, `json` or `xlsx`, as bytes for standard output or a file."""
    from openperkins.records import report as reports

    if form == "xlsx":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "problems.xlsx"
            reports.write_xlsx(report, path)
            return path.read_bytes()
    text = {
        "json": reports.as_json,
        "csv": reports.as_csv,
        "table": lambda found: "".join(f"{line}\n" for line in reports.as_lines(found)),
    }[form](report)
    return text.encode()
