"""Figures by program: a program's cells are shaped like an organization's, without levels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from openperkins.accountability.names import INDICATORS, POPULATIONS
from openperkins.portal.directory.models import Program
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.models import ProgramSheet


def dump_programs(rows: list[dict[str, Any]]) -> str:
    """One organization's rows by program as text: program → indicator → [denominator, numerator, percent] each."""
    programs: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        program = programs.setdefault(row["program"], {})
        program.setdefault(row["indicator"], []).append([row["denominator"], row["numerator"], row["percent"]])
    return json.dumps(programs, separators=(",", ":"), sort_keys=True)


def programs_of(publication: int, org_code: str) -> dict[str, Cells]:
    """Program code → its cells, of an organization in a publication; empty when no student is in any."""
    found = ProgramSheet.objects.filter(publication=publication, org_code=org_code).first()
    if found is None:
        return {}
    return {code: Cells(_as_cells(by)) for code, by in sorted(json.loads(found.programs).items())}


def titled(codes: Sequence[str]) -> list[tuple[str, str]]:
    """(code, title) of programs, in the order given; a program nobody listed has its code as title."""
    titles = dict(Program.objects.filter(code__in=codes).values_list("code", "title")) if codes else {}
    return [(code, titles.get(code, code)) for code in codes]


def _as_cells(by_indicator: dict[str, list[Any]]) -> str:
    empty = [[0, 0, None]] * len(POPULATIONS)
    columns = {
        indicator: [
            None,
            "none",
            None,
            [[*cell, "none", "not_required"] for cell in by_indicator.get(indicator, empty)],
        ]
        for indicator in INDICATORS
    }
    return json.dumps(columns)
