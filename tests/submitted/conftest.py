"""The ruleset, a small invented state with one file per district, and good records by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from openperkins.engine.snapshot import seal
from openperkins.engine.store import Store
from openperkins.law import load_ruleset
from openperkins.synth import make_state


@pytest.fixture(scope="session")
def law():
    return load_ruleset("perkins_iv_ma")


@pytest.fixture(scope="session")
def state(tmp_path_factory) -> Path:
    """Three school years of three districts; every collection a folder with one file per district."""
    folder = tmp_path_factory.mktemp("state") / "records"
    make_state(folder, districts=3, students=600, years=3)
    for path in sorted((folder / "sims").glob("*.csv")):
        by_district: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            by_district.setdefault(line.split(",")[14][:4] + "0000", []).append(line)
        path.unlink()
        path.with_suffix("").mkdir()
        for district, lines in by_district.items():
            path.with_suffix("").joinpath(f"{district}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def snapshot(state, law, tmp_path_factory):
    return seal(state, Store(tmp_path_factory.mktemp("sealed")), law)


@pytest.fixture(scope="session")
def districts(state) -> list[str]:
    """Those of the last June, the largest first."""
    files = (state / "sims" / "2018-06").glob("*.csv")
    return [f.stem for f in sorted(files, key=lambda f: (-f.stat().st_size, f.name))]
