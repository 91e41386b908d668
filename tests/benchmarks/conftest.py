"""Two small states, run by the product and described for the baselines."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS / "baselines")]

HAND_MADE = Path(__file__).parents[1] / "engines" / "hand_made" / "records"


@dataclass(frozen=True)
class Sealed:
    """A sealed state: `described` is the JSON the baselines read, `out` the product's files of `years`."""

    described: Path
    records: Path
    years: tuple[int, ...]
    out: Path

    @property
    def results(self) -> bytes:
        return (self.out / "results.csv").read_bytes()

    @property
    def arguments(self) -> list[str]:
        return [str(year) for year in self.years]


@pytest.fixture(scope="session")
def invented_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from openperkins.synth import make_state

    folder = tmp_path_factory.mktemp("benchmarks") / "records"
    make_state(folder, districts=4, students=900, first_year=2012, last_year=2016, seed=3)
    return folder


@pytest.fixture(
    scope="session",
    params=[
        ("hand made", (2017,)),
        ("hand made", (2016, 2017)),
        ("invented", (2015,)),
        ("invented", (2014, 2015, 2016)),
    ],
    ids=lambda given: f"{given[0]} {given[1][0]}-{given[1][-1]}",
)
def sealed(
    request: pytest.FixtureRequest, invented_records: Path, tmp_path_factory: pytest.TempPathFactory, own_store: Path
) -> Sealed:
    from measuring.states import sealed_records, write_sealed

    import openperkins

    name, years = request.param
    records = HAND_MADE if name == "hand made" else invented_records
    folder = tmp_path_factory.mktemp("sealed")
    openperkins.run(records, [f"{year - 1}-{year % 100:02d}" for year in years], out=folder / "out", store=own_store)
    write_sealed(folder / "sealed.json", sealed_records(records, own_store))
    return Sealed(folder / "sealed.json", records, years, folder / "out")
