"""Replay: run a year again under another ruleset or a changed reading, and list what would be different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from openperkins.engine.run import DEFAULT_MEMORY, Run, compute, existing, parse_year
from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store, default_store
from openperkins.law import load_ruleset
from openperkins.law.diff import Change, diff_rulesets
from openperkins.schoolyear import SchoolYear

_CELL = ["school_year", "org_code", "org_kind", "indicator", "population"]
_COMPARED = ["denominator", "numerator", "level", "threshold", "standing", "plan"]


@dataclass(frozen=True)
class Replay:
    """Two runs of one snapshot. `changes` are the parameters that differ; `differences` one row per changed cell

    (school_year, org_code, org_kind, indicator, population, then each compared column before and `_after`).
    """

    before: Run
    after: Run
    changes: tuple[Change, ...]
    differences: pl.DataFrame

    @property
    def plans_gained(self) -> int:
        """Cells that owe a plan only after the change."""
        return self._plans("plan_after", "plan")

    @property
    def plans_lost(self) -> int:
        """Cells that owe a plan only before the change."""
        return self._plans("plan", "plan_after")

    def _plans(self, owing: str, other: str) -> int:
        return self.differences.filter((pl.col(owing) == "required") & (pl.col(other) != "required")).height


def replay(
    folder: str | Path,
    year: SchoolYear | str,
    *,
    ruleset: str = "perkins_iv_ma",
    other: str | None = None,
    changes: Mapping[str, Any] | None = None,
    engine: str = "duckdb",
    memory: str = DEFAULT_MEMORY,
    store: str | Path | None = None,
) -> Replay:
    """Run a school year under `ruleset` and again under `other` (by default the same) with `changes`.

    Raises what `run` raises; writes nothing.
    """
    the_year = year if isinstance(year, SchoolYear) else parse_year(year)
    first, second = load_ruleset(ruleset), load_ruleset(other or ruleset, changes)
    for rules in (first, second):
        rules.check_year(the_year)
    snapshot = seal(existing(folder), Store(Path(store) if store else default_store()), first)
    before = compute(snapshot, (the_year,), first, engine=engine, memory=memory)
    after = compute(snapshot, (the_year,), second, engine=engine, memory=memory)
    differences = _differences(before.results, after.results)
    return Replay(before, after, tuple(diff_rulesets(first, second)), differences)


def _differences(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    both = before.select(*_CELL, *_COMPARED).join(
        after.select(*_CELL, *_COMPARED), on=_CELL, how="left", suffix="_after", maintain_order="left"
    )
    changed = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_after")) for name in _COMPARED)
    return both.filter(changed)
