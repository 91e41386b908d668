"""The glossary names places that exist, and each term once."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"`((?:[a-z_0-9.-]+/)+[a-z_0-9.-]+|[a-z_]+\.py)`")


def rows() -> list[list[str]]:
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[-1] not in ("where in code", "it is in")]


def test_every_place_exists() -> None:
    missing = []
    for row in rows():
        places = PLACE.findall(row[-1])
        assert places, f"{row[0]} has no place"
        for place in places:
            base = ROOT if place.startswith(("docs/", "specs/")) else ROOT / "src" / "openperkins"
            if not (base / place).exists():
                missing.append(place)
    assert missing == []


def test_every_term_once_with_a_meaning() -> None:
    terms = [row[0] for row in rows() if len(row) == 3]
    assert len(terms) == len(set(terms)) > 40
    assert all(len(row[1]) > 15 for row in rows() if len(row) == 3)
