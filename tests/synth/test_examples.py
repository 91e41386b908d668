"""The committed example is what its README's command makes, and shows what the README says."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from openperkins.engine.run import run
from openperkins.synth import make_state

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_example_is_what_its_command_makes(tmp_path: Path) -> None:
    command = re.search(r"^openperkins synth examples/records (.*)$", (EXAMPLES / "README.md").read_text(), re.M)
    words = command[1].split()
    asked = {name.removeprefix("--"): int(value) for name, value in zip(words[::2], words[1::2], strict=True)}
    make_state(tmp_path / "records", **asked)
    fresh, kept = tmp_path / "records", EXAMPLES / "records"
    names = sorted(str(p.relative_to(fresh)) for p in fresh.rglob("*.csv"))
    assert names == sorted(str(p.relative_to(kept)) for p in kept.rglob("*") if p.is_file())
    assert [n for n in names if (fresh / n).read_bytes() != (kept / n).read_bytes()] == []


def test_the_example_owes_the_plans_the_readme_names(tmp_path: Path) -> None:
    run(EXAMPLES / "records", "2016-17", out=tmp_path / "out", store=tmp_path / "store")
    results = pl.read_csv(tmp_path / "out/results.csv", infer_schema=False)
    district = results.filter(pl.col("org_kind") == "district")
    owed = district.filter(pl.col("plan") == "required").select("indicator", "population").rows()
    assert owed == [("6S1", "all"), ("6S1", "male"), ("6S1", "white")]
    assert district.filter(pl.col("plan") == "on_file").select("indicator", "population").rows() == [("5S1", "all")]
    small = results.filter((pl.col("org_kind") == "consortium") & (pl.col("plan") == "exempt_small"))
    assert small.height >= 5
